package dev.limpid.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters each classical filter may choose from, on validation patients: a weak rival would flatter a model. */
final class ClassicalGrid {
    private ClassicalGrid() {}

    /** The noise that the decays below are meant for; best ones grow with the noise. */
    private static final double USUAL_SIGMA = 0.1;

    /**
     * Settings by method name.
     *
     * @param noise standard deviation, as a fraction of the range, above 0
     */
    static Map<String, List<Map<String, String>>> standard(double noise) {
        Map<String, List<Map<String, String>>> grid = new LinkedHashMap<>();
        grid.put("gaussian", one("sigma", "0.8", "1", "1.2", "1.4", "1.6", "1.8", "2", "2.4", "2.8", "3.2"));
        grid.put("median", one("size", "3", "5", "7", "9", "11"));
        List<Map<String, String>> nonLocal = new ArrayList<>();
        for (String patch : List.of("3", "5", "7", "9", "11", "13")) {
            for (double h : new double[] {0.03, 0.045, 0.06, 0.08, 0.1, 0.13}) {
                nonLocal.add(Map.of("patch-size", patch, "patch-distance", "11", "h", scaled(h, noise)));
            }
        }
        grid.put("nl-means", nonLocal);
        return grid;
    }

    private static String scaled(double h, double noise) {
        return BigDecimal.valueOf(h * noise / USUAL_SIGMA)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
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

    private static List<Map<String, String>> one(String name, String... values) {
        List<Map<String, String>> settings = new ArrayList<>();
        for (String value : values) {
            settings.add(Map.of(name, value));
        }
        return settings;
    }
}
