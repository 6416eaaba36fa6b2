package dev.limpid.model;

import java.io.IOException;

/** Whatever the bytes are, reading them ends in tensors or in an {@link IOException} of one line. */
final class SafetensorsFuzzTarget {
    private SafetensorsFuzzTarget() {}

    static void fuzz(byte[] bytes) {
        try {
            Safetensors file = Safetensors.of(bytes, "fuzz");
            long length = 0;
            for (StoredTensor tensor : file.tensors()) {
                length += tensor.info().bytes();
                tensor.toFloats();
            }
            if (length > bytes.length) {
                throw new AssertionError("more tensors than bytes");
            }
            String card = file.metadata().get(ModelFile.CARD);
            if (card != null) {
                fuzzCard(card);
            }
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).lines().count() != 1) {
                throw new AssertionError("not one line: " + e.getMessage(), e);
            }
        }
    }

    /** A card that can be read says the same when written and read again. */
    static void fuzzCard(String json) throws IOException {
        ModelCard card = ModelCard.ofJson(json);
        card.summary();
        CardMarkdown.of(card);
        if (!ModelCard.ofJson(card.toJson()).equals(card)) {
            throw new AssertionError("card changed by writing: " + json);
        }
    }
}
