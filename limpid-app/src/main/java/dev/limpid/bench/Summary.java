package dev.limpid.bench;

import dev.limpid.metric.Bootstrap;
import java.util.Arrays;

/**
 * A figure of one column over patients.
 *
 * @param mean of the patients' means, each patient once
 * @param low lower end of the 95 % interval of the mean, by a bootstrap over patients; NaN where none is given
 * @param high upper end
 * @param deviation standard deviation of the patients' means
 * @param patients those with the figure; none where the metric applies to no image, and then all else is NaN
 * @param images theirs, with the figure
 */
record Summary(double mean, double low, double high, double deviation, int patients, int images) {
    /**
     * Fewer patients than this give no interval to judge by. Of two or three the bootstrap's is the smallest and the largest value;
     * and were even all of five on one side, a sign test would find that by chance in 2 / 2^5 = 6 % of cases, of six in 3 %. The
     * number is ours.
     */
    static final int FEWEST = 6;

    static Summary of(PatientSums sums, PatientSums.Key key, int metric, long seed) {
        double[] means = sums.knownMeans(key, metric);
        int images = sums.images(key, metric);
        double mean = sums.mean(key, metric);
        if (Double.isNaN(mean)) {
            return new Summary(mean, mean, mean, mean, means.length, images);
        }
        if (Double.isInfinite(mean)) {
            // An image that came back exactly has a PSNR without end; nothing can be said of a spread.
            return new Summary(mean, mean, mean, 0, means.length, images);
        }
        double squares = Arrays.stream(means)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / Math.max(1, means.length - 1));
        Bootstrap.Interval interval = Bootstrap.mean(means, seed);
        return new Summary(mean, interval.low(), interval.high(), deviation, means.length, images);
    }

    /** The same without the interval where there are too few patients for one. */
    Summary withoutIntervalOfFew() {
        return patients < FEWEST ? new Summary(mean, Double.NaN, Double.NaN, deviation, patients, images) : this;
    }
}
