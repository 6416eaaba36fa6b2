package dev.limpid.bench.detection;

import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.Draw;
import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lowdose.LowDose;
import java.util.Map;
import java.util.TreeMap;

/**
 * The noise that images get before rows look at them: the same for every row, by the seed and the image's name.
 *
 * @param kind of degradation
 * @param asked whether somebody asked for it; else it is the usual one, and images in HU get that of a lower dose
 * @param set parameters that are taken exactly; others are drawn for each image
 * @param severity multiple of the kind's strength, 0..4
 */
public record DetectionNoise(String kind, boolean asked, Map<String, String> set, double severity, long seed) {
    /** @throws IllegalArgumentException if there is no such kind, or it does not take the parameters */
    public DetectionNoise {
        set = Map.copyOf(set);
        of(kind).draw(set, severity, seed);
    }

    private static DegradationKind of(String name) {
        return DegradationKinds.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no kind of degradation '" + name + "'; 'limpid kinds' lists them"));
    }

    /**
     * The image with noise; not clipped.
     *
     * @throws IllegalArgumentException if it shows too little for this kind
     */
    Slice on(DetectionImage image) {
        boolean ofCt = image.clean().unit() == Unit.HOUNSFIELD;
        boolean lowDose = !asked && ofCt && !kind.equals(LowDose.NAME);
        if (lowDose && !set.isEmpty()) {
            throw new UnfitImageException("it is in HU, whose usual noise is not " + kind + ", which takes "
                    + String.join(", ", new TreeMap<>(set).keySet()) + "; say --modality ct, or --kind " + kind);
        }
        DegradationKind noise = of(lowDose ? LowDose.NAME : kind);
        Draw draw = noise.draw(set, severity, DetectionReader.seed(seed, image.name()));
        return noise.replay(draw, image.range()).apply(image.clean(), draw.seed());
    }

    /** One line for a record. */
    public String describe() {
        return kind
                + (asked || !set.isEmpty() || kind.equals(LowDose.NAME)
                        ? ""
                        : " (" + LowDose.NAME + " of images in HU)")
                + new TreeMap<>(set) + ", severity " + severity + ", seed " + seed;
    }
}
