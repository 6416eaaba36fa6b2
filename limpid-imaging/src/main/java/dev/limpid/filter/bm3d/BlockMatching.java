package dev.limpid.filter.bm3d;

import java.util.Arrays;

/**
 * For each reference block of a tile the blocks most like it, by the sum of squared differences of their pixels.
 *
 * <p>One shift at a time for all reference blocks: the squared differences of a row of blocks and its shift are summed
 * down the columns for all columns at once, and then along each block. Sums are over one block only, so nothing drifts.
 */
final class BlockMatching {
    private final Tile tile;
    private final int groupSize;
    private final int size;
    private final float[][] pixels;
    /** The pixels under the reference blocks, and the same moved by the current number of columns. */
    private final float[][] reference;

    private final float[][] shifted;
    private final float[] sums;
    /** By reference block: how many blocks were found, their distances in ascending order, and which they are. */
    private final int[] found;

    private final float[] distances;
    private final int[] blocks;
    /** The distance that a block must fall below to be taken. */
    private final float[] limit;

    private BlockMatching(GrayPlane plane, Tile tile, StageSettings settings) {
        this.tile = tile;
        groupSize = settings.groupSize();
        size = tile.blockSize();
        pixels = tile.pixelsOf(plane);
        int references = tile.rows().length * tile.columns().length;
        int span = tile.columns()[tile.columns().length - 1] - tile.columns()[0] + size;
        reference = new float[pixels.length][span];
        shifted = new float[pixels.length][span];
        sums = new float[span];
        found = new int[references];
        distances = new float[references * groupSize];
        blocks = new int[references * groupSize];
        limit = new float[references];
        Arrays.fill(limit, settings.matchThreshold() * size * size);
        for (int i = 0; i < references; i++) {
            int row = tile.rows()[i / tile.columns().length];
            int column = tile.columns()[i % tile.columns().length];
            if (plane.holdsImage(row, column, size)) {
                insert(i, 0, tile.index(row, column));
            } else {
                limit[i] = -1;
            }
        }
    }

    static BlockMatching of(GrayPlane plane, Tile tile, StageSettings settings) {
        BlockMatching matching = new BlockMatching(plane, tile, settings);
        matching.searchAll();
        return matching;
    }

    /** The reference blocks of the tile, row by row. */
    int references() {
        return found.length;
    }

    /** Blocks in the group of a reference: a power of two, or 0 when it holds no image. */
    int count(int referenceIndex) {
        return Integer.highestOneBit(found[referenceIndex]);
    }

    /** The tile's index of a block in the group of a reference; 0 is the reference itself. */
    int block(int referenceIndex, int member) {
        return blocks[referenceIndex * groupSize + member];
    }

    private void searchAll() {
        int from = tile.columns()[0] - tile.left();
        copyColumns(from, reference);
        int radius = StageSettings.SEARCH_RADIUS;
        for (int dx = -radius; dx <= radius; dx++) {
            copyColumns(from + dx, shifted);
            for (int dy = -radius; dy <= radius; dy++) {
                if (dx != 0 || dy != 0) {
                    search(dy, dx);
                }
            }
        }
    }

    /** The pixels from column {@code from} of the tile on; columns that the tile does not have stay as they are. */
    private void copyColumns(int from, float[][] into) {
        int first = Math.max(from, 0);
        int end = Math.min(from + sums.length, tile.pixelColumns());
        for (int y = 0; first < end && y < pixels.length; y++) {
            System.arraycopy(pixels[y], first, into[y], first - from, end - first);
        }
    }

    private void search(int dy, int dx) {
        int[] columns = tile.columns();
        int first = 0;
        while (first < columns.length && columns[first] + dx < tile.left()) {
            first++;
        }
        int end = columns.length;
        while (end > first && columns[end - 1] + dx >= tile.left() + tile.width()) {
            end--;
        }
        for (int i = 0; i < tile.rows().length; i++) {
            int row = tile.rows()[i] - tile.top();
            if (row + dy >= 0 && row + dy < tile.height()) {
                sumColumns(row, row + dy);
                for (int j = first; j < end; j++) {
                    float distance = alongBlock(columns[j] - columns[0]);
                    int index = i * columns.length + j;
                    if (distance < limit[index]) {
                        insert(index, distance, tile.index(tile.rows()[i] + dy, columns[j] + dx));
                    }
                }
            }
        }
    }

    private void sumColumns(int row, int shiftedRow) {
        int y = 0;
        if (size % 2 == 1) {
            set(reference[row], shifted[shiftedRow], sums, sums.length);
            y = 1;
        } else {
            Arrays.fill(sums, 0);
        }
        for (; y < size; y += 2) {
            add(
                    reference[row + y],
                    shifted[shiftedRow + y],
                    reference[row + y + 1],
                    shifted[shiftedRow + y + 1],
                    sums,
                    sums.length);
        }
    }

    // Arrays indexed by the loop variable alone, so that the loops become vector instructions.
    private static void set(float[] a, float[] b, float[] sums, int count) {
        for (int x = 0; x < count; x++) {
            float difference = a[x] - b[x];
            sums[x] = difference * difference;
        }
    }

    private static void add(float[] a, float[] b, float[] c, float[] d, float[] sums, int count) {
        for (int x = 0; x < count; x++) {
            float first = a[x] - b[x];
            float second = c[x] - d[x];
            sums[x] += first * first + second * second;
        }
    }

    private float alongBlock(int from) {
        float[] s = sums;
        if (size == 8) {
            return ((s[from] + s[from + 1]) + (s[from + 2] + s[from + 3]))
                    + ((s[from + 4] + s[from + 5]) + (s[from + 6] + s[from + 7]));
        }
        float sum = 0;
        for (int x = from; x < from + size; x++) {
            sum += s[x];
        }
        return sum;
    }

    /** Takes a block among the nearest of a reference, behind those that are as near. */
    private void insert(int index, float distance, int block) {
        int base = index * groupSize;
        int place = base + Math.min(found[index], groupSize - 1);
        while (place > base && distances[place - 1] > distance) {
            distances[place] = distances[place - 1];
            blocks[place] = blocks[place - 1];
            place--;
        }
        distances[place] = distance;
        blocks[place] = block;
        if (found[index] < groupSize) {
            found[index]++;
        }
        if (found[index] == groupSize) {
            limit[index] = distances[base + groupSize - 1];
        }
    }
}
