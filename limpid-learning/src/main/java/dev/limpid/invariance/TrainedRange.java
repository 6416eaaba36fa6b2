package dev.limpid.invariance;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelFormatException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What patches a model was trained on, in HU. A patch outside is not analysed: nothing is known of what the networks do there.
 *
 * @param mean of a patch
 * @param contrast standard deviation of the denoised patch
 * @param removed standard deviation of what the denoiser took away
 */
public record TrainedRange(Interval mean, Interval contrast, Interval removed) {
    /** So much of the trained patches may lie below, and as much above; the interval is then widened by a tenth. */
    private static final double TAIL = 0.001;

    private static final double WIDENED = 0.1;

    /** Least and greatest value. */
    public record Interval(double low, double high) {
        static Interval of(double[] values) {
            double low = Patches.quantile(values, TAIL);
            double high = Patches.quantile(values, 1 - TAIL);
            double more = WIDENED * (high - low);
            return new Interval(low - more, high + more);
        }

        boolean contains(double value) {
            return value >= low && value <= high;
        }

        String text() {
            return String.format(Locale.ROOT, "%.2f:%.2f", low, high);
        }

        static Interval parse(Architecture architecture, String key) throws ModelFormatException {
            String text = architecture.text(key, "missing");
            try {
                String[] parts = text.split(":", -1);
                if (parts.length == 2) {
                    return new Interval(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                }
            } catch (NumberFormatException wrong) {
                throw new ModelFormatException(
                        "architecture " + architecture.name() + " needs " + key + " as LOW:HIGH, which is " + text,
                        wrong);
            }
            throw new ModelFormatException(
                    "architecture " + architecture.name() + " needs " + key + " as LOW:HIGH, which is " + text);
        }
    }

    /** Of pairs of a patch and what the denoiser made of it. */
    static TrainedRange of(List<float[]> patches, List<float[]> denoised) {
        int count = patches.size();
        double[] means = new double[count];
        double[] contrasts = new double[count];
        double[] removed = new double[count];
        for (int i = 0; i < count; i++) {
            means[i] = Patches.mean(patches.get(i));
            contrasts[i] = Patches.deviation(denoised.get(i));
            removed[i] = Patches.deviation(Patches.difference(patches.get(i), denoised.get(i)));
        }
        return new TrainedRange(Interval.of(means), Interval.of(contrasts), Interval.of(removed));
    }

    /** Why a patch lies outside, in words; empty when it lies within. */
    Optional<String> outside(float[] patch, float[] denoised) {
        return said("mean", Patches.mean(patch), mean)
                .or(() -> said("contrast", Patches.deviation(denoised), contrast))
                .or(() -> said("removed noise", Patches.deviation(Patches.difference(patch, denoised)), removed));
    }

    private static Optional<String> said(String what, double value, Interval interval) {
        return interval.contains(value)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "its %s of %.1f HU is outside the %.1f..%.1f HU of the patches trained on",
                        what,
                        value,
                        interval.low(),
                        interval.high()));
    }

    Map<String, String> toParameters() {
        return new TreeMap<>(
                Map.of("patchMean", mean.text(), "patchContrast", contrast.text(), "removedNoise", removed.text()));
    }

    static TrainedRange of(Architecture architecture) throws ModelFormatException {
        return new TrainedRange(
                Interval.parse(architecture, "patchMean"),
                Interval.parse(architecture, "patchContrast"),
                Interval.parse(architecture, "removedNoise"));
    }
}
