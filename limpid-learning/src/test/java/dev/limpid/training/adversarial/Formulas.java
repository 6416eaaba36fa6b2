package dev.limpid.training.adversarial;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Weights and images by formula, and what PyTorch makes of them: see scripts/fixtures/adversarial.py. */
public final class Formulas {
    private Formulas() {}

    /** Element j of the k-th weight is sin(1.3 j + k) / sqrt(fan-in), of a bias sin(1.3 j + k) / 10. */
    public static void fill(Parameters parameters) {
        int k = 0;
        for (Map.Entry<String, long[]> weight : parameters.shapes().entrySet()) {
            long[] shape = weight.getValue();
            long size = 1;
            for (long extent : shape) {
                size *= extent;
            }
            double divisor = shape.length == 1 ? 10 : Math.sqrt((double) size / shape[0]);
            float[] values = new float[(int) size];
            for (int j = 0; j < size; j++) {
                values[j] = (float) (Math.sin(1.3 * j + k) / divisor);
            }
            parameters.put(weight.getKey(), values, new Compute("cpu", Compute.Precision.FP64));
            k++;
        }
    }

    /** Pixel j of image k is 0.5 + 0.4 sin(0.37 j + k); in double precision. */
    public static Tensor image(int k, int edge) {
        float[] values = new float[edge * edge];
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) (0.5 + 0.4 * Math.sin(0.37 * j + k));
        }
        return Ops.tensor(values, 1, 1, edge, edge).to(ScalarType.Double);
    }

    /** Several, one after the other in the batch. */
    public static Tensor images(int edge, int... ks) {
        float[] values = new float[ks.length * edge * edge];
        for (int i = 0; i < ks.length; i++) {
            System.arraycopy(Ops.values(image(ks[i], edge)), 0, values, i * edge * edge, edge * edge);
        }
        return Ops.tensor(values, ks.length, 1, edge, edge).to(ScalarType.Double);
    }

    /** Numbers beside a class. */
    public static Properties expected(Class<?> beside) throws IOException {
        Properties numbers = new Properties();
        try (InputStream stream = beside.getResourceAsStream("expected.properties")) {
            numbers.load(stream);
        }
        return numbers;
    }
}
