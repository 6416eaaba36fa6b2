package dev.limpid.bench.layout;

import dev.limpid.degrade.PixelRandom;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.zip.CRC32;

/**
 * A random order of names that depends on the seed and on each name alone: adding a name leaves the order of the others
 * as it was, and every platform has the same.
 */
final class SeededOrder {
    private SeededOrder() {}

    /** @param purpose makes orders for different purposes independent */
    static Comparator<String> of(long seed, String purpose) {
        return Comparator.comparingLong(
                        (String name) -> new PixelRandom(seed, checksum(purpose + '\n' + name)).nextLong())
                .thenComparing(Comparator.naturalOrder());
    }

    private static long checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
