package dev.limpid.network;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.Ops;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Planes of numbers through networks, for tests. */
final class Planes {
    private Planes() {}

    static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    /** Every weight random, also those that a run starts from zero. */
    static void randomise(Network network, double gain, Compute compute) {
        Random random = new Random(9);
        network.parameters().shapes().forEach((name, shape) -> {
            long size = 1;
            for (long extent : shape) {
                size *= extent;
            }
            double deviation = gain / Math.sqrt((double) size / shape[0]);
            float[] values = new float[Math.toIntExact(size)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            network.parameters().put(name, values, compute);
        });
    }

    /** @param level the noise level, for networks that take it */
    static float[] forward(
            Network network,
            float[] image,
            int rows,
            int columns,
            double level,
            Precision precision,
            Precision layers) {
        float[] result = new float[image.length];
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor plane = Ops.tensor(image, 1, 1, rows, columns).to(precision.type());
            Tensor input = network.takesNoiseLevel() ? Ops.withLevels(plane, new float[] {(float) level}) : plane;
            Tensor output = network.forward(input, layers.type());
            if (output.scalar_type().intern() != precision.type()) {
                throw new AssertionError("the result has lost the input's precision");
            }
            Ops.read(output, result);
        }
        return result;
    }

    static float[] forward(Network network, float[] image, int rows, int columns, double level) {
        return forward(network, image, rows, columns, level, Precision.FP32, Precision.FP32);
    }

    /** The farthest column that an impulse in the middle column changes. */
    static int reach(Network network, int rows, int columns, double level) {
        float[] image = random(rows * columns, 2);
        float[] before = forward(network, image, rows, columns, level);
        int furthest = 0;
        // Networks with a stride reach further from one side of a block than from the other.
        for (int at = columns / 2; at < columns / 2 + network.stride(); at++) {
            float[] changed = image.clone();
            for (int row = 0; row < rows; row++) {
                changed[row * columns + at] += 100;
            }
            float[] after = forward(network, changed, rows, columns, level);
            for (int i = 0; i < after.length; i++) {
                if (before[i] != after[i]) {
                    furthest = Math.max(furthest, Math.abs(i % columns - at));
                }
            }
        }
        return furthest;
    }
}
