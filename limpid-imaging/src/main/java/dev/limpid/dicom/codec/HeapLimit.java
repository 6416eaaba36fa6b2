package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** Keeps one frame from taking more than half of the Java heap, so that a made-up size cannot exhaust it. */
final class HeapLimit {
    private HeapLimit() {}

    /** Refuses {@code count} things of {@code bytesEach} when they are too many for an array or for half the heap. */
    static void require(long count, int bytesEach, String what) throws ImageFormatException {
        long limit = Runtime.getRuntime().maxMemory() / 2;
        if (count > Integer.MAX_VALUE - 8 || count > limit / bytesEach) {
            double needed = (double) count * bytesEach / (1 << 20);
            throw new ImageFormatException(String.format(
                    java.util.Locale.ROOT,
                    "%s needs %.0f MB to decode and half of the Java heap is %d MB; if the file is sound, raise -Xmx",
                    what,
                    needed,
                    limit >> 20));
        }
    }
}
