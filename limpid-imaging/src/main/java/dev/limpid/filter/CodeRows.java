package dev.limpid.filter;

import dev.limpid.image.Slice;

/** The rows of a {@link SlidingRows}, the edge pixel repeated, as {@link OrderCodes}. */
final class CodeRows {
    final SlidingRows near;
    private final OrderCodes encoder;
    private final int[][] codes;
    private final int margin;
    private int next;

    CodeRows(Slice slice, int first, int margin) {
        this.margin = margin;
        near = new SlidingRows(slice, first, margin, Border.EDGE_REPEATED);
        encoder = new OrderCodes(near.stride);
        codes = new int[2 * margin + 1][near.stride];
        next = first - margin;
    }

    void moveTo(int row) {
        for (; next <= row + margin; next++) {
            near.moveTo(next - margin);
            int[] oldest = codes[0];
            System.arraycopy(codes, 1, codes, 0, codes.length - 1);
            codes[codes.length - 1] = oldest;
            encoder.encode(near.pixels(next), oldest, near.stride);
        }
    }

    /** The codes of one of the rows last made available; not to be written to. */
    int[] codes(int row) {
        return codes[row + codes.length - next];
    }

    void decode(int[] line, float[] values) {
        encoder.decode(line, values, values.length);
    }

    boolean allHaveCodes() {
        return encoder.allHaveCodes();
    }
}
