package dev.limpid.dicom.codec;

import static dev.limpid.dicom.codec.J2kContexts.EAST;
import static dev.limpid.dicom.codec.J2kContexts.NEGATIVE_SHIFT;
import static dev.limpid.dicom.codec.J2kContexts.NEIGHBOURS;
import static dev.limpid.dicom.codec.J2kContexts.NEXT_STRIPE;
import static dev.limpid.dicom.codec.J2kContexts.NORTH;
import static dev.limpid.dicom.codec.J2kContexts.NORTH_EAST;
import static dev.limpid.dicom.codec.J2kContexts.NORTH_WEST;
import static dev.limpid.dicom.codec.J2kContexts.REFINED;
import static dev.limpid.dicom.codec.J2kContexts.SIGNIFICANT;
import static dev.limpid.dicom.codec.J2kContexts.SOUTH;
import static dev.limpid.dicom.codec.J2kContexts.SOUTH_EAST;
import static dev.limpid.dicom.codec.J2kContexts.SOUTH_WEST;
import static dev.limpid.dicom.codec.J2kContexts.VISITED;
import static dev.limpid.dicom.codec.J2kContexts.WEST;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;

/**
 * Decodes the bit planes of code-blocks, T.800 annex D: three passes a plane, over stripes of four rows.
 *
 * <p>Coefficients come out doubled, with the middle of the interval that is still open added below the last known bit,
 * so that halving gives the reversible value and floats keep the half. One thread at a time.
 */
final class J2kBlockDecoder {
    private static final int MOST_PLANES = 30;

    private final MqDecoder arithmetic = new MqDecoder();
    private final J2kRawBits raw = new J2kRawBits();
    private int[] values = {};
    /** One more on every side than the block has. */
    private int[] flags = {};

    private byte[] segment = {};
    private int width;
    private int height;
    private int stride;
    private int orientation;
    private boolean causal;
    /** The current bit, doubled. */
    private int one;

    /** Doubled coefficients, row by row; valid until the next call. */
    int[] decode(J2kBlock block, J2kBand band, int style) throws ImageFormatException {
        width = block.area.width();
        height = block.area.height();
        stride = width + 2;
        orientation = band.orientation() * 256;
        causal = (style & J2kCoding.CAUSAL) != 0;
        clear();
        int planes = band.planes() - block.missingPlanes;
        if (block.segments() == 0) {
            return values;
        }
        if (planes < 1 || planes > MOST_PLANES) {
            throw new ImageFormatException(
                    "JPEG 2000 code-block has " + planes + " bit planes, but 1 to " + MOST_PLANES + " are possible");
        }
        arithmetic.resetContexts();
        int from = 0;
        int pass = 2; // the first plane has only the clean-up pass
        for (int s = 0; s < block.segments(); s++) {
            boolean isRaw = (style & J2kCoding.BYPASS) != 0 && isRaw(pass);
            start(block, from, block.length(s), isRaw);
            from += block.length(s);
            for (int i = 0; i < block.passes(s); i++, pass++) {
                int plane = planes - 1 - pass / 3;
                if (plane < 0) {
                    throw new ImageFormatException("JPEG 2000 code-block has more passes than bit planes");
                }
                one = 2 << plane;
                decodePass(pass % 3, isRaw);
                if (pass % 3 == 2 && (style & J2kCoding.SEGMENT_SYMBOLS) != 0) {
                    for (int bit = 0; bit < 4; bit++) {
                        arithmetic.decode(MqDecoder.UNIFORM);
                    }
                }
                if ((style & J2kCoding.RESET) != 0) {
                    arithmetic.resetContexts();
                }
            }
        }
        return values;
    }

    /** Whether a pass of lazy coding is raw: significance and refinement from the fifth plane on, table D.9. */
    private static boolean isRaw(int pass) {
        return pass >= 12 && pass % 3 < 2;
    }

    private void clear() {
        int area = width * height;
        if (values.length < area) {
            values = new int[area];
        }
        Arrays.fill(values, 0, area, 0);
        int bordered = stride * (height + 2);
        if (flags.length < bordered) {
            flags = new int[bordered];
        }
        Arrays.fill(flags, 0, bordered, 0);
    }

    private void start(J2kBlock block, int from, int length, boolean isRaw) {
        if (segment.length < length + 2) {
            segment = new byte[length + 2];
        }
        System.arraycopy(block.bytes(), from, segment, 0, length);
        segment[length] = (byte) 0xFF;
        segment[length + 1] = (byte) 0xFF;
        if (isRaw) {
            raw.start(segment, length);
        } else {
            arithmetic.start(segment, 0);
        }
    }

    private void decodePass(int kind, boolean isRaw) {
        for (int top = 0; top < height; top += 4) {
            int bottom = Math.min(top + 4, height);
            switch (kind) {
                case 0 -> significance(top, bottom, isRaw);
                case 1 -> refinement(top, bottom, isRaw);
                default -> cleanup(top, bottom);
            }
        }
    }

