package dev.limpid.filter.bm3d;

/**
 * A separable linear transform of square blocks, C = T B T'. The rows of T have unit norm, so that white noise has the
 * same variance in every coefficient; all but the first have sum zero, so that only coefficient (0, 0) sees an offset.
 */
final class BlockTransform {
    /** Orthonormal DCT-II of 8 x 8 pixels. */
    static final BlockTransform DCT8 = new BlockTransform(cosines(8));
    /** Orthonormal DCT-II of 11 x 11 pixels. */
    static final BlockTransform DCT11 = new BlockTransform(cosines(11));
    /** Three levels of the biorthogonal wavelet 1.5 on 8 x 8 pixels. */
    static final BlockTransform BIOR15 = new BlockTransform(Bior15.matrix(8));

    private final double[][] forward;
    private final double[][] inverse;

    private BlockTransform(double[][] forward) {
        this.forward = forward;
        inverse = inverse(forward);
    }

    /** Rows and columns of a block. */
    int size() {
        return forward.length;
    }

    /** T: a coefficient from the pixels of a line. */
    float[][] forward() {
        return rounded(forward, new double[0]);
    }

    /** The inverse of T, its rows multiplied by a window: the weighted pixels of a line from its coefficients. */
    float[][] windowedInverse(double[] window) {
        return rounded(inverse, window);
    }

    private static float[][] rounded(double[][] matrix, double[] window) {
        float[][] rounded = new float[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                rounded[i][j] = (float) (window.length == 0 ? matrix[i][j] : window[i] * matrix[i][j]);
            }
        }
        return rounded;
    }

    private static double[][] cosines(int n) {
        double[][] matrix = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                matrix[k][i] =
                        Math.sqrt((k == 0 ? 1.0 : 2.0) / n) * StrictMath.cos(Math.PI * (2 * i + 1) * k / (2 * n));
            }
        }
        return matrix;
    }

    /** By Gauss-Jordan elimination with row pivots. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(work[i][column]) > Math.abs(work[pivot][column]) ? i : pivot;
            }
            double[] row = work[pivot];
            work[pivot] = work[column];
            work[column] = row;
            double scale = 1 / row[column];
            for (int j = 0; j < 2 * n; j++) {
                row[j] *= scale;
            }
            for (int i = 0; i < n; i++) {
                double factor = work[i][column];
                for (int j = 0; i != column && j < 2 * n; j++) {
                    work[i][j] -= factor * row[j];
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(work[i], n, inverse[i], 0, n);
        }
        return inverse;
    }
}
