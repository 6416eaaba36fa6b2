package dev.limpid.metric;

/** How steep a plane is, and how two such maps go together. */
final class Gradient {
    private Gradient() {}

    /** |grad| by central differences, in intensity per pixel; the edge pixel repeats. */
    static float[] magnitude(float[] plane, int rows, int columns) {
        float[] steepness = new float[plane.length];
        for (int y = 0; y < rows; y++) {
            int above = Math.max(y - 1, 0) * columns;
            int below = Math.min(y + 1, rows - 1) * columns;
            for (int x = 0; x < columns; x++) {
                int left = y * columns + Math.max(x - 1, 0);
                int right = y * columns + Math.min(x + 1, columns - 1);
                double vertical = plane[below + x] - plane[above + x];
                double horizontal = plane[right] - plane[left];
                steepness[y * columns + x] = (float) (0.5 * Math.sqrt(vertical * vertical + horizontal * horizontal));
            }
        }
        return steepness;
    }

    /** Pearson's correlation over the pixels that count, in [-1, 1]; 0 when one of the two does not vary there. */
    static double correlation(float[] a, float[] b, boolean[] counts) {
        double sumA = 0;
        double sumB = 0;
        long n = 0;
        for (int i = 0; i < a.length; i++) {
            if (counts[i]) {
                sumA += a[i];
                sumB += b[i];
                n++;
            }
        }
        double meanA = sumA / n;
        double meanB = sumB / n;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < a.length; i++) {
            if (counts[i]) {
                double da = a[i] - meanA;
                double db = b[i] - meanB;
                aa += da * da;
                bb += db * db;
                ab += da * db;
            }
        }
        // One root of the product: of two equal maps it is their very sum of squares, and the correlation exactly 1.
        return aa > 0 && bb > 0 ? Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb))) : 0;
    }
}
