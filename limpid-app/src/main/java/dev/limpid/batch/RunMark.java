package dev.limpid.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a temporary file says whose it is: {@code .NAME.limpid-tmp-PID-PLACE}.
 *
 * <p>PLACE stands for this boot of this machine (and, on Linux, this container), the space in which a process number
 * means something. Only there can a run tell that another one is dead.
 */
final class RunMark {
    private static final Pattern NAME = Pattern.compile("\\..*\\.limpid-tmp-(\\d+)-([0-9a-f]+)");
    /** How long a file of unknown origin must lie untouched before it counts as left over. */
    private static final long FOREIGN_AGE_MILLIS = 24L * 3600 * 1000;

    private static final String PLACE = place();

    private RunMark() {}

    /** The temporary name beside a target; names are cut so that they stay within 255 bytes. */
    static Path temporaryFor(Path target) {
        String name = String.valueOf(target.getFileName());
        String kept = name.length() > 60 ? name.substring(0, 40) + "~" + Integer.toHexString(name.hashCode()) : name;
        return target.resolveSibling(
                "." + kept + ".limpid-tmp-" + ProcessHandle.current().pid() + "-" + PLACE);
    }

    /** Whether a file is the temporary of a run that is no more. */
    static boolean isLeftOver(Path file) throws IOException {
        Matcher mark = NAME.matcher(String.valueOf(file.getFileName()));
        if (!mark.matches()) {
            return false;
        }
        if (!mark.group(2).equals(PLACE)) {
            long age =
                    System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
            return age > FOREIGN_AGE_MILLIS;
        }
        long pid = Long.parseLong(mark.group(1));
        return pid != ProcessHandle.current().pid()
                && !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String place() {
        return Integer.toHexString((read("/proc/sys/kernel/random/boot_id") + link("/proc/self/ns/pid")).hashCode());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException notLinux) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("");
        }
    }

    private static String link(String file) {
        try {
            return Files.readSymbolicLink(Path.of(file)).toString();
        } catch (IOException | UnsupportedOperationException notLinux) {
            return "";
        }
    }
}
