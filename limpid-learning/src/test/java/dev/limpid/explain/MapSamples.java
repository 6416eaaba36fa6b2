package dev.limpid.explain;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.Dtype;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.graph.Activation;
import dev.limpid.tensor.Compute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Images and small networks of random weights to explain. */
final class MapSamples {
    static final InferenceOptions ONE_THREAD = new InferenceOptions("cpu", "auto", 0, 1);

    private MapSamples() {}

    static Slice image(int rows, int columns) {
        Random random = new Random(3);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256);
        }
        return Slice.of(rows, columns, values, Unit.ARBITRARY);
    }

    static ModelFile model(Path folder, String task, Unit unit) throws IOException {
        try (Network network = new UNet(UNet.Shape.restoration(2, Activation.RELU))) {
            network.parameters().initialise(1, Compute.cpu());
            List<StoredTensor> tensors = new ArrayList<>();
            Random random = new Random(5);
            network.parameters().values().forEach((name, values) -> {
                // A positive mean, so that guided gates leave something of the map.
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.abs(values[i]) * (random.nextInt(4) == 0 ? -1 : 1);
                }
                tensors.add(StoredTensor.ofFloats(
                        name, Dtype.F32, values, network.parameters().shape(name)));
            });
            Training training = new Training(
                    List.of(), List.of(), 1, 0, 1, 16, "fp32", "none", "none", 0, "none", "test", "2026-01-01");
            ModelCard card = new ModelCard(
                    task,
                    "random weights",
                    task,
                    Networks.describe(network),
                    new ModelInput(Modality.OTHER, Optional.empty(), unit, 0.5),
                    training,
                    Optional.empty(),
                    List.of(),
                    "none",
                    "none",
                    "none");
            return ModelFile.write(folder.resolve(task + unit + ".safetensors"), card, tensors, true);
        }
    }
}
