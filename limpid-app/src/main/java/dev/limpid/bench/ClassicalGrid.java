package dev.limpid.bench;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings each classical filter may choose from, for each degradation, on validation patients: a weak rival would
 * flatter a model. Lengths are pixels, strengths fractions of the intensity range.
 */
final class ClassicalGrid {
    private static final Map<String, List<Map<String, String>>> GRIDS = new LinkedHashMap<>();

    static {
        GRIDS.put("mean", one("size", "3", "5", "7", "9"));
        GRIDS.put("median", one("size", "3", "5", "7", "9", "11"));
        GRIDS.put("wiener", one("size", "3", "5", "7", "9", "11"));
        GRIDS.put(
                "gaussian",
                one("sigma", "0.4", "0.6", "0.8", "1", "1.2", "1.4", "1.6", "1.8", "2", "2.4", "2.8", "3.2"));
        GRIDS.put(
                "nl-means",
                all(
                        Map.of("patch-distance", "11"),
                        one("patch-size", "3", "5", "7", "9", "11", "13"),
                        one("h", "0.008", "0.015", "0.03", "0.045", "0.06", "0.08", "0.1", "0.13")));
    }

    private ClassicalGrid() {}

    /** The settings of a method; empty for one that has no grid. */
    static List<Map<String, String>> of(String method) {
        return GRIDS.getOrDefault(method, List.of());
    }

    /**
     * Parameters whose chosen value is the least or the greatest there was to choose from, so that a better one may lie
     * outside the grid; sorted.
     */
    static List<String> atEnd(List<Map<String, String>> grid, Map<String, String> chosen) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> parameter : new TreeMap<>(chosen).entrySet()) {
            DoubleSummaryStatistics values = grid.stream()
                    .map(setting -> setting.get(parameter.getKey()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.summarizingDouble(Double::parseDouble));
            double value = Double.parseDouble(parameter.getValue());
            if (values.getMin() < values.getMax() && (value == values.getMin() || value == values.getMax())) {
                names.add(parameter.getKey());
            }
        }
        return names;
    }

    /** {@code h 0.03 0.06; patch-size 3 5 7}: each parameter with its values, the grid being all combinations. */
    static String describe(List<Map<String, String>> grid) {
        Map<String, List<String>> values = new TreeMap<>();
        for (Map<String, String> setting : grid) {
            setting.forEach((name, value) -> {
                List<String> of = values.computeIfAbsent(name, missing -> new ArrayList<>());
                if (!of.contains(value)) {
                    of.add(value);
                }
            });
        }
        return values.entrySet().stream()
                .map(each -> each.getKey() + " " + String.join(" ", each.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static List<Map<String, String>> one(String name, String... values) {
        List<Map<String, String>> settings = new ArrayList<>();
        for (String value : values) {
            settings.add(Map.of(name, value));
        }
        return settings;
    }

    /** Every setting of the first with every one of the second. */
    private static List<Map<String, String>> all(
            Map<String, String> fixed, List<Map<String, String>> first, List<Map<String, String>> second) {
        List<Map<String, String>> settings = new ArrayList<>();
        for (Map<String, String> a : first) {
            for (Map<String, String> b : second) {
                Map<String, String> setting = new TreeMap<>(fixed);
                setting.putAll(a);
                setting.putAll(b);
                settings.add(Map.copyOf(setting));
            }
        }
        return settings;
    }
}
