package dev.limpid.tensor;

import java.util.Arrays;
import java.util.Random;

/** The values a weight has before the first step. */
public sealed interface Start {
    /** For rectified linear units: variance 2 / fan-in (He et al., ICCV 2015). */
    Start RECTIFIED = new Normal(2);

    /** For biases. */
    Start ZERO = new Constant(0);

    /** Values of a weight of this shape, row-major. */
    float[] values(long[] shape, Random random);

    /** The same value everywhere. */
    record Constant(float value) implements Start {
        @Override
        public float[] values(long[] shape, Random random) {
            float[] values = empty(shape);
            Arrays.fill(values, value);
            return values;
        }
    }

    /**
     * Normal with mean 0 and a variance of {@code gain} / fan-in, where the fan-in is the number of values over the first size.
     *
     * @param gain above 0
     */
    record Normal(double gain) implements Start {
        @Override
        public float[] values(long[] shape, Random random) {
            float[] values = empty(shape);
            long fanIn = values.length / shape[0];
            double deviation = Math.sqrt(gain / fanIn);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * random.nextGaussian());
            }
            return values;
        }
    }

    /**
     * Normal with mean 0, drawn again beyond two standard deviations.
     *
     * @param deviation of the normal distribution that is cut off, above 0
     */
    record TruncatedNormal(double deviation) implements Start {
        private static final double LIMIT = 2;

        @Override
        public float[] values(long[] shape, Random random) {
            float[] values = empty(shape);
            for (int i = 0; i < values.length; i++) {
                double drawn = random.nextGaussian();
                while (Math.abs(drawn) > LIMIT) {
                    drawn = random.nextGaussian();
                }
                values[i] = (float) (deviation * drawn);
            }
            return values;
        }
    }

    private static float[] empty(long[] shape) {
        return new float[Math.toIntExact(Parameters.elements(shape))];
    }
}
