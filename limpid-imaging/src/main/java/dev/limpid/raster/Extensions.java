package dev.limpid.raster;

import java.nio.file.Path;
import java.util.Locale;

/** File name extensions, without regard to case. */
final class Extensions {
    private Extensions() {}

    static boolean has(Path file, String... extensions) {
        Path last = file.getFileName();
        if (last == null) {
            return false;
        }
        String name = last.toString().toLowerCase(Locale.ROOT);
        for (String extension : extensions) {
            if (name.endsWith(extension)) {
                return true;
            }
        }
        return false;
    }
}
