package dev.limpid.batch;

import java.nio.file.Path;

/**
 * Something in a folder that was left out on purpose.
 *
 * @param path what
 * @param reason why, as it reads after a count: {@code hidden}, {@code not an image}
 */
public record Skipped(Path path, String reason) {}
