package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * The pixels of a slice for transforms that know no padding: less an offset, so that rounding is relative to the contrast
 * and a constant becomes 0, and with padding replaced by image pixels near it.
 *
 * @param rows the pixels less {@code offset}
 * @param valid where there are image pixels; no rows if they are everywhere
 * @param offset the first image pixel
 */
record ImagePlane(float[][] rows, boolean[][] valid, float offset) {
    static ImagePlane of(Slice slice) {
        int columns = slice.columns();
        float[][] rows = new float[slice.rows()][columns];
        boolean[][] valid = new boolean[slice.hasPadding() ? slice.rows() : 0][columns];
        float offset = slice.at(firstImagePixel(slice));
        for (int y = 0; y < rows.length; y++) {
            slice.copyRow(y, 0, columns, rows[y], 0);
            Lanes.subtract(rows[y], offset, columns);
        }
        for (int y = 0; y < valid.length; y++) {
            for (int x = 0; x < columns; x++) {
                valid[y][x] = !slice.isPadding(y * columns + x);
            }
        }
        if (valid.length > 0) {
            bridge(rows, valid);
        }
        return new ImagePlane(rows, valid, offset);
    }

    /** The index of the first pixel that is not padding; 0 if all are. */
    private static int firstImagePixel(Slice slice) {
        int i = 0;
        while (i < slice.size() - 1 && slice.isPadding(i)) {
            i++;
        }
        return slice.isPadding(i) ? 0 : i;
    }

    /** Replaces what is not valid by the nearest valid pixel of its row, or of the nearest row that has any. */
    private static void bridge(float[][] rows, boolean[][] valid) {
        boolean[] bridged = new boolean[rows.length];
        for (int y = 0; y < rows.length; y++) {
            bridged[y] = bridgeRow(rows[y], valid[y]);
        }
        for (int y = 0; y < rows.length; y++) {
            int distance = 0;
            while (distance < rows.length && !at(bridged, y - distance) && !at(bridged, y + distance)) {
                distance++;
            }
            if (distance == rows.length) {
                Arrays.fill(rows[y], 0);
            } else if (distance > 0) {
                int from = at(bridged, y - distance) ? y - distance : y + distance;
                System.arraycopy(rows[from], 0, rows[y], 0, rows[y].length);
            }
        }
    }

    private static boolean at(boolean[] values, int i) {
        return i >= 0 && i < values.length && values[i];
    }

    /** Whether there was a valid pixel. */
    private static boolean bridgeRow(float[] row, boolean[] valid) {
        int last = -1;
        for (int x = 0; x < row.length; x++) {
            if (valid[x]) {
                int gap = x - last - 1;
                // Without a pixel to the left, the whole gap takes the value to its right.
                int fromLeft = last < 0 ? 0 : (gap + 1) / 2;
                for (int i = last + 1; i < x; i++) {
                    row[i] = i - last <= fromLeft ? row[last] : row[x];
                }
                last = x;
            }
        }
        for (int i = last + 1; last >= 0 && i < row.length; i++) {
            row[i] = row[last];
        }
        return last >= 0;
    }

    /** A slice like {@code slice} of the rows given and the offset; padding as it was. */
    Slice result(Slice slice, float[][] denoised) {
        Slice.Builder result = slice.like();
        int columns = slice.columns();
        for (int y = 0; y < denoised.length; y++) {
            float[] row = denoised[y];
            Lanes.subtract(row, -offset, columns);
            for (int x = 0; x < columns && valid.length > 0; x++) {
                row[x] = valid[y][x] ? row[x] : slice.at(y, x);
            }
            result.row(y, 0, columns, row, 0);
        }
        return result.build();
    }
}
