package dev.limpid.model;

import java.io.IOException;
import java.nio.file.Path;

/** Where a network's weights come from: a model with its card, or a file of the network's authors. */
public sealed interface WeightSource permits ModelFile, PublicWeights {
    /**
     * Opens a file of either kind; reads its header only.
     *
     * @throws ModelFormatException if it is neither, saying why in one line
     */
    static WeightSource open(Path file) throws ModelFormatException {
        return Safetensors.open(file).metadata().containsKey(ModelFile.CARD)
                ? ModelFile.open(file)
                : PublicWeights.open(file);
    }

    Path path();

    /** What descriptions of results call the weights: the model's name, or the file's. */
    String label();

    /** For people. */
    String title();

    Architecture architecture();

    /** The images the weights are for. */
    ModelInput input();

    /** Reads one tensor. */
    StoredTensor tensor(String name) throws IOException;

    /** The identity of what the weights compute, see {@link ModelFile#sha256}. */
    String sha256() throws IOException;
}
