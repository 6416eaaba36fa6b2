package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a loss sees of a denoised square. */
class DenoisingTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @ParameterizedTest
    @CsvSource({"ct-redcnn, 37, 22", "ct-redcnn, 6, 9", "cxr, 37, 22", "cxr, 64, 64"})
    void isThatInUseAndZeroWhereThereIsNoImage(String name, int rows, int columns) throws IOException {
        ModelFile model = ModelFile.open(Path.of("../models", name + ".safetensors"));
        ModelInput input = model.card().input();
        IntensityRange range = input.range().orElse(new IntensityRange(0, 1));
        Random random = new Random(5);
        float[] values = new float[rows * columns];
        float[] padded = new float[64 * 64];
        for (int i = 0; i < values.length; i++) {
            float value = 0.3f + 0.3f * random.nextFloat();
            values[i] = (float) (range.low() + value * (range.high() - range.low()));
            padded[i / columns * 64 + i % columns] = value;
        }
        float[] made = new float[64 * 64];
        try (Network network = Networks.load(model, Compute.cpu());
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor image = Ops.tensor(padded, 1, 1, 64, 64);
            Ops.read(Denoising.by(network, Compute.cpu()).of(image, new Detector.Size(rows, columns)), made);
        }
        Slice image = Slice.of(rows, columns, values, input.unit());
        float[] wanted;
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, new InferenceOptions("cpu", "fp32", 0, 1))) {
            wanted = denoiser.forRange(range).denoise(image).toArray();
        }
        for (int i = 0; i < made.length; i++) {
            boolean inside = i / 64 < rows && i % 64 < columns;
            float expected = inside ? range.normalise(wanted[i / 64 * columns + i % 64]) : 0;
            assertThat(made[i]).as("%d", i).isCloseTo(expected, within(1e-4f));
        }
    }
}
