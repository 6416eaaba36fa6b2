package dev.limpid.bench;

import dev.limpid.degrade.DegradationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of a benchmark. */
public final class Corruptions {
    private Corruptions() {}

    /** The names of the 13 degradations of the paper's tables, in their order. */
    public static List<String> ofThePaper() {
        return PaperTables.kinds();
    }

    /**
     * One row a kind.
     *
     * @param set parameters taken exactly, by kind
     * @throws IllegalArgumentException if a kind does not take its parameters
     */
    public static List<Corruption> of(
            List<DegradationKind> kinds,
            Map<String, Map<String, String>> set,
            double severity,
            boolean clip,
            long seed) {
        List<Corruption> rows = new ArrayList<>();
        for (DegradationKind kind : kinds) {
            Corruption row = new Corruption(kind, set.getOrDefault(kind.name(), Map.of()), severity, clip, seed);
            row.draw(""); // Wrong parameters are told before any image is read.
            rows.add(row);
        }
        return rows;
    }
}
