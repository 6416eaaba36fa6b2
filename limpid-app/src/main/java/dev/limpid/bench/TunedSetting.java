package dev.limpid.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of one method that did best on validation images of one degradation.
 *
 * @param images how many images decided
 * @param psnr their mean PSNR, dB
 * @param atEnd parameters whose chosen value is an end of the grid, so that a better one may lie outside
 */
record TunedSetting(
        String subset,
        String kind,
        String method,
        Map<String, String> parameters,
        int images,
        double psnr,
        List<String> atEnd) {
    static String key(String subset, String kind, String method) {
        return String.join("\t", "tuned", subset, kind, method);
    }

    String key() {
        return key(subset, kind, method);
    }

    /** {@code {sigma=1.2}, at the end of the grid in sigma}. */
    String describe() {
        return new TreeMap<>(parameters) + (atEnd.isEmpty() ? "" : ", at the end of the grid in " + atEnd);
    }
}
