package dev.limpid.batch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a failure into one line that says what is wrong and, where it helps, what to do. */
public final class Problem {
    /** Controls of ASCII and of Latin-1, and the two line ends that Unicode adds. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private Problem() {}

    /** One line about the failure of reading or processing a file that the caller names. */
    public static String describe(Throwable failure) {
        if (failure instanceof DirectoryIteratorException listing) {
            return describe(Objects.requireNonNull(listing.getCause()));
        }
        if (failure instanceof FileSystemException file) {
            return oneLine(describe(file));
        }
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory for this image; give Java more, e.g. LIMPID_JAVA_OPTS=-Xmx8g";
        }
        String message = Optional.ofNullable(failure.getMessage()).orElse("");
        boolean expected = failure instanceof IOException || failure instanceof IllegalArgumentException;
        return oneLine(
                expected && !message.isBlank()
                        ? message
                        : "internal error, please report it: " + failure + "; --debug shows where");
    }

    /** One line about a failure that no caller names a file for: the file system's own name of it comes first. */
    public static String describeWithFile(Throwable failure) {
        if (failure instanceof DirectoryIteratorException listing) {
            return describeWithFile(Objects.requireNonNull(listing.getCause()));
        }
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return show(file.getFile()) + ": " + describe(failure);
        }
        return describe(failure);
    }

    private static String describe(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "already exists";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (failure instanceof FileSystemLoopException) {
            return "its links form a loop";
        }
        return Optional.ofNullable(failure.getReason()).orElse(String.valueOf(failure.getMessage()));
    }

    /**
     * Whether the failure means that the disk or the user's quota is full, so that going on is pointless. Java gives
     * no type for this, only the system's words for ENOSPC and EDQUOT (and their Windows counterpart).
     */
    public static boolean isDiskFull(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException
                    && (message.contains("no space left on device")
                            || message.contains("quota exceeded")
                            || message.contains("not enough space on the disk"))) {
                return true;
            }
        }
        return false;
    }

    /** A path, or its text, as part of a line: names may hold line ends and what steers a terminal, which become ?. */
    public static String show(Object path) {
        return CONTROL.matcher(path.toString()).replaceAll("?");
    }

    /** The text without line ends, each of which becomes a space, and without other control characters. */
    public static String oneLine(String text) {
        return show(text.strip().replaceAll("\\s*\\R\\s*", " ").replace('\t', ' '));
    }
}
