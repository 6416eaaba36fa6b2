package dev.limpid.cli;

import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.ChangeMode;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.invariance.PureNoise;
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
        numbers.put("consistentSamplesAsDrawn", found.consistentAsDrawn());
        numbers.put("samplesUnlikeTheTrained", found.outside());
        numbers.put("refinements", found.refinements());
        PureNoise noise = found.noise();
        numbers.put("noise", noise.source().describe());
        if (noise.structure().isPresent()) {
            numbers.put("anatomicalSamples", found.anatomical().size());
            numbers.put("noiseStructure", noise.structure().getAsDouble());
            numbers.put("falsePositiveRate", noise.falsePositives().orElseThrow());
        }
        numbers.put("consistencyAsDrawn", found.consistencyAsDrawn());
        numbers.put("consistency", found.consistency());
        numbers.put("consistencyLimit", noise.limit());
        numbers.put("outputStructureLimit", noise.structureLimit());
        numbers.put("noiseConsistency", noise.consistency());
        numbers.put("noiseDistance", noise.distance());
        numbers.put("reconstructionError", found.reconstructionError());
        numbers.put("spread", boxed(found.meanSpread()));
        numbers.put("correlationOfDistanceAndConsistency", boxed(found.correlation()));
        numbers.put("modeShares", found.modes().stream().map(ChangeMode::share).toList());
        map.ifPresent(change -> {
            Map<String, Object> whole = new LinkedHashMap<>();
            whole.put("patches", change.patches());
            whole.put("outsideTraining", change.outside());
            whole.put("withoutConsistentSample", change.without());
            whole.put("withAnatomicalSample", change.anatomical());
            whole.put("samplesOfAPatch", change.samples());
            whole.put("noiseReplicasOfAPatch", change.replicas());
            whole.put("consistentSamples", change.counted());
            whole.put("falsePositiveRate", change.falsePositives());
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
                "sample,consistency as drawn HU,refined,consistency HU,within the trained,consistent,distance HU,structure HU,score SD of noise,anatomical\n");
        for (Sample sample : found.samples()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%d,%.3f,%b,%.3f,%b,%b,%.3f,%.3f,%s,%b%n",
                    sample.number(),
                    sample.consistencyAsDrawn(),
                    sample.refined(),
                    sample.consistency(),
                    sample.within(),
                    sample.consistent(),
                    sample.distance(),
                    sample.structure(),
                    sample.score().isPresent()
                            ? String.format(Locale.ROOT, "%.2f", sample.score().getAsDouble())
                            : "",
                    sample.anatomical()));
        }
        return table.toString();
    }
}
