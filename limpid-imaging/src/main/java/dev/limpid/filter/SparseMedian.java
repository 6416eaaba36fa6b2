package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/** The median where padding is in the window: the image pixels are picked out and sorted, one window at a time. */
final class SparseMedian {
    private SparseMedian() {}

    /** Corrects the pixels of row {@code y} whose window of radius {@code margin} meets padding; restores padding. */
    static void row(Slice noisy, SlidingRows near, int y, int margin, float[] line) {
        int side = 2 * margin + 1;
        float[] validInColumn = new float[near.stride];
        for (int k = 0; k < side; k++) {
            Lanes.add(near.valid(y - margin + k), validInColumn, near.stride);
        }
        float[] window = new float[side * side];
        for (int x = 0; x < line.length; x++) {
            int valid = 0;
            for (int k = 0; k < side; k++) {
                valid += (int) validInColumn[x + k];
            }
            if (near.valid(y)[x + margin] == 0) {
                line[x] = noisy.at(y, x);
            } else if (valid < side * side) {
                line[x] = median(near, y, x, margin, window);
            }
        }
    }

    private static float median(SlidingRows near, int y, int x, int margin, float[] window) {
        int count = 0;
        for (int row = y - margin; row <= y + margin; row++) {
            float[] pixels = near.pixels(row);
            float[] valid = near.valid(row);
            for (int i = x; i <= x + 2 * margin; i++) {
                if (valid[i] > 0) {
                    window[count++] = pixels[i];
                }
            }
        }
        Arrays.sort(window, 0, count);
        return window[(count - 1) / 2];
    }
}
