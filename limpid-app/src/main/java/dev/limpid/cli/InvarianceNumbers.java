package dev.limpid.cli;

import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.ChangeMode;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.invariance.Sample;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The numbers of an analysis for machines: in HU unless the name says otherwise. */
final class InvarianceNumbers {
    private InvarianceNumbers() {}

    static Map<String, Object> of(PatchAnalysis found, int row, int column, Optional<ChangeMap> map) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put(
                "patch",
                Map.of("row", row, "column", column, "edge", found.input().rows()));
        numbers.put("samples", found.samples().size());
        numbers.put("consistentSamples", found.ranked().size());
        numbers.put("anatomicalSamples", found.anatomical().size());
        numbers.put("consistency", found.consistency());
        numbers.put("consistencyLimit", found.limit());
        numbers.put("noiseConsistency", found.noiseConsistency());
        numbers.put("spread", boxed(found.meanSpread()));
        numbers.put("noiseStructure", found.noiseStructure());
        numbers.put("falsePositiveRate", found.falsePositives());
        numbers.put("correlationOfDistanceAndConsistency", boxed(found.correlation()));
        numbers.put("modeShares", found.modes().stream().map(ChangeMode::share).toList());
        map.ifPresent(change -> {
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("patches", change.patches());
            whole.put("outsideTraining", change.outside());
            whole.put("withoutConsistentSample", change.without());
            whole.put("largestChange", largest(change));
            whole.put("noiseStructure", change.noise());
            numbers.put("map", whole);
        });
        return numbers;
    }

    private static double largest(ChangeMap map) {
        double largest = 0;
        for (int i = 0; i < map.change().size(); i++) {
            largest = Math.max(largest, map.change().at(i));
        }
        return largest;
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    /** One line a sample, in the order of drawing. */
    static String csv(PatchAnalysis found) {
        StringBuilder table = new StringBuilder(
                "sample,consistency HU,consistent,distance HU,structure HU,score SD of noise,anatomical\n");
        for (Sample sample : found.samples()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%d,%.3f,%b,%.3f,%.3f,%.2f,%b%n",
                    sample.number(),
                    sample.consistency(),
                    sample.consistent(),
                    sample.distance(),
                    sample.structure(),
                    sample.score(),
                    sample.anatomical()));
        }
        return table.toString();
    }
}
