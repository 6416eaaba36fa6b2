package dev.limpid.physics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Parts of a mask that hang together over the four sides of pixels. */
final class Components {
    private Components() {}

    /** The row-major indices of each part, in the order of its first pixel. */
    static List<int[]> of(BitSet mask, int rows, int columns) {
        BitSet left = (BitSet) mask.clone();
        List<int[]> parts = new ArrayList<>();
        for (int first = left.nextSetBit(0); first >= 0; first = left.nextSetBit(first + 1)) {
            parts.add(take(left, first, rows, columns));
        }
        return parts;
    }

    /** The part that a pixel belongs to, which is taken off the mask. */
    static int[] take(BitSet left, int first, int rows, int columns) {
        int[] part = new int[16];
        int size = 0;
        part[size++] = first;
        left.clear(first);
        for (int done = 0; done < size; done++) {
            int at = part[done];
            int column = at % columns;
            int[] near = {column > 0 ? at - 1 : -1, column < columns - 1 ? at + 1 : -1, at - columns, at + columns};
            for (int next : near) {
                if (next >= 0 && next < rows * columns && left.get(next)) {
                    left.clear(next);
                    part = size == part.length ? Arrays.copyOf(part, 2 * size) : part;
                    part[size++] = next;
                }
            }
        }
        return Arrays.copyOf(part, size);
    }
}
