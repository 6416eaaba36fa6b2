package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Parameters;
import java.util.Arrays;
import java.util.Map;

/** What the values of these networks are by their names: weights that the optimiser moves, or what is collected beside them. */
public final class Buffers {
    static final String MEAN = ".running_mean";
    static final String VARIANCE = ".running_var";
    static final String DIRECTION = ".u";

    /** The scale of a normalisation. */
    static final String GAIN = ".gain";

    private Buffers() {}

    /** Random weights; scales and variances start at 1. */
    static void initialise(Parameters parameters, long seed, Compute compute) {
        parameters.initialise(seed, compute);
        parameters.shapes().forEach((name, shape) -> {
            if (name.endsWith(GAIN) || name.endsWith(VARIANCE)) {
                float[] ones = new float[Math.toIntExact(product(shape))];
                Arrays.fill(ones, 1);
                parameters.put(name, ones, compute);
            }
        });
    }

    /** Whether a value of this name is a weight that the optimiser moves. */
    public static boolean isTrained(String name) {
        return !name.endsWith(MEAN) && !name.endsWith(VARIANCE) && !name.endsWith(DIRECTION);
    }

    /** Number of weights that the optimiser moves, among those whose names begin so. */
    public static long trained(Parameters parameters, String prefix) {
        return parameters.shapes().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix) && isTrained(entry.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(Buffers::product)
                .sum();
    }

    private static long product(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product *= extent;
        }
        return product;
    }
}
