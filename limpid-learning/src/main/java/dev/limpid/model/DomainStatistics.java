package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A few numbers that tell what an image plane looks like, cheap enough to take from every one.
 *
 * <p>Noise is seen through the high-pass of Immerkaer ("Fast noise variance estimation", 1996), the product of two
 * second differences: it is blind to planes and lets white noise of standard deviation s through with 6 s. In place of
 * his mean the median of the absolute response is taken, divided by 0.6745, since edges move it less. The correlation is
 * that between horizontally and vertically adjacent responses, less the -2/3 it has for white noise; responses beyond
 * three standard deviations are clipped, so that edges count no more than noise. At most about 260,000 windows are
 * looked at, evenly spread.
 *
 * @param values by feature; a feature that could not be measured (no spacing, too few pixels) is missing
 */
public record DomainStatistics(Map<DomainFeature, Double> values) {
    private static final int MOST_WINDOWS = 1 << 18;
    private static final int FEWEST_WINDOWS = 25;
    private static final double WHITE_CORRELATION = -2.0 / 3;
    /** Median of |x| of a normal distribution of standard deviation 1. */
    private static final double NORMAL_MEDIAN = 0.6744897501960817;
    /** Standard deviation of the high-pass of white noise of standard deviation 1. */
    private static final double GAIN = 6;

    public DomainStatistics {
        Map<DomainFeature, Double> copy = new EnumMap<>(DomainFeature.class);
        copy.putAll(values);
        mustBeFinite(copy);
        values = Collections.unmodifiableMap(copy);
    }

    private static void mustBeFinite(Map<DomainFeature, Double> values) {
        values.forEach((feature, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(feature.title() + " is " + value);
            }
        });
    }

    /** The value of a feature; empty when it could not be measured. */
    public OptionalDouble value(DomainFeature feature) {
        Double value = values.get(feature);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Measures a plane; padding does not count. */
    public static DomainStatistics of(Slice slice, IntensityRange range) {
        Map<DomainFeature, Double> values = new EnumMap<>(DomainFeature.class);
        slice.spacing()
                .ifPresent(
                        spacing -> values.put(DomainFeature.SPACING, Math.sqrt(spacing.rowMm() * spacing.columnMm())));
        measurePixels(slice, range, values);
        measureNoise(slice, range, values);
        return new DomainStatistics(values);
    }

    private static void measurePixels(Slice slice, IntensityRange range, Map<DomainFeature, Double> values) {
        long count = 0;
        long outside = 0;
        long atLowest = 0;
        long atHighest = 0;
        double sum = 0;
        double squares = 0;
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < slice.size(); i++) {
            if (slice.isPadding(i)) {
                continue;
            }
            float pixel = slice.at(i);
            double normalised = Math.max(0, Math.min(1, range.normalise(pixel)));
            count++;
            sum += normalised;
            squares += normalised * normalised;
            outside += range.contains(pixel) ? 0 : 1;
            if (pixel <= lowest) {
                atLowest = pixel < lowest ? 1 : atLowest + 1;
                lowest = pixel;
            }
            if (pixel >= highest) {
                atHighest = pixel > highest ? 1 : atHighest + 1;
                highest = pixel;
            }
        }
        if (count > 0) {
            double mean = sum / count;
            values.put(DomainFeature.MEAN, mean);
            values.put(DomainFeature.SD, Math.sqrt(Math.max(0, squares / count - mean * mean)));
            values.put(DomainFeature.OUTSIDE, (double) outside / count);
            values.put(DomainFeature.AT_LOWEST, (double) atLowest / count);
            values.put(DomainFeature.AT_HIGHEST, (double) atHighest / count);
        }
    }

    private static void measureNoise(Slice slice, IntensityRange range, Map<DomainFeature, Double> values) {
        int step = (int) Math.ceil(Math.sqrt((double) slice.size() / MOST_WINDOWS));
        HighPass highPass = new HighPass(slice);
        int perRow = (slice.columns() + step - 1) / step;
        float[] magnitudes = new float[perRow * ((slice.rows() + step - 1) / step)];
        int count = 0;
        for (int row = 1; row < slice.rows() - 1; row += step) {
            for (int column = 1; column < slice.columns() - 1; column += step) {
                float response = highPass.at(row, column);
                if (!Float.isNaN(response)) {
                    magnitudes[count++] = Math.abs(response);
                }
            }
        }
        if (count < FEWEST_WINDOWS) {
            return;
        }
        Arrays.sort(magnitudes, 0, count);
        double deviation = magnitudes[count / 2] / NORMAL_MEDIAN;
        values.put(DomainFeature.NOISE, deviation / GAIN / range.width());
        if (deviation > 0) {
            values.put(DomainFeature.NOISE_CORRELATION, correlation(slice, highPass, step, (float) (3 * deviation)));
        }
    }

    private static double correlation(Slice slice, HighPass highPass, int step, float limit) {
        double products = 0;
        double squares = 0;
        for (int row = 1; row < slice.rows() - 2; row += step) {
            for (int column = 1; column < slice.columns() - 2; column += step) {
                float here = clip(highPass.at(row, column), limit);
                float right = clip(highPass.at(row, column + 1), limit);
                float below = clip(highPass.at(row + 1, column), limit);
                if (!Float.isNaN(here + right + below)) {
                    products += here * (double) right + here * (double) below;
                    squares += here * (double) here + (right * (double) right + below * (double) below) / 2;
                }
            }
        }
        return squares > 0 ? products / squares - WHITE_CORRELATION : 0;
    }

    /** NaN stays NaN. */
    private static float clip(float value, float limit) {
        return value > limit ? limit : value < -limit ? -limit : value;
    }

    /** The response to [1 -2 1; -2 4 -2; 1 -2 1]; NaN where a window has padding or is flat, as behind a collimator. */
    private record HighPass(Slice slice) {
        float at(int row, int column) {
            int width = slice.columns();
            int centre = row * width + column;
            float first = slice.at(centre);
            boolean flat = true;
            float response = 0;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int index = centre + dy * width + dx;
                    if (slice.isPadding(index)) {
                        return Float.NaN;
                    }
                    float pixel = slice.at(index);
                    flat &= pixel == first;
                    response += (dy == 0 ? -2 : 1) * (dx == 0 ? -2 : 1) * pixel;
                }
            }
            return flat ? Float.NaN : response;
        }
    }
}
