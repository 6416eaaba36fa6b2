package dev.limpid.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the images a model was trained on look like, in numbers, to tell when another image does not.
 *
 * <p>Example: {@code DomainRange.learn(statisticsOfTrainingImages).concerns(DomainStatistics.of(slice, range))} is empty
 * for an image like them, and else says in one line each what differs.
 *
 * @param intervals for each feature the interval that counts as alike; features that were not known are missing
 */
public record DomainRange(Map<DomainFeature, Interval> intervals) {
    private static final double QUANTILE = 0.005;
    private static final double WIDENING = 0.1;

    public DomainRange {
        Map<DomainFeature, Interval> copy = new EnumMap<>(DomainFeature.class);
        copy.putAll(intervals);
        intervals = Collections.unmodifiableMap(copy);
    }

    /**
     * An interval, ends included.
     *
     * @param low not above {@code high}; both finite
     * @param high the upper end
     */
    public record Interval(double low, double high) {
        public Interval {
            if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
                throw new IllegalArgumentException("not an interval: " + low + ".." + high);
            }
        }
    }

    /**
     * The interval from the 0.5 to the 99.5 percentile of each feature, widened on either side by a tenth of its width
     * or by the feature's own slack, whichever is more.
     *
     * @param images statistics of the images as the model sees them, noise included; at least one
     */
    public static DomainRange learn(List<DomainStatistics> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a domain cannot be learnt from no images");
        }
        Map<DomainFeature, Interval> intervals = new EnumMap<>(DomainFeature.class);
        for (DomainFeature feature : DomainFeature.values()) {
            double[] values = images.stream()
                    .map(image -> image.value(feature))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .sorted()
                    .toArray();
            if (values.length > 0) {
                double low = quantile(values, QUANTILE);
                double high = quantile(values, 1 - QUANTILE);
                double margin = Math.max(feature.slack(), WIDENING * (high - low));
                intervals.put(feature, new Interval(Math.max(feature.floor(), low - margin), high + margin));
            }
        }
        return new DomainRange(intervals);
    }

    /** Linear interpolation between the sorted values at {@code q * (n - 1)}. */
    private static double quantile(double[] sorted, double q) {
        double position = q * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * What is unlike the training images, one plain line each; empty when nothing is. A feature that one of the two
     * does not know is passed over.
     */
    public List<String> concerns(DomainStatistics image) {
        List<String> concerns = new ArrayList<>();
        intervals.forEach((feature, interval) -> {
            OptionalDouble known = image.value(feature);
            if (known.isPresent()) {
                double value = known.getAsDouble();
                if (value > interval.high()) {
                    concerns.add(sentence(feature, value, "up to " + DomainFeature.number(interval.high())));
                } else if (value < interval.low()) {
                    concerns.add(sentence(feature, value, "from " + DomainFeature.number(interval.low()) + " up"));
                }
            }
        });
        return List.copyOf(concerns);
    }

    private static String sentence(DomainFeature feature, double value, String trained) {
        return feature.title() + " is " + feature.format(value) + "; the model was trained " + trained;
    }
}
