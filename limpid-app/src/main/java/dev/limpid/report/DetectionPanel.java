package dev.limpid.report;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import java.util.List;
import java.util.Locale;

/** One plane with the boxes that a detector found in it, the way round that radiologists are used to. */
public final class DetectionPanel {
    private static final int COLOUR = 0xFFC53D;
    private static final int SHADE = 0x14171C;
    private static final double LETTERS = 14;
    private static final String CAUTION =
            "For research, not for diagnosis: a box need not be a lesion, and a lesion need not have a box.";

    private final String label;
    private final String method;
    private final PanelPicture picture;

    private DetectionPanel(String label, String method, PanelPicture picture) {
        this.label = label;
        this.method = method;
        this.picture = picture;
    }

    /**
     * The panel of a plane.
     *
     * @param label which image, for the title
     * @param method what looked for lesions
     * @param found boxes in pixels of the plane as it is stored
     * @param threshold least score that was asked for
     */
    public static DetectionPanel of(
            String label,
            String method,
            Slice plane,
            DisplayWindow window,
            PlaneOrientation orientation,
            List<Detection> found,
            double threshold) {
        Slice shown = turned(plane, orientation);
        Tile tile = Tile.plain("Boxes", "what was found", shown, window, Fit.of(shown));
        for (Detection detection : found) {
            draw(tile.picture(), detection, turned(detection.box(), plane, orientation), plane);
        }
        String sentence = String.format(
                Locale.ROOT,
                "%d %s of score %.2f and more",
                found.size(),
                found.size() == 1 ? "box" : "boxes",
                threshold);
        return new DetectionPanel(
                label, method, new PanelPicture("", List.of(sentence, CAUTION), List.of(), List.of(tile), 1));
    }

    private static Slice turned(Slice plane, PlaneOrientation orientation) {
        Slice.Builder turned = plane.like();
        for (int row = 0; row < plane.rows(); row++) {
            for (int column = 0; column < plane.columns(); column++) {
                int y = orientation.upsideDown() ? plane.rows() - 1 - row : row;
                int x = orientation.mirrored() ? plane.columns() - 1 - column : column;
                turned.set(row, column, plane.at(y, x));
            }
        }
        return turned.build();
    }

    private static Box turned(Box box, Slice plane, PlaneOrientation orientation) {
        Box mirrored = orientation.mirrored() ? box.mirrored(plane.columns()) : box;
        return orientation.upsideDown()
                ? new Box(mirrored.x0(), plane.rows() - mirrored.y1(), mirrored.x1(), plane.rows() - mirrored.y0())
                : mirrored;
    }

    private static void draw(Canvas picture, Detection detection, Box box, Slice plane) {
        double across = (double) picture.width / plane.columns();
        double down = (double) picture.height / plane.rows();
        int left = (int) Math.round(box.x0() * across);
        int right = (int) Math.round(box.x1() * across);
        int top = (int) Math.round(box.y0() * down);
        int bottom = (int) Math.round(box.y1() * down);
        // Outside the box, so that nothing of it is covered.
        picture.fill(left - 2, top - 2, right - left + 4, 2, COLOUR);
        picture.fill(left - 2, bottom, right - left + 4, 2, COLOUR);
        picture.fill(left - 2, top - 2, 2, bottom - top + 4, COLOUR);
        picture.fill(right, top - 2, 2, bottom - top + 4, COLOUR);
        String text = String.format(Locale.ROOT, "%s %.2f", detection.label(), detection.score());
        int wide = Canvas.width(text, LETTERS) + 8;
        int x = Math.max(0, Math.min(left - 2, picture.width - wide));
        int y = top >= 22 ? top - 22 : Math.min(bottom + 2, picture.height - 20);
        picture.fill(x, y, wide, 19, SHADE);
        picture.text(text, x + 4.0, y + 14.0, LETTERS, 1.4, COLOUR);
    }

    /**
     * The panel as pixels, for the archive: without the name of a file, which may say more than it should.
     *
     * @return 0xRRGGBB, row-major; not to be changed
     */
    public FeatureMapPanel.Pixels pixels() {
        Canvas drawn = titled(method).draw();
        return new FeatureMapPanel.Pixels(drawn.rgb(), drawn.width);
    }

    /** The panel as the bytes of a PNG file. */
    public byte[] png() {
        return titled(label + " \u00b7 " + method).png();
    }

    private PanelPicture titled(String title) {
        return new PanelPicture(title, picture.lines(), picture.warnings(), picture.tiles(), picture.across());
    }
}
