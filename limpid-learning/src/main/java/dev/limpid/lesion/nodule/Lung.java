package dev.limpid.lesion.nodule;

import dev.limpid.image.Slice;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** The lung of a CT slice: what is thinner than -400 HU and does not hang together with the air outside the body. */
final class Lung {
    private static final float THIN = -400;

    private Lung() {}

    /** Its pixels by row-major index. */
    static BitSet of(Slice slice) {
        int columns = slice.columns();
        BitSet thin = new BitSet(slice.size());
        for (int i = 0; i < slice.size(); i++) {
            thin.set(i, slice.isPadding(i) || slice.at(i) < THIN);
        }
        Deque<Integer> outside = new ArrayDeque<>();
        for (int i = 0; i < slice.size(); i++) {
            int row = i / columns;
            int column = i % columns;
            boolean border = row == 0 || column == 0 || row == slice.rows() - 1 || column == columns - 1;
            if (thin.get(i) && (border || slice.isPadding(i))) {
                outside.add(i);
                thin.clear(i);
            }
        }
        while (!outside.isEmpty()) {
            int at = outside.remove();
            int column = at % columns;
            visit(at - columns, true, thin, outside);
            visit(at + columns, true, thin, outside);
            visit(at - 1, column > 0, thin, outside);
            visit(at + 1, column < columns - 1, thin, outside);
        }
        return thin;
    }

    private static void visit(int at, boolean inRow, BitSet thin, Deque<Integer> outside) {
        if (inRow && at >= 0 && thin.get(at)) {
            thin.clear(at);
            outside.add(at);
        }
    }
}
