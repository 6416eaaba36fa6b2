package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;

/**
 * The parameters of one method that did best on validation images of one degradation.
 *
 * @param images how many images decided
 * @param wanted how many should have decided; on the others the method failed
 * @param psnr their mean PSNR, dB
 * @param atEnd parameters whose chosen value is an end of the grid, so that a better one may lie outside
 */
record TunedSetting(
        String subset,
        String kind,
        String method,
        Map<String, String> parameters,
        int images,
        int wanted,
        double psnr,
        List<String> atEnd) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static String key(String subset, String kind, String method) {
        return String.join("\t", "tuned", subset, kind, method);
    }

    /** The key of a setting that only some of the images decided. */
    static String partialKey(String subset, String kind, String method) {
        return "partly " + key(subset, kind, method);
    }

    /** The settings chosen for a kind, by method. */
    static Map<String, TunedSetting> all(Journal journal, Block block, String kind) throws IOException {
        Map<String, TunedSetting> settings = new LinkedHashMap<>();
        for (BenchMethod method : block.methods()) {
            String whole = key(block.subset(), kind, method.name());
            String partial = partialKey(block.subset(), kind, method.name());
            journal.get(journal.has(whole) ? whole : partial)
                    .map(text -> JSON.readValue(text, TunedSetting.class))
                    .ifPresent(setting -> settings.put(method.name(), setting));
        }
        return settings;
    }

    /** Whether all images decided. */
    boolean whole() {
        return images == wanted;
    }

    String key() {
        return whole() ? key(subset, kind, method) : partialKey(subset, kind, method);
    }

    /** {@code {sigma=1.2}, at the end of the grid in sigma}. */
    String describe() {
        return (parameters.isEmpty() ? "the defaults" : new TreeMap<>(parameters).toString())
                + (atEnd.isEmpty() ? "" : ", at the end of the grid in " + atEnd)
                + (whole() ? "" : ", by " + images + " of " + wanted + " images");
    }
}
