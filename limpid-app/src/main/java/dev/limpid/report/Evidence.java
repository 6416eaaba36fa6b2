package dev.limpid.report;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.EdgeCorrelation;
import dev.limpid.metric.NoiseEstimate;
import dev.limpid.metric.StructureMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be said about one denoised plane without knowing the truth. Padding does not count anywhere.
 *
 * @param unit the unit of the plane's values
 * @param meanShift mean after less mean before, in {@code unit}; 0 when the overall level was kept
 * @param noiseBefore estimated standard deviation of the noise in the input ({@link NoiseEstimate}), in {@code unit}
 * @param noiseAfter the same for the result
 * @param edgeCorrelation correlation of the removed part's strength with the result's edges ({@link EdgeCorrelation}),
 *     -1..1; about 0 when only noise was removed
 * @param outsideRange share of the input's pixels outside the range the denoiser was made for, 0..1
 * @param structure share of pixels where the removed part still has structure, above 3 standard deviations of its
 *     noise ({@link StructureMap}), 0..1; 0.0027 would be chance
 * @param warnings in plain language; empty when there is nothing to warn of
 */
public record Evidence(
        Unit unit,
        double meanShift,
        double noiseBefore,
        double noiseAfter,
        double edgeCorrelation,
        double outsideRange,
        double structure,
        List<String> warnings) {
    /** From how many standard deviations on the removed part counts as structure. */
    public static final double STRUCTURE_LIMIT = 3;

    public Evidence {
        warnings = List.copyOf(warnings);
    }

    /**
     * Measures one plane.
     *
     * @param range what the denoiser was made for
     * @throws IllegalArgumentException if the planes differ in size or unit
     */
    public static Evidence of(Slice before, Slice after, IntensityRange range, List<String> warnings) {
        return of(before, after, StructureMap.of(before, after), range, warnings);
    }

    static Evidence of(Slice before, Slice after, Slice structure, IntensityRange range, List<String> warnings) {
        double shift = 0;
        long outside = 0;
        long count = 0;
        for (int i = 0; i < before.size(); i++) {
            if (!before.isPadding(i)) {
                shift += (double) after.at(i) - before.at(i);
                outside += range.contains(before.at(i)) ? 0 : 1;
                count++;
            }
        }
        long pixels = Math.max(1, count);
        return new Evidence(
                before.unit(),
                shift / pixels,
                NoiseEstimate.of(before),
                NoiseEstimate.of(after),
                new EdgeCorrelation().of(before, after),
                outside / (double) pixels,
                StructureMap.fractionAbove(structure, STRUCTURE_LIMIT),
                warnings);
    }

    /** The numbers by name, for machines; in a fixed order. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", unit.symbol());
        map.put("meanShift", meanShift);
        map.put("noiseBefore", noiseBefore);
        map.put("noiseAfter", noiseAfter);
        map.put("edgeCorrelation", edgeCorrelation);
        map.put("outsideRange", outsideRange);
        map.put("structure", structure);
        map.put("warnings", warnings);
        return map;
    }

    /** All numbers in one line for people. */
    public String line() {
        return "mean shift " + Figures.signed(meanShift) + " " + unit.symbol() + " \u00b7 noise "
                + Figures.plain(noiseBefore) + " to " + Figures.plain(noiseAfter) + " " + unit.symbol()
                + " \u00b7 correlation with edges " + Figures.fixed(edgeCorrelation, 2) + " \u00b7 structure in "
                + Figures.percent(structure) + " of removed \u00b7 outside range " + Figures.percent(outsideRange);
    }
}
