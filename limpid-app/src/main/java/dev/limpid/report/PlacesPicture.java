package dev.limpid.report;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.physics.Insert;
import dev.limpid.physics.Window;
import java.util.List;

/** A slice with the places where it was measured: squares of noise in blue, inserts in orange, numbered as in tables. */
public final class PlacesPicture {
    private static final int BLUE = 0x56A5D8;
    private static final int ORANGE = 0xFF9A3D;
    private static final int STEPS = 720;

    private PlacesPicture() {}

    /** Draws them over a slice. */
    public static Picture of(Slice slice, DisplayWindow window, List<Window> patches, List<Insert> inserts) {
        Fit fit = Fit.of(slice);
        Canvas canvas = Tile.plain("", "", slice, window, fit).picture();
        double across = (double) fit.columns() / slice.columns();
        double down = (double) fit.rows() / slice.rows();
        for (Window patch : patches) {
            int left = (int) (patch.column() * across);
            int top = (int) (patch.row() * down);
            int wide = (int) (patch.columns() * across);
            int high = (int) (patch.rows() * down);
            canvas.fill(left, top, wide, 2, BLUE);
            canvas.fill(left, top + high - 2, wide, 2, BLUE);
            canvas.fill(left, top, 2, high, BLUE);
            canvas.fill(left + wide - 2, top, 2, high, BLUE);
        }
        PixelSpacing spacing = slice.spacing().orElse(new PixelSpacing(1, 1));
        for (int number = 0; number < inserts.size(); number++) {
            Insert insert = inserts.get(number);
            double x = (insert.column() + 0.5) * across;
            double y = (insert.row() + 0.5) * down;
            double rx = insert.radiusMm() / spacing.columnMm() * across;
            double ry = insert.radiusMm() / spacing.rowMm() * down;
            for (int step = 0; step < STEPS; step++) {
                double angle = 2 * Math.PI * step / STEPS;
                canvas.fill((int) (x + rx * Math.cos(angle)), (int) (y + ry * Math.sin(angle)), 2, 2, ORANGE);
            }
            canvas.text(String.valueOf(number + 1), x - 4, y + 5, 14, 1.6, ORANGE);
        }
        return Picture.of(
                canvas,
                "The image with " + patches.size() + " squares in which noise was measured and " + inserts.size()
                        + " inserts; " + window.caption(slice.unit()));
    }
}
