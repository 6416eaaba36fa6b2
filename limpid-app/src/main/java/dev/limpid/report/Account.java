package dev.limpid.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was done to the images, for the head of a page.
 *
 * @param method the denoiser's name, e.g. {@code U-Net ct}
 * @param version Limpid's version
 * @param model the model file and its SHA-256; {@code none} for a method without one
 * @param parameters everything that fixes the result
 * @param source which images these are
 * @param command how to do it again; may be empty
 */
public record Account(String method, String version, String model, String parameters, String source, String command) {
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Images", source);
        lines.put("Method", method);
        lines.put("Model", model);
        lines.put("Parameters", parameters);
        lines.put("Limpid version", version);
        if (!command.isBlank()) {
            lines.put("To do it again", command);
        }
        return lines;
    }
}
