package dev.limpid.bench;

import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.Draw;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What a benchmark does to clean images.
 *
 * @param set parameters taken exactly; the others are drawn for each image
 * @param severity scales the strength of what is drawn
 * @param clip whether degraded values are clipped to the range, as the paper's 8-bit storage does
 * @param seed of the draws; each image has its own stream, whatever other images there are, and the same one for every
 *     kind
 */
public record Corruption(DegradationKind kind, Map<String, String> set, double severity, boolean clip, long seed) {
    Corruption withSeverity(double other) {
        return new Corruption(kind, set, other, clip, seed);
    }

    /** The parameters for an image of this name. */
    Draw draw(String imageName) {
        CRC32 checksum = new CRC32();
        checksum.update(imageName.getBytes(StandardCharsets.UTF_8));
        return kind.draw(set, severity, seed * 0x1_0000_0000L + checksum.getValue());
    }

    /**
     * The degraded plane; of {@link AsScanned} the one that was scanned, which is never clipped. Where the clean one lies outside the range,
     * and in padding, nothing is clipped.
     */
    Slice apply(BenchImage image, Draw draw) {
        if (kind.name().equals(AsScanned.NAME)) {
            return image.scanned()
                    .orElseThrow(() -> new IllegalArgumentException("has no image of lower dose beside it"));
        }
        IntensityRange range = image.range();
        Slice clean = image.clean();
        Slice degraded = kind.replay(draw, range).apply(clean, draw.seed());
        if (!clip) {
            return degraded;
        }
        Slice.Builder clipped = degraded.like();
        for (int i = 0; i < degraded.size(); i++) {
            float value = degraded.at(i);
            boolean keep = degraded.isPadding(i) || !range.contains(clean.at(i));
            clipped.set(i, keep ? value : Math.max(range.low(), Math.min(range.high(), value)));
        }
        return clipped.build();
    }

    Slice apply(BenchImage image) {
        return apply(image, draw(image.ref().name()));
    }

    /** {@code gaussian (sigma=0.1)}, {@code motion (severity 0.5, clipped)}. */
    String describe() {
        boolean named = kind instanceof SimulatedDose && set.isEmpty() && severity == 1;
        if (named || kind.name().equals(AsScanned.NAME)) {
            return kind.name();
        }
        String parameters = set.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
        String scale = parameters.isEmpty() || severity != 1 ? "severity " + Numbers.plain(severity) : "";
        String strength = parameters + (parameters.isEmpty() || scale.isEmpty() ? "" : ", ") + scale;
        return kind.name() + " (" + strength + (clip ? ", clipped)" : ")");
    }
}
