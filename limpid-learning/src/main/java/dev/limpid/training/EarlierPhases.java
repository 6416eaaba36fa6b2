package dev.limpid.training;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelFile;
import dev.limpid.model.Networks;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights that the first phases of a recipe leave behind, taken from a model file.
 *
 * @param recipe whose phases
 * @param done how many of them
 */
record EarlierPhases(TrainingRecipe recipe, int done) {
    /**
     * The model's weights; those it lacks are as they start, which is right where all the phases froze them.
     *
     * @throws IOException if the model is of another network
     */
    Map<String, float[]> weights(ModelFile model) throws IOException {
        try (Network network = recipe.plan().create()) {
            network.parameters().initialise(recipe.settings().seed(), Compute.cpu());
            Map<String, float[]> weights = new TreeMap<>(network.parameters().values());
            Map<String, float[]> given = new TreeMap<>();
            for (StoredTensor tensor : model.tensors()) {
                given.put(tensor.name(), tensor.toFloats());
            }
            for (Map.Entry<String, float[]> start : weights.entrySet()) {
                float[] values = given.remove(start.getKey());
                if (values == null ? !frozen(start.getKey()) : values.length != start.getValue().length) {
                    throw another(model, network);
                }
                if (values != null) {
                    start.setValue(values);
                }
            }
            if (!given.isEmpty() || !sameName(model, network)) {
                throw another(model, network);
            }
            return weights;
        }
    }

    private boolean frozen(String weight) {
        return recipe.settings().phases().subList(0, done).stream().noneMatch(phase -> phase.trains(weight));
    }

    private static boolean sameName(ModelFile model, Network network) {
        return model.card().architecture().name().equals(network.architecture());
    }

    private static IOException another(ModelFile model, Network network) {
        return new IOException(model.path() + " is a " + words(model.card().architecture())
                + ", but the recipe trains a " + words(Networks.describe(network)));
    }

    private static String words(Architecture architecture) {
        return architecture.name() + " " + architecture.parameters();
    }
}
