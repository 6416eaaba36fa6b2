package dev.limpid.dicom;

import dev.limpid.image.Slice;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Puts a plane's values back into the cells of the frame they came from.
 *
 * <p>A pixel whose value is still what the frame shows, and a padding pixel, keep their cell bit for bit. Any other
 * value is brought back through rescale, rounded, saturated to the stored bits, and kept off the declared padding
 * values, lest image become padding. Bits outside the stored ones stay, except that they follow the sign where a frame
 * fills them with it.
 */
final class DerivedCells {
    private final PixelLayout layout;
    private final Padding padding;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;

    DerivedCells(PixelLayout layout, Padding padding) {
        this.layout = layout;
        this.padding = padding;
    }

    /** Writes the new cells of a frame. */
    void write(int[] cells, Slice plane, FrameScale scale, CellOutput out) throws IOException {
        BitSet mask = padding.mask(cells, scale.rescale(), scale.hounsfield());
        boolean signFilled = signFilled(cells);
        for (int i = 0; i < cells.length; i++) {
            long before = layout.number(layout.value(cells[i]));
            float value = plane.at(i);
            int cell = cells[i];
            if (!mask.get(i) && value != scale.shown(before)) {
                cell = layout.withValue(cell, stored(scale.stored(value)));
                cell = signFilled ? layout.signExtended(cell) : cell;
            }
            out.write(cell);
            if (!mask.get(i)) {
                long after = layout.number(layout.value(cell));
                smallest = Math.min(smallest, after);
                largest = Math.max(largest, after);
            }
        }
    }

    /** The smallest stored value that is no padding in all frames so far; 0 if there is none. */
    long smallest() {
        return smallest > largest ? 0 : smallest;
    }

    long largest() {
        return smallest > largest ? 0 : largest;
    }

    private long stored(double exact) {
        long rounded = Math.max(layout.smallest(), Math.min(layout.largest(), Math.round(exact)));
        Optional<long[]> declared = padding.declared();
        if (declared.isEmpty() || !padding.isDeclared(rounded)) {
            return rounded;
        }
        long below = declared.get()[0] - 1;
        long above = declared.get()[1] + 1;
        if (below < layout.smallest()) {
            return Math.min(above, layout.largest());
        }
        return above > layout.largest() || exact - below < above - exact ? below : above;
    }

    private boolean signFilled(int[] cells) {
        boolean negative = false;
        for (int cell : cells) {
            if (layout.signExtended(cell) != cell) {
                return false;
            }
            negative |= layout.value(cell) < 0;
        }
        return layout.signed() && negative;
    }
}
