package dev.limpid.report;

import dev.limpid.image.Box;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One image as several rows of a table saw it, side by side, with the lesions that are there and the boxes that were found. */
public final class DetectionTiles {
    private static final int TRUTH = 0x35C2FF;
    private static final int FOUND = 0xFFC53D;
    private static final int EDGE = 400;
    private static final int ACROSS = 4;

    private DetectionTiles() {}

    /**
     * What one row saw.
     *
     * @param name of the row
     * @param note on what was found, short
     * @param slice what was looked at
     * @param found boxes in pixels of the slice as it is stored
     */
    public record Seen(String name, String note, Slice slice, List<Box> found) {
        public Seen {
            found = List.copyOf(found);
        }
    }

    /**
     * Draws them.
     *
     * @param title which image
     * @param window for all
     * @param truth boxes of the lesions
     * @param rows at least one
     */
    public static Picture of(
            String title, DisplayWindow window, PlaneOrientation orientation, List<Box> truth, List<Seen> rows) {
        Upright upright = new Upright(orientation);
        List<Tile> tiles = new ArrayList<>();
        for (Seen row : rows) {
            Slice shown = upright.of(row.slice());
            Tile tile = Tile.plain(row.name(), "what it looked at, with boxes", shown, window, fit(shown));
            truth.forEach(box -> BoxEdges.of(upright.of(box, row.slice()), tile.picture(), row.slice())
                    .draw(tile.picture(), 0, 2, TRUTH));
            row.found()
                    .forEach(box -> BoxEdges.of(upright.of(box, row.slice()), tile.picture(), row.slice())
                            .draw(tile.picture(), 3, 2, FOUND));
            tiles.add(new Tile(tile.title(), row.note(), tile.description(), tile.picture(), tile.bar()));
        }
        String shown = capital(window.caption(rows.get(0).slice().unit()));
        String legend = "Blue: lesions that are there. Amber: boxes that were found. " + shown
                + (shown.endsWith(".") ? "" : "."); // Units may be abbreviated.
        PanelPicture panel = new PanelPicture(title, List.of(legend), List.of(), tiles, Math.min(ACROSS, tiles.size()));
        return Picture.of(
                panel.draw(),
                title + ": " + String.join(", ", rows.stream().map(Seen::name).toList())
                        + "; lesions that are there in blue, boxes that were found in amber");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Small enough for several side by side. */
    private static Fit fit(Slice slice) {
        Fit whole = Fit.of(slice);
        double scale = Math.min(1, (double) EDGE / Math.max(whole.columns(), whole.rows()));
        return new Fit(
                (int) Math.max(1, Math.round(whole.columns() * scale)),
                (int) Math.max(1, Math.round(whole.rows() * scale)),
                "");
    }
}
