package dev.limpid.batch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An input that could not be done.
 *
 * @param path the input
 * @param reason what is wrong with it, in one line
 */
public record Failed(Path path, String reason) {
    /** For machines. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("input", path);
        map.put("error", reason);
        return map;
    }

    /** The line for standard error. */
    public String line() {
        return Problem.show(path) + ": " + reason;
    }
}
