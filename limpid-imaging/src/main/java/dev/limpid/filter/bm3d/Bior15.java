package dev.limpid.filter.bm3d;

/**
 * Analysis by the biorthogonal spline wavelet 1.5 (Cohen, Daubechies and Feauveau, Comm. Pure Appl. Math. 45, 1992): the
 * high-pass filter is Haar's, the low-pass one has ten taps and five vanishing moments on the other side.
 */
final class Bior15 {
    /** Low-pass filter, in 256ths of the root of 2; the taps 4 and 5 lie on the pair that is reduced to one value. */
    private static final int[] LOW_PASS = {3, -3, -22, 22, 128, 128, 22, -22, -3, 3};

    private Bior15() {}

    /**
     * The matrix of the full decomposition of {@code n} values, a power of two, with periodic border. From the first row
     * down: the approximation, then details from coarse to fine. Rows are scaled to unit norm.
     */
    static double[][] matrix(int n) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] values = new double[n];
            values[i] = 1;
            for (int length = n; length > 1; length /= 2) {
                level(values, length);
            }
            for (int k = 0; k < n; k++) {
                matrix[k][i] = values[k];
            }
        }
        for (double[] row : matrix) {
            double energy = 0;
            for (double value : row) {
                energy += value * value;
            }
            for (int i = 0; i < n; i++) {
                row[i] /= Math.sqrt(energy);
            }
        }
        return matrix;
    }

    /** Replaces the first {@code length} values by half as many approximations, then as many details. */
    private static void level(double[] values, int length) {
        double[] result = new double[length];
        for (int k = 0; k < length / 2; k++) {
            for (int j = 0; j < LOW_PASS.length; j++) {
                result[k] += LOW_PASS[j] / 256.0 * Math.sqrt(2) * values[Math.floorMod(2 * k + j - 4, length)];
            }
            result[length / 2 + k] = (values[2 * k] - values[2 * k + 1]) / Math.sqrt(2);
        }
        System.arraycopy(result, 0, values, 0, length);
    }
}
