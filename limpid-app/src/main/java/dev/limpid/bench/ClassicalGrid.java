package dev.limpid.bench;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings each classical filter may choose from, for each degradation, on validation patients: a weak rival would
 * flatter a model. Lengths are pixels, strengths fractions of the intensity range.
 */
final class ClassicalGrid {
    private static final List<String> WINDOWS = List.of("size", "mean", "median");
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+");
    private static final Map<String, List<Map<String, String>>> GRIDS = new LinkedHashMap<>();

    static {
        GRIDS.put("mean", all(values("size", "1", "3", "5", "7", "9", "13")));
        GRIDS.put("median", all(values("size", "1", "3", "5", "7", "9", "11", "15")));
        GRIDS.put(
                "gaussian",
                all(values(
                        "sigma", "0.2", "0.4", "0.6", "0.8", "1", "1.2", "1.4", "1.6", "1.8", "2", "2.4", "2.8", "3.2",
                        "4.5")));
        GRIDS.put(
                "combined",
                all(
                        values("mean", "1", "3", "5"),
                        values("median", "1", "3", "5", "7"),
                        values("sigma", "0.25", "0.5", "1", "1.5", "2", "3")));
        GRIDS.put(
                "bilateral",
                all(
                        values("diameter", "9"),
                        values("sigma-color", "0.01", "0.02", "0.05", "0.1", "0.15", "0.2", "0.3", "0.45", "0.7", "1"),
                        values("sigma-space", "0.7", "1.2", "2", "3", "5", "8")));
        GRIDS.put(
                "wiener",
                all(
                        values("border", "reflect"),
                        values("size", "3", "5", "7", "9", "11"),
                        values("noise", "auto", "0.01", "0.03", "0.06", "0.1", "0.15", "0.22", "0.3")));
        GRIDS.put(
                "wavelet",
                all(
                        values("wavelet", "db1", "db2", "sym4"),
                        values("sigma", "auto", "0.01", "0.03", "0.06", "0.1", "0.15", "0.22")));
        GRIDS.put(
                "nl-means",
                all(
                        values("patch-distance", "11"),
                        values("patch-size", "3", "5", "7", "9", "11", "13"),
                        values("h", "0.008", "0.015", "0.03", "0.045", "0.06", "0.08", "0.1", "0.13", "0.18")));
        GRIDS.put(
                "bm3d",
                all(values("sigma", "0.01", "0.02", "0.04", "0.06", "0.08", "0.1", "0.13", "0.17", "0.22", "0.3")));
        GRIDS.put(
                "dpir",
                all(values(
                        "sigma", "auto", "0.01", "0.02", "0.04", "0.06", "0.08", "0.1", "0.13", "0.17", "0.22",
                        "0.3")));
    }

    private ClassicalGrid() {}

    /**
     * The settings of a method; empty for one that has no grid. The first is that of its defaults, so that tuning loses
     * nothing on the images it looks at.
     *
     * @param fixed parameters that the user set, in every setting
     */
    static List<Map<String, String>> of(String method, Map<String, String> fixed) {
        List<Map<String, String>> grid = GRIDS.getOrDefault(method, List.of());
        return grid.isEmpty()
                ? grid
                : Stream.concat(Stream.of(Map.<String, String>of()), grid.stream())
                        .map(setting -> with(setting, fixed))
                        .distinct()
                        .toList();
    }

    private static Map<String, String> with(Map<String, String> setting, Map<String, String> fixed) {
        Map<String, String> both = new TreeMap<>(setting);
        both.putAll(fixed);
        return Map.copyOf(both);
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
                    .filter(value -> value != null && NUMBER.matcher(value).matches())
                    .collect(Collectors.summarizingDouble(Double::parseDouble));
            if (!NUMBER.matcher(parameter.getValue()).matches()) {
                continue; // A word such as auto has no end.
            }
            double value = Double.parseDouble(parameter.getValue());
            if (WINDOWS.contains(parameter.getKey()) && value == 1) {
                continue; // A window of one pixel changes nothing; there is no smaller one.
            }
            if (values.getMin() < values.getMax() && (value == values.getMin() || value == values.getMax())) {
                names.add(parameter.getKey());
            }
        }
        return names;
    }

    /**
     * {@code the defaults; h 0.03 0.06; patch-size 3 5 7}: each parameter with its values, the grid being all combinations,
     * and before them the defaults if they are in it.
     */
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
        boolean defaults = grid.contains(Map.<String, String>of());
        return (defaults ? "the defaults; " : "")
                + values.entrySet().stream()
                        .map(each -> each.getKey() + " " + String.join(" ", each.getValue()))
                        .collect(Collectors.joining("; "));
    }

    /** Settings of one parameter. */
    private static List<Map<String, String>> values(String name, String... values) {
        List<Map<String, String>> settings = new ArrayList<>();
        for (String value : values) {
            settings.add(Map.of(name, value));
        }
        return settings;
    }

    /** Every combination of one setting of each axis. */
    @SafeVarargs
    private static List<Map<String, String>> all(List<Map<String, String>>... axes) {
        List<Map<String, String>> settings = List.of(Map.of());
        for (List<Map<String, String>> axis : axes) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> setting : settings) {
                for (Map<String, String> value : axis) {
                    longer.add(with(setting, value));
                }
            }
            settings = longer;
        }
        return List.copyOf(settings);
    }
}