    /** What a coefficient may know of its neighbours. */
    private int seen(int place, int y) {
        int flag = flags[place];
        return causal && (y & 3) == 3 ? flag & ~NEXT_STRIPE : flag;
    }

    /** D.3.1: coefficients that have a significant neighbour. */
    private void significance(int top, int bottom, boolean isRaw) {
        int first = (top + 1) * stride + 1;
        for (int x = 0; x < width; x++) {
            significance(first + x, x, top, bottom, isRaw);
        }
    }

    private void significance(int from, int x, int top, int bottom, boolean isRaw) {
        int place = from;
        for (int y = top; y < bottom; y++, place += stride) {
            int flag = seen(place, y);
            if ((flag & SIGNIFICANT) != 0 || (flag & NEIGHBOURS) == 0) {
                continue;
            }
            int bit =
                    isRaw ? raw.bit() : arithmetic.decode(J2kContexts.SIGNIFICANCE[orientation + (flag & NEIGHBOURS)]);
            if (bit == 1) {
                becomeSignificant(place, x, y, isRaw ? raw.bit() : sign(flag));
            }
            flags[place] |= VISITED;
        }
    }

    /** D.3.3: one more bit of what was significant before this plane. */
    private void refinement(int top, int bottom, boolean isRaw) {
        int first = (top + 1) * stride + 1;
        for (int x = 0; x < width; x++) {
            refinement(first + x, x, top, bottom, isRaw);
        }
    }

    private void refinement(int from, int x, int top, int bottom, boolean isRaw) {
        int place = from;
        int half = one >> 1;
        for (int y = top; y < bottom; y++, place += stride) {
            int flag = seen(place, y);
            if ((flag & (SIGNIFICANT | VISITED)) != SIGNIFICANT) {
                continue;
            }
            int context = (flag & REFINED) != 0 ? 16 : (flag & NEIGHBOURS) != 0 ? 15 : 14;
            int bit = isRaw ? raw.bit() : arithmetic.decode(context);
            int at = y * width + x;
            int change = bit == 1 ? half : -half;
            values[at] += values[at] < 0 ? -change : change;
            flags[place] |= REFINED;
        }
    }

    /** D.3.4: all the others, four at once where nothing is near. */
    private void cleanup(int top, int bottom) {
        int first = (top + 1) * stride + 1;
        for (int x = 0; x < width; x++) {
            cleanup(first + x, x, top, bottom);
        }
    }

    private void cleanup(int from, int x, int top, int bottom) {
        int place = from;
        int y = top;
        boolean certain = false;
        if (bottom - top == 4 && isQuiet(place, top)) {
            if (arithmetic.decode(MqDecoder.RUN) == 0) {
                return;
            }
            int skipped = arithmetic.decode(MqDecoder.UNIFORM) << 1 | arithmetic.decode(MqDecoder.UNIFORM);
            y += skipped;
            place += skipped * stride;
            certain = true;
        }
        for (; y < bottom; y++, place += stride) {
            int flag = seen(place, y);
            if ((flag & (SIGNIFICANT | VISITED)) == 0
                    && (certain
                            || arithmetic.decode(J2kContexts.SIGNIFICANCE[orientation + (flag & NEIGHBOURS)]) == 1)) {
                becomeSignificant(place, x, y, sign(flag));
            }
            certain = false;
            flags[place] &= ~VISITED;
        }
    }

    private boolean isQuiet(int place, int y) {
        int last = place + 3 * stride;
        int flag = flags[place] | flags[place + stride] | flags[place + 2 * stride] | seen(last, y + 3);
        return (flag & (SIGNIFICANT | VISITED | NEIGHBOURS)) == 0;
    }

    /** D.3.2: 1 for negative. */
    private int sign(int flag) {
        int entry = J2kContexts.SIGN[(flag & 15) | ((flag >> 4) & 0xF0)];
        return arithmetic.decode(entry >> 1) ^ (entry & 1);
    }

    private void becomeSignificant(int place, int x, int y, int negative) {
        int value = one | one >> 1;
        values[y * width + x] = negative == 1 ? -value : value;
        int signed = 1 | negative << NEGATIVE_SHIFT;
        flags[place] |= SIGNIFICANT;
        // The neighbour to the north sees this one in its south, and so on.
        flags[place - stride] |= SOUTH * signed;
        flags[place + stride] |= NORTH * signed;
        flags[place - 1] |= EAST * signed;
        flags[place + 1] |= WEST * signed;
        flags[place - stride - 1] |= SOUTH_EAST;
        flags[place - stride + 1] |= SOUTH_WEST;
        flags[place + stride - 1] |= NORTH_EAST;
        flags[place + stride + 1] |= NORTH_WEST;
    }
}
