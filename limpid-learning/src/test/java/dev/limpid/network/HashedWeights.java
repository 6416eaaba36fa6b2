package dev.limpid.network;

import dev.limpid.tensor.Compute;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Weights and an image that {@code scripts/fixtures/low_dose_networks.py} computes in the same way. */
final class HashedWeights {
    private HashedWeights() {}

    static void put(Network network, Compute compute) {
        network.parameters()
                .shapes()
                .forEach((name, shape) -> network.parameters().put(name, values(name, shape), compute));
    }

    static float[] image(int size) {
        double[] numbers = numbers("image", size);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) numbers[i];
        }
        return values;
    }

    private static float[] values(String name, long[] shape) {
        long size = 1;
        for (long extent : shape) {
            size *= extent;
        }
        double[] numbers = numbers(name, Math.toIntExact(size));
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value(name, shape, numbers[i], size);
        }
        return values;
    }

    private static double value(String name, long[] shape, double number, long size) {
        if (name.endsWith("running_var") || name.endsWith("b_g") || (shape.length == 1 && name.endsWith("weight"))) {
            return 0.5 + number;
        }
        if (name.contains("color_sigma")) {
            return 0.1 + 0.2 * number;
        }
        if (name.contains("sigma")) {
            return 0.4 + number;
        }
        if (shape.length > 1) {
            double scale = name.endsWith("W_g") || name.endsWith("W_b") ? 0.2 : 1;
            return (number - 0.5) * scale * Math.sqrt(12.0 / (size / shape[0]));
        }
        return (number - 0.5) * 0.2;
    }

    /** In 0..1, from the name and the place alone: the mixing step of MurmurHash3. */
    private static double[] numbers(String name, int size) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            int h = (int) (i + crc.getValue());
            h = (h ^ (h >>> 16)) * 0x85EBCA6B;
            h = (h ^ (h >>> 13)) * 0xC2B2AE35;
            numbers[i] = Integer.toUnsignedLong(h ^ (h >>> 16)) / 0x1p32;
        }
        return numbers;
    }
}
