package dev.limpid.artefact;

import java.util.stream.IntStream;

/**
 * Fills in pixels that were clipped at the high end of the range, of which only a bound is known: each towards the mean of its
 * four neighbours within its bounds, by a fixed number of sweeps. Wide areas stay near the bounds in their middle.
 */
final class ClippedPixels {
    private static final float NEAR = 1e-6f;
    private static final int SWEEPS = 150;

    private ClippedPixels() {}

    /** Whether a value is the range's high end. */
    static boolean isClipped(float value) {
        return Math.abs(value - 1) < NEAR;
    }

    /** Pixels of a signal that are clipped, by index. */
    static int[] of(Signal signal) {
        return IntStream.range(0, signal.values().length)
                .filter(i -> !signal.padding()[i] && isClipped(signal.values()[i]))
                .toArray();
    }

    /** Gives a clipped pixel a new value. */
    @FunctionalInterface
    interface Relaxation {
        void relax(int pixel);
    }

    static void relax(int[] clipped, Relaxation relaxation) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            // Back and forth, so that what is known comes in from all sides.
            for (int i = 0; i < clipped.length; i++) {
                relaxation.relax(clipped[sweep % 2 == 0 ? i : clipped.length - 1 - i]);
            }
        }
    }

    /** The mean of the neighbours that are no padding; the pixel itself where there are none. */
    static float neighbours(Signal shape, float[] values, int pixel) {
        int columns = shape.columns();
        int column = pixel % columns;
        float sum = 0;
        int count = 0;
        for (int side = 0; side < 4; side++) {
            int other = pixel + (side == 0 ? -1 : side == 1 ? 1 : side == 2 ? -columns : columns);
            boolean beyond = side == 0 ? column == 0 : side == 1 && column == columns - 1;
            if (!beyond && other >= 0 && other < values.length && !shape.padding()[other]) {
                sum += values[other];
                count++;
            }
        }
        return count == 0 ? values[pixel] : sum / count;
    }
}
