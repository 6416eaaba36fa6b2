package dev.limpid.metric;

/** The standard deviation of a normal distribution of mean 0, from the median magnitude of many values. */
final class RobustScale {
    private static final double NORMAL_QUANTILE_75 = 0.6744897501960817;
    private static final int BINS_PER_UNIT = 256;

    private final int[] bins = new int[64 * BINS_PER_UNIT];
    private int total;

    void add(float value) {
        bins[(int) Math.min(Math.abs(value) * BINS_PER_UNIT, bins.length - 1)]++;
        total++;
    }

    /** To within 1/256, up to 94; 0 of nothing. */
    double standardDeviation() {
        long seen = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            seen += bins[bin];
            if (2 * seen > total) {
                return (bin + 0.5) / BINS_PER_UNIT / NORMAL_QUANTILE_75;
            }
        }
        return 0;
    }
}
