package dev.limpid.report;

import dev.limpid.image.Detection;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One plane with the boxes that a detector found in it, the way round that radiologists are used to. */
public final class DetectionPanel {
    private static final int COLOUR = 0xFFC53D;
    private static final int SHADE = 0x14171C;
    private static final double LETTERS = 14;
    /** Height of a text with its ground. */
    private static final int LINE = 19;

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
        Upright upright = new Upright(orientation);
        Slice shown = upright.of(plane);
        Tile tile = Tile.plain("Boxes", "what was found", shown, window, Fit.of(shown));
        List<BoxEdges> edges = found.stream()
                .map(detection -> BoxEdges.of(upright.of(detection.box(), plane), tile.picture(), plane))
                .toList();
        edges.forEach(each -> each.draw(tile.picture(), 0, 2, COLOUR));
        List<int[]> taken = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            write(tile.picture(), found.get(i), edges.get(i), taken);
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

    /** Writes label and score above the box or, where another text stands, below it or further down. */
    private static void write(Canvas picture, Detection detection, BoxEdges box, List<int[]> taken) {
        String text = String.format(Locale.ROOT, "%s %.2f", detection.label(), detection.score());
        int wide = Canvas.width(text, LETTERS) + 8;
        int x = Math.max(0, Math.min(box.left() - 2, picture.width - wide));
        int y = box.top() >= LINE + 3 ? box.top() - LINE - 3 : Math.min(box.bottom() + 2, picture.height - LINE);
        if (!free(x, y, wide, taken)) {
            y = Math.min(box.bottom() + 2, picture.height - LINE);
        }
        for (int down = 0; !free(x, y, wide, taken) && down < picture.height; down += LINE) {
            y = (y + LINE) % Math.max(1, picture.height - LINE);
        }
        taken.add(new int[] {x, y, wide});
        picture.fill(x, y, wide, LINE, SHADE);
        picture.text(text, x + 4.0, y + 14.0, LETTERS, 1.4, COLOUR);
    }

    private static boolean free(int x, int y, int wide, List<int[]> taken) {
        return taken.stream()
                .allMatch(other -> x >= other[0] + other[2]
                        || other[0] >= x + wide
                        || y >= other[1] + LINE
                        || other[1] >= y + LINE);
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
