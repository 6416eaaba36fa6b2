package dev.limpid.dicom;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Which stored values mean "no image here": Pixel Padding Value, with Range Limit an inclusive range in either order
 * (PS3.3 C.7.5.1.1.2).
 *
 * <p>Declared values are compared with stored ones and, as writers do not agree, with whole cells.
 *
 * <p>Some CT writers declare none, or another one than they use (re-encoded GE files: -2000 declared, -3024 stored).
 * So in a CT the lowest value of a frame counts as padding too if it is below -1024 HU, which no material has, and is
 * found in a corner.
 */
final class Padding {
    private static final float BELOW_ANY_MATERIAL = -1024;

    private final PixelLayout layout;
    private final Optional<long[]> declared;
    /** As declared, where it means whole cells and not only their stored bits. */
    private final Optional<long[]> cells;

    Padding(Dataset header, PixelLayout layout) throws IOException {
        this.layout = layout;
        Optional<Long> value = number(header, Tag.PIXEL_PADDING_VALUE, layout);
        Optional<Long> limit = number(header, Tag.PIXEL_PADDING_RANGE_LIMIT, layout);
        this.cells = value.map(one -> {
            long other = limit.orElse(one);
            return new long[] {Math.min(one, other), Math.max(one, other)};
        });
        this.declared = cells.flatMap(this::storable);
    }

    /**
     * The declared range, or its stored bits where no stored value is in it: writers declare cells of 16 bits too. Such
     * a range must not turn into one that holds half of all values.
     */
    private Optional<long[]> storable(long[] range) {
        if (range[1] >= layout.smallest() && range[0] <= layout.largest()) {
            return Optional.of(range);
        }
        long low = reduced(range[0]);
        long high = reduced(range[1]);
        boolean sound = high - low == range[1] - range[0] && high - low <= (layout.largest() - layout.smallest()) / 2;
        return sound ? Optional.of(new long[] {low, high}) : Optional.empty();
    }

    private long reduced(long value) {
        long bits = value & ((1L << layout.bitsStored()) - 1);
        return bits > layout.largest() ? bits - (1L << layout.bitsStored()) : bits;
    }

    /** Both VRs are found for both kinds of pixels, so only the bits count: 16 of them, or the layout's if fewer. */
    private static Optional<Long> number(Dataset header, int tag, PixelLayout layout) throws IOException {
        return header.integer(tag).map(raw -> {
            long value = raw;
            if (layout.signed()) {
                return (long) (short) value;
            }
            return layout.bitsAllocated() == 32 ? value & 0xFFFFFFFFL : value & 0xFFFF;
        });
    }

    /** Whether a stored value is declared to be padding. */
    boolean isDeclared(long value) {
        return declared.isPresent() && value >= declared.get()[0] && value <= declared.get()[1];
    }

    private boolean isDeclaredCell(int cell) {
        int unused = 32 - layout.bitsAllocated();
        long whole = layout.signed() ? cell << unused >> unused : cell & 0xFFFFFFFFL;
        return cells.isPresent() && whole >= cells.get()[0] && whole <= cells.get()[1];
    }

    /** The stored values, inclusive, that the header declares to be padding. */
    Optional<long[]> declared() {
        return declared;
    }

    /** The padding pixels of a frame. */
    BitSet mask(int[] frame, Rescale rescale, boolean hounsfield) {
        BitSet mask = new BitSet();
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < frame.length; i++) {
            long value = layout.number(layout.value(frame[i]));
            if (isDeclared(value) || isDeclaredCell(frame[i])) {
                mask.set(i);
            }
            lowest = Math.min(lowest, value);
        }
        if (hounsfield
                && rescale.slope() > 0
                && rescale.apply(lowest) < BELOW_ANY_MATERIAL
                && inCorner(frame, lowest)) {
            for (int i = 0; i < frame.length; i++) {
                if (layout.number(layout.value(frame[i])) == lowest) {
                    mask.set(i);
                }
            }
        }
        return mask;
    }

    private boolean inCorner(int[] frame, long value) {
        int last = frame.length - 1;
        int right = layout.columns() - 1;
        for (int corner : new int[] {0, right, last - right, last}) {
            if (layout.number(layout.value(frame[corner])) == value) {
                return true;
            }
        }
        return false;
    }
}
