package dev.limpid.bench;

/**
 * One column's figures on one degraded image.
 *
 * @param values in the order of the metrics that the cell was measured with; NaN where one does not apply to the image
 * @param nanos what denoising took; 0 for the input itself
 */
record Measured(String method, Column.Set set, double[] values, long nanos) {
    Column column() {
        return new Column(method, set);
    }
}
