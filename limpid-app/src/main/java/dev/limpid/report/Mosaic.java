package dev.limpid.report;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.Map;

/** Small planes of one size side by side in one window: a row for each name, a column for each label. */
public final class Mosaic {
    private static final int ENLARGED = 192;
    private static final int GAP = 6;
    private static final int LEFT = 190;
    private static final int TOP = 62;
    private static final int MARGIN = 12;
    private static final int BACKGROUND = 0x14171C;
    private static final int INK = 0xF2F4F7;
    private static final int QUIET = 0xA9B2BE;

    private Mosaic() {}

    /**
     * Draws them.
     *
     * @param title above all
     * @param columns a label for each plane of a row
     * @param rows planes by name, all of one size
     * @param window for all
     */
    public static Picture of(String title, List<String> columns, Map<String, List<Slice>> rows, DisplayWindow window) {
        Slice first = rows.values().iterator().next().get(0);
        int factor = Math.max(1, ENLARGED / Math.max(first.rows(), first.columns()));
        int wide = first.columns() * factor;
        int high = first.rows() * factor;
        Canvas canvas = new Canvas(
                LEFT + columns.size() * (wide + GAP) + MARGIN, TOP + rows.size() * (high + GAP) + MARGIN, BACKGROUND);
        canvas.text(title + "; " + window.caption(Unit.HOUNSFIELD), MARGIN, 24, 15, 1.5, INK);
        for (int column = 0; column < columns.size(); column++) {
            canvas.text(columns.get(column), LEFT + column * (wide + GAP), TOP - 10, 13.5, 1.3, QUIET);
        }
        int y = TOP;
        for (Map.Entry<String, List<Slice>> row : rows.entrySet()) {
            List<String> name = Canvas.lines(row.getKey(), 13.5, LEFT - 2 * MARGIN);
            for (int line = 0; line < Math.min(4, name.size()); line++) {
                canvas.text(name.get(line), MARGIN, y + 20 + 20.0 * line, 13.5, 1.3, INK);
            }
            for (int column = 0; column < row.getValue().size(); column++) {
                draw(canvas, row.getValue().get(column), window, factor, LEFT + column * (wide + GAP), y);
            }
            y += high + GAP;
        }
        return Picture.of(
                canvas,
                title + ": " + String.join(", ", rows.keySet()) + " from top to bottom, " + String.join(", ", columns)
                        + " from left to right");
    }

    private static void draw(Canvas canvas, Slice slice, DisplayWindow window, int factor, int left, int top) {
        for (int i = 0; i < slice.size(); i++) {
            int grey = Canvas.grey(window.grey(slice.at(i)));
            canvas.fill(left + i % slice.columns() * factor, top + i / slice.columns() * factor, factor, factor, grey);
        }
    }
}
