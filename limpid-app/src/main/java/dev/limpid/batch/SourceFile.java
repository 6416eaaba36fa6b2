package dev.limpid.batch;

import java.nio.file.Path;

/**
 * A file to be processed.
 *
 * @param path where it is
 * @param relative its path below the folder that was given, or its name when the file itself was given; the result
 *     keeps it below the output folder
 * @param named whether the user named the file itself, so that it is an error when it is not an image
 */
public record SourceFile(Path path, Path relative, boolean named) {}
