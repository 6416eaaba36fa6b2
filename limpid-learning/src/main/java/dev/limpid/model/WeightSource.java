package dev.limpid.model;

import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.nio.file.Path;

/** Where a network's weights come from: a model with its card, or a file of the network's authors. */
public sealed interface WeightSource extends NetworkSource permits ModelFile, PublicWeights {
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

    /** Reads one tensor. */
    StoredTensor tensor(String name) throws IOException;

    @Override
    default Compute compute(InferenceOptions options) {
        return Compute.of(options.device(), options.precision());
    }

    /** Its weights rounded to what the layers compute with. */
    @Override
    default Network network(Compute compute) throws IOException {
        Network network = Networks.load(this, compute);
        try {
            network.parameters().round(compute);
            return network;
        } catch (RuntimeException failure) {
            network.close();
            throw failure;
        }
    }
}
