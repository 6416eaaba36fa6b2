package dev.limpid.dicom.codec;

import java.util.Arrays;

/**
 * A code-block of JPEG 2000: where it is in its band and the coded bytes that packets have brought so far, cut into
 * codeword segments (T.800 D.4.2).
 */
final class J2kBlock {
    private static final int NO_LIMIT = 200;

    final J2kArea area;
    /** Its place in the grid of its precinct. */
    final int column;

    final int row;
    boolean included;
    int missingPlanes;
    /** Lblock of B.10.7.1. */
    int lengthBits = 3;

    private byte[] bytes = {};
    private int used;
    private int segments;
    private int[] passes = {};
    private int[] lengths = {};

    J2kBlock(J2kArea area, int column, int row) {
        this.area = area;
        this.column = column;
        this.row = row;
    }

    /** How many passes the current segment can still take, opening a new one when it is full; D.6 table D.9. */
    int room(int style) {
        if (segments == 0) {
            return limit(0, style);
        }
        return limit(segments - 1, style) - passes[segments - 1];
    }

    private static int limit(int segment, int style) {
        if ((style & J2kCoding.TERMINATE_ALL) != 0) {
            return 1;
        }
        if ((style & J2kCoding.BYPASS) != 0) {
            // Ten passes of arithmetic code, then two raw and one arithmetic in turn.
            return segment == 0 ? 10 : segment % 2 == 1 ? 2 : 1;
        }
        return NO_LIMIT;
    }

    /** The segment that the next passes go to; its number. */
    int openSegment(int style) {
        if (segments == 0 || room(style) <= 0) {
            if (segments == passes.length) {
                passes = Arrays.copyOf(passes, Math.max(1, 2 * segments));
                lengths = Arrays.copyOf(lengths, passes.length);
            }
            segments++;
        }
        return segments - 1;
    }

    void addPasses(int segment, int count) {
        passes[segment] += count;
    }

    void addBytes(int segment, byte[] source, int from, int length) {
        if (bytes.length - used < length) {
            // Most blocks come in one piece; layers make the array grow by doubling.
            bytes = Arrays.copyOf(bytes, used == 0 ? length : Math.max(used + length, 2 * used));
        }
        System.arraycopy(source, from, bytes, used, length);
        used += length;
        lengths[segment] += length;
    }

    int segments() {
        return segments;
    }

    /** Coding passes of all segments; a block without loss has three a bit plane, but for the first, which has one. */
    int passes() {
        int sum = 0;
        for (int segment = 0; segment < segments; segment++) {
            sum += passes[segment];
        }
        return sum;
    }

    int passes(int segment) {
        return passes[segment];
    }

    int length(int segment) {
        return lengths[segment];
    }

    byte[] bytes() {
        return bytes;
    }
}
