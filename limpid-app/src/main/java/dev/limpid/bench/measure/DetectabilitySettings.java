package dev.limpid.bench.measure;

import dev.limpid.lowdose.KernelChoice;
import dev.limpid.phantom.LowContrastPhantom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What fixes the figures of a {@link DetectabilityStudy}, beside its methods.
 *
 * @param doses parts of the full dose, above 0 and at most 1; sorted to fall, with 1 among them
 * @param repeats slices for each dose, at least 12
 * @param contrastHu of the discs, not 0, at most 200 either way
 * @param diameterMm of the discs, 1 to 14
 * @param noiseHu standard deviation of the full dose on the phantom's axis, 1 to 100
 * @param kernel smooth or sharp
 * @param seed of the noise
 */
public record DetectabilitySettings(
        List<Double> doses,
        int repeats,
        double contrastHu,
        double diameterMm,
        double noiseHu,
        KernelChoice kernel,
        long seed) {
    private static final int FEWEST_REPEATS = 12;

    /** @throws IllegalArgumentException if one is out of its bounds, in one line that names its option */
    public DetectabilitySettings {
        doses = doses.stream().distinct().sorted(Collections.reverseOrder()).toList();
        if (doses.size() < 2 || doses.get(0) != 1 || !(doses.get(doses.size() - 1) >= 0.01)) {
            throw new IllegalArgumentException(
                    "--doses are parts of the full dose, 1 and at least one more, none below 0.01, not " + doses);
        }
        within("--repeats", repeats, FEWEST_REPEATS, 10_000);
        within("--contrast", Math.abs(contrastHu), 0.1, 200);
        within("--diameter", diameterMm, 1, 14);
        within("--noise", noiseHu, 1, 100);
        if (kernel == KernelChoice.AUTO) {
            throw new IllegalArgumentException("--kernel is smooth or sharp: a phantom has no kernel of its own");
        }
    }

    private static void within(String option, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(
                    option + " is " + Csv.number(low) + " to " + Csv.number(high) + ", not " + Csv.number(value));
        }
    }

    /** For {@code run.json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("doses", doses);
        map.put("repeats", repeats);
        map.put("contrastHu", contrastHu);
        map.put("diameterMm", diameterMm);
        map.put("noiseHu", noiseHu);
        map.put("kernel", kernel.name().toLowerCase(Locale.ROOT));
        map.put("seed", seed);
        map.put("places", LowContrastPhantom.PLACES);
        map.put("pixelMm", LowContrastPhantom.SPACING_MM);
        return map;
    }
}
