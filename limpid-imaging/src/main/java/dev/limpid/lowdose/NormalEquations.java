package dev.limpid.lowdose;

/** Least squares for a polynomial of few terms, by elimination; the matrix is made of sums of powers. */
final class NormalEquations {
    private NormalEquations() {}

    /**
     * The coefficients c of sum over points (y - sum_k c_k z^k)^2 at its least; not finite where points are too few.
     *
     * @param sums of z^0, z^1, ... z^(2n - 2) over points
     * @param right sums of y z^0 ... y z^(n - 1)
     */
    static double[] solve(double[] sums, double[] right) {
        int n = right.length;
        double[][] rows = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            System.arraycopy(sums, i, rows[i], 0, n);
            rows[i][n] = right[i];
        }
        for (int pivot = 0; pivot < n; pivot++) { // The matrix is positive definite: no exchange of rows is needed.
            for (int row = 0; row < n; row++) {
                double factor = row == pivot ? 0 : rows[row][pivot] / rows[pivot][pivot];
                for (int column = pivot; column <= n; column++) {
                    rows[row][column] -= factor * rows[pivot][column];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }
}
