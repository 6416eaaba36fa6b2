package dev.limpid.cli;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.metric.Bias;
import dev.limpid.metric.EdgePreservation;
import dev.limpid.metric.LdctMetric;
import dev.limpid.metric.Metric;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Rmse;
import dev.limpid.metric.Ssim;
import dev.limpid.metric.Vif;
import dev.limpid.metric.WrappedPsnr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a test image is from its reference, in every metric; over several frames, the mean of the frames' values.
 *
 * @param reference the reference's file
 * @param test the test's file
 * @param unit of rmse and bias
 * @param range the interval whose width PSNR and SSIM use
 * @param values by name, those of {@link #NAMES}; without vif and edgePreservation where a frame is too small for them, and without
 *     those of the low-dose benchmark where the planes are not in HU
 */
record Comparison(Path reference, Path test, Unit unit, IntensityRange range, Map<String, Double> values) {
    /** The metrics' names, in the order of tables. */
    static final List<String> NAMES = List.of(
            "psnr",
            "wrappedPsnr",
            "ssim",
            "ssimWang",
            "vif",
            "edgePreservation",
            "rmse",
            "bias",
            "ldctVif",
            "ldctRmse");

    /** Those that need more room than others: an image that has it not is compared in the rest. */
    private static final Set<String> NEED_ROOM = Set.of("vif", "edgePreservation", "ldctVif");

    /**
     * What to take as the range, and whether values are clipped to it first.
     *
     * @param range what the user gave; empty for the reference file's own
     * @param clip whether both images are clipped to it, as they look in a display window
     */
    record Scale(Optional<IntensityRange> range, boolean clip) {}

    /**
     * Compares two files.
     *
     * @throws ImageFormatException if one cannot be read, or they do not have the same frames, size and unit
     */
    static Comparison of(Path referenceFile, Path testFile, Scale scale) throws IOException {
        try (StoredImage reference = ImageFormats.open(referenceFile);
                StoredImage test = open(testFile)) {
            if (reference.frames() != test.frames()) {
                throw new ImageFormatException("has " + reference.frames() + " frames, and " + testFile + " has "
                        + test.frames() + "; only images with the same frames can be compared");
            }
            IntensityRange range = MethodChoice.rangeOf(reference, scale.range());
            Map<String, Double> sums = new LinkedHashMap<>();
            Set<String> tooSmall = new TreeSet<>();
            Unit unit = Unit.ARBITRARY;
            for (int frame = 0; frame < reference.frames(); frame++) {
                Slice whole = reference.frame(frame);
                Slice wholeTest = frameOf(test, frame, testFile);
                Slice a = seen(whole, range, scale.clip());
                Slice b = seen(wholeTest, range, scale.clip());
                unit = a.unit();
                for (Map.Entry<String, Metric> metric : metrics(range, unit).entrySet()) {
                    try {
                        boolean clipsItself = metric.getValue() instanceof LdctMetric;
                        double value = metric.getValue().of(clipsItself ? whole : a, clipsItself ? wholeTest : b);
                        sums.merge(metric.getKey(), value, Double::sum);
                    } catch (IllegalArgumentException e) {
                        if (!NEED_ROOM.contains(metric.getKey())) {
                            throw new ImageFormatException(
                                    "cannot be compared with " + testFile + ": " + e.getMessage(), e);
                        }
                        tooSmall.add(metric.getKey());
                    }
                }
            }
            sums.keySet().removeAll(tooSmall);
            sums.replaceAll((name, sum) -> sum / reference.frames());
            return new Comparison(referenceFile, testFile, unit, range, sums);
        }
    }

    /** A failure to read the test image must name it, since the pair is known by its reference. */
    private static StoredImage open(Path testFile) throws IOException {
        try {
            return ImageFormats.open(testFile);
        } catch (ImageFormatException e) {
            throw new ImageFormatException("its partner " + testFile + ": " + e.getMessage(), e);
        }
    }

    private static Slice frameOf(StoredImage test, int frame, Path testFile) throws IOException {
        try {
            return test.frame(frame);
        } catch (ImageFormatException e) {
            throw new ImageFormatException("its partner " + testFile + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Metric> metrics(IntensityRange range, Unit unit) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("psnr", new Psnr(range));
        metrics.put("wrappedPsnr", new WrappedPsnr(range));
        metrics.put("ssim", Ssim.uniform(range));
        metrics.put("ssimWang", Ssim.wang(range));
        metrics.put("vif", new Vif(range));
        metrics.put("edgePreservation", new EdgePreservation());
        metrics.put("rmse", new Rmse(unit));
        metrics.put("bias", new Bias(unit));
        if (unit == Unit.HOUNSFIELD) {
            metrics.put("ldctVif", LdctMetric.VIF);
            metrics.put("ldctRmse", LdctMetric.RMSE);
        }
        return metrics;
    }

    private static Slice seen(Slice slice, IntensityRange range, boolean clip) {
        if (!clip) {
            return slice;
        }
        Slice.Builder clipped = slice.like();
        for (int i = 0; i < slice.size(); i++) {
            clipped.set(i, Math.max(range.low(), Math.min(range.high(), slice.at(i))));
        }
        return clipped.build();
    }

    /** A metric's mean over pairs; empty unless every pair has it. */
    static OptionalDouble mean(List<Comparison> pairs, String name) {
        return pairs.stream().allMatch(pair -> pair.values.containsKey(name))
                ? pairs.stream()
                        .mapToDouble(pair -> pair.values.getOrDefault(name, Double.NaN))
                        .average()
                : OptionalDouble.empty();
    }

    /** For {@code --json}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reference", reference);
        map.put("test", test);
        map.putAll(values);
        map.put("unit", unit.symbol());
        map.put("range", List.of(range.low(), range.high()));
        return map;
    }
}
