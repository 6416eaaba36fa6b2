package dev.limpid.training;

import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.util.Optional;

/** The restoration network of a run, loaded and closed with it; empty where the run has none. */
public record Teacher(Optional<Network> network) implements AutoCloseable {
    static Teacher of(Optional<ModelFile> model, TrainingRecipe recipe, Compute compute) throws IOException {
        return of(model, recipe.input(), recipe.name(), compute);
    }

    /**
     * Loads it.
     *
     * @param input how the model to be trained sees images
     * @param name of the model to be trained
     * @throws IOException if the model is no restoration network, or sees images in another way
     */
    public static Teacher of(Optional<ModelFile> model, ModelInput input, String name, Compute compute)
            throws IOException {
        if (model.isEmpty()) {
            return new Teacher(Optional.empty());
        }
        ModelFile file = model.get();
        if (!file.card().task().equals(ModelCard.RESTORE)) {
            throw new IOException(file.path() + " is a model to " + file.card().task()
                    + ", not to restore; train one by a recipe with \"task\": \"restore\"");
        }
        ModelInput sees = file.card().input();
        if (!sees.range().equals(input.range()) || sees.unit() != input.unit() || sees.modality() != input.modality()) {
            throw new IOException(
                    file.path() + " is for images of another modality, unit or intensity range than " + name);
        }
        return new Teacher(Optional.of(Networks.load(file, compute)));
    }

    @Override
    public void close() {
        network.ifPresent(Network::close);
    }
}
