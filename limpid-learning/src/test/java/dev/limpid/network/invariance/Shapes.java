package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Parameters;
import java.util.List;
import java.util.Random;

/** Small networks for tests. */
final class Shapes {
    /** Of 32 pixels and 8 numbers, both kinds of attention and all layers present. */
    static final InvarianceShape TINY = new InvarianceShape(
            32,
            8,
            new InvarianceShape.Residual(false, 4, List.of(1, 1, 1, 1)),
            new InvarianceShape.Decoder(4, 2, 12, 6, 5),
            4,
            new InvarianceShape.Flow(3, 16, 1, 4, 6));

    private Shapes() {}

    static float[] normal(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Every weight random, also those that a run starts from 0 or 1; scales and variances stay positive. */
    static void randomise(Parameters parameters, long seed, double gain, Compute compute) {
        Random random = new Random(seed);
        parameters.shapes().forEach((name, shape) -> {
            long size = 1;
            for (long extent : shape) {
                size *= extent;
            }
            boolean scale = name.endsWith(Buffers.GAIN) || name.endsWith(Buffers.VARIANCE);
            double deviation = shape.length > 1 ? gain / Math.sqrt((double) size / shape[0]) : 0.3;
            float[] values = new float[Math.toIntExact(size)];
            for (int i = 0; i < values.length; i++) {
                double drawn = deviation * random.nextGaussian();
                values[i] = (float) (scale ? Math.exp(drawn) : drawn);
            }
            parameters.put(name, values, compute);
        });
    }
}
