package dev.limpid.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters each classical filter may choose from, on validation patients: a weak rival would flatter a model. */
final class ClassicalGrid {
    private ClassicalGrid() {}

    /** Settings by method name. */
    static Map<String, List<Map<String, String>>> standard() {
        Map<String, List<Map<String, String>>> grid = new LinkedHashMap<>();
        grid.put("gaussian", one("sigma", "0.8", "1", "1.2", "1.4", "1.6", "1.8", "2", "2.4", "2.8", "3.2"));
        grid.put("median", one("size", "3", "5", "7", "9", "11"));
        List<Map<String, String>> nonLocal = new ArrayList<>();
        for (String patch : List.of("3", "5", "7", "9")) {
            for (String h : List.of("0.03", "0.045", "0.06", "0.08", "0.1", "0.13")) {
                nonLocal.add(Map.of("patch-size", patch, "patch-distance", "11", "h", h));
            }
        }
        grid.put("nl-means", nonLocal);
        return grid;
    }

    private static List<Map<String, String>> one(String name, String... values) {
        List<Map<String, String>> settings = new ArrayList<>();
        for (String value : values) {
            settings.add(Map.of(name, value));
        }
        return settings;
    }
}
