package dev.limpid.batch;

import java.nio.file.Path;

/**
 * An input that could not be done.
 *
 * @param path the input
 * @param reason what is wrong with it, in one line
 */
public record Failed(Path path, String reason) {
    /** The line for standard error. */
    public String line() {
        return path + ": " + reason;
    }
}
