package dev.limpid.training;

import dev.limpid.model.ModelFile;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.util.Optional;

/** The restoration network of a run, loaded and closed with it; empty where the run has none. */
record Teacher(Optional<Network> network) implements AutoCloseable {
    /**
     * Loads it.
     *
     * @throws IOException if the model is no restoration network, or sees images in another way than the recipe's model
     */
    static Teacher of(Optional<ModelFile> model, TrainingRecipe recipe, Compute compute) throws IOException {
        if (model.isEmpty()) {
            return new Teacher(Optional.empty());
        }
        ModelFile file = model.get();
        if (!file.card().task().equals(TrainingRecipe.RESTORE)) {
            throw new IOException(file.path() + " is a model to " + file.card().task()
                    + ", not to restore; train one by a recipe with \"task\": \"restore\"");
        }
        if (!file.card().input().range().equals(recipe.input().range())) {
            throw new IOException(file.path() + " sees images in another intensity range than " + recipe.name());
        }
        Network network = Networks.load(file, compute);
        if (network.takesNoiseLevel()) {
            network.close();
            throw new IOException(file.path() + " is told the noise level, which a restoration network is not");
        }
        return new Teacher(Optional.of(network));
    }

    @Override
    public void close() {
        network.ifPresent(Network::close);
    }
}
