package dev.limpid.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A safetensors file with a {@link ModelCard} in its metadata. Opening reads header and card only; tensors are read when
 * asked for. Holds no file open. Safe for several threads.
 *
 * <p>Example: {@code ModelFile.write(path, card, tensors, false)}, later
 * {@code ModelFile.open(path).tensor("inc.weight")}.
 */
public final class ModelFile implements WeightSource {
    /** The metadata key of the card. */
    public static final String CARD = "limpid.card";

    private final Path path;
    private final Safetensors contents;
    private final ModelCard card;
    /** Empty until asked for. */
    private volatile String identity = "";

    private ModelFile(Path path, Safetensors contents, ModelCard card) {
        this.path = path;
        this.contents = contents;
        this.card = card;
    }

    /**
     * Opens a model.
     *
     * @throws ModelFormatException if it is not a sound safetensors file with a complete card
     */
    public static ModelFile open(Path path) throws ModelFormatException {
        Safetensors contents = Safetensors.open(path);
        String json = contents.metadata().get(CARD);
        if (json == null) {
            throw new ModelFormatException(
                    path + ": has no model card (metadata key " + CARD + "), so it is not a Limpid model");
        }
        try {
            return new ModelFile(path, contents, ModelCard.ofJson(json));
        } catch (ModelFormatException e) {
            throw new ModelFormatException(path + ": " + e.getMessage(), e);
        }
    }

    /** Writes a model by way of {@link Safetensors#write} and opens it. */
    public static ModelFile write(Path target, ModelCard card, Collection<StoredTensor> tensors, boolean overwrite)
            throws IOException {
        Safetensors.write(target, tensors, Map.of(CARD, card.toJson()), overwrite);
        return open(target);
    }

    /**
     * Writes this model with another card; tensors and other metadata stay. The target may be this file itself when
     * {@code overwrite} is set.
     */
    public ModelFile withCard(Path target, ModelCard replacement, boolean overwrite) throws IOException {
        SortedMap<String, String> metadata = contents.metadata();
        metadata.put(CARD, replacement.toJson());
        Safetensors.write(target, contents.tensors(), metadata, overwrite);
        return open(target);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String label() {
        return card.name();
    }

    @Override
    public String title() {
        return card.title() + " (" + card.name() + ")";
    }

    @Override
    public Architecture architecture() {
        return card.architecture();
    }

    @Override
    public ModelInput input() {
        return card.input();
    }

    public ModelCard card() {
        return card;
    }

    /** What tensors there are, by name; reads nothing. */
    public List<TensorInfo> infos() {
        return contents.infos();
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        return contents.tensor(name);
    }

    /** Reads all tensors, by name. */
    public List<StoredTensor> tensors() throws IOException {
        return contents.tensors();
    }

    /**
     * The model's identity: SHA-256, 64 hexadecimal digits, over all that decides its results and nothing else. That is
     * one line of JSON with architecture, input (range, unit, margin) and every tensor's type and shape, followed by
     * the tensors' bytes, both by name. New measured results in the card do not change it. Reads the whole file the
     * first time.
     */
    @Override
    public String sha256() throws IOException {
        if (identity.isEmpty()) {
            identity = ModelIdentity.of(card.architecture(), card.input(), contents);
        }
        return identity;
    }

    @Override
    public String toString() {
        return path + " (" + card.name() + ")";
    }
}
