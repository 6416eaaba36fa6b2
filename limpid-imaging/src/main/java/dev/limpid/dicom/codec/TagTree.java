package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;

/** A tag tree of JPEG 2000, T.800 B.10.2: numbers on a grid, told bit by bit through the minima of 2 x 2 groups. */
final class TagTree {
    private final int levels;
    private final int[] widths = new int[32];
    private final int[] starts = new int[32];
    /** The value of each node, once it is known. */
    private final int[] values;
    /** What each value is known to be at least. */
    private final int[] bounds;

    TagTree(int width, int height) {
        int nodes = 0;
        int level = 0;
        int w = width;
        int h = height;
        while (true) {
            widths[level] = w;
            starts[level] = nodes;
            nodes += w * h;
            level++;
            if (w * h <= 1) {
                break;
            }
            w = (w + 1) / 2;
            h = (h + 1) / 2;
        }
        levels = level;
        values = new int[nodes];
        bounds = new int[nodes];
        Arrays.fill(values, Integer.MAX_VALUE);
    }

    /** Whether the number at (x, y) is below {@code threshold}, reading as many bits as that takes. */
    boolean isBelow(int threshold, int x, int y, J2kBits bits) throws ImageFormatException {
        int bound = 0;
        int node = 0;
        for (int level = levels - 1; level >= 0; level--) {
            node = starts[level] + (y >> level) * widths[level] + (x >> level);
            bound = Math.max(bound, bounds[node]);
            while (bound < threshold && bound < values[node]) {
                if (bits.bit() == 1) {
                    values[node] = bound;
                } else {
                    bound++;
                }
            }
            bounds[node] = bound;
        }
        return values[node] < threshold;
    }
}
