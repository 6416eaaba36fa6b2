package dev.limpid.report;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.StructureMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The evidence for one denoised plane: its numbers, and pictures of before, after, what was removed and where the
 * removed part still has structure.
 *
 * <p>Pictures keep the plane's orientation as stored and its aspect by pixel spacing. Before and after are shown in
 * each of the windows, always the same for both.
 *
 * <p>Example: {@code EvidencePanel.of("slice 1", "median(radius=1)", before, after, range,
 * DisplayWindow.usual(modality, after), List.of()).write(path)}.
 */
public final class EvidencePanel {
    private static final int MARGIN = 16;
    private static final int HEAD = 46;
    private static final int FOOT = 34;
    private static final int BACKGROUND = 0x14171C;
    private static final int INK = 0xF2F4F7;
    private static final int QUIET = 0xA9B2BE;
    private static final int AMBER = 0xFFC53D;

    private final String label;
    private final String method;
    private final Evidence evidence;
    private final List<Tile> tiles;

    private EvidencePanel(String label, String method, Evidence evidence, List<Tile> tiles) {
        this.label = label;
        this.method = method;
        this.evidence = evidence;
        this.tiles = tiles;
    }

    /**
     * Measures and draws one plane.
     *
     * @param range what the denoiser was made for
     * @param windows at least one; the first also shows where structure lies
     * @param warnings for {@link Evidence#warnings()}
     * @throws IllegalArgumentException if the planes differ in size or unit
     */
    public static EvidencePanel of(
            String label,
            String method,
            Slice before,
            Slice after,
            IntensityRange range,
            List<DisplayWindow> windows,
            List<String> warnings) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("a panel needs at least one display window");
        }
        Slice structure = StructureMap.of(before, after);
        Evidence evidence = Evidence.of(before, after, structure, range, warnings);
        return new EvidencePanel(label, method, evidence, Tile.of(before, after, structure, windows));
    }

    public String label() {
        return label;
    }

    public Evidence evidence() {
        return evidence;
    }

    List<Tile> tiles() {
        return tiles;
    }

    /** The panel as the bytes of a PNG file. */
    public byte[] png() {
        int across = tiles.size() == 4 ? 2 : 3;
        int cellWidth = tiles.get(0).picture().width;
        int cellHeight = HEAD + tiles.get(0).picture().height + FOOT;
        // Very small pictures still need room for their titles.
        int step = Math.max(cellWidth, 330) + MARGIN;
        int width = MARGIN + across * step;
        List<String> titles = Canvas.lines(label + " \u00b7 " + method, 20, width - 2 * MARGIN);
        List<String> numbers = Canvas.lines(evidence.line(), 15, width - 2 * MARGIN);
        List<String> warnings = evidence.warnings().stream()
                .flatMap(w -> Canvas.lines("Warning: " + w, 15, width - 2 * MARGIN).stream())
                .toList();
        int top = MARGIN + 28 * titles.size() + 22 * (numbers.size() + warnings.size()) + 6;
        int down = (tiles.size() + across - 1) / across;
        Canvas panel = new Canvas(width, top + down * (cellHeight + MARGIN), BACKGROUND);
        double line = MARGIN + 18;
        for (String text : titles) {
            panel.text(text, MARGIN, line, 20, 1.9, INK);
            line += 28;
        }
        for (String text : numbers) {
            panel.text(text, MARGIN, line, 15, 1.3, INK);
            line += 22;
        }
        for (String text : warnings) {
            panel.text(text, MARGIN, line, 15, 1.5, AMBER);
            line += 22;
        }
        for (int i = 0; i < tiles.size(); i++) {
            draw(
                    panel,
                    tiles.get(i),
                    MARGIN + i % across * step,
                    top + i / across * (cellHeight + MARGIN),
                    step - MARGIN);
        }
        return panel.png();
    }

    private static void draw(Canvas panel, Tile tile, int x, int y, int room) {
        panel.text(tile.title(), x, y + 16, 17, 1.8, INK);
        List<String> caption = Canvas.lines(tile.caption(), 13.5, room);
        panel.text(caption.get(0), x, y + 37, 13.5, 1.2, QUIET);
        panel.place(tile.picture(), x, y + HEAD);
        List<Integer> ramp = tile.bar().colours();
        if (ramp.isEmpty()) {
            return;
        }
        int width = tile.picture().width;
        int top = y + HEAD + tile.picture().height + 6;
        for (int column = 0; column < width; column++) {
            panel.fill(x + column, top, 1, 8, ramp.get(column * (ramp.size() - 1) / Math.max(1, width - 1)));
        }
        List<String> labels = tile.bar().labels();
        for (int i = 0; i < labels.size(); i++) {
            double part = i / (labels.size() - 1.0);
            int wide = Canvas.width(labels.get(i), 13.5);
            panel.text(labels.get(i), x + part * (width - wide), top + 24, 13.5, 1.3, QUIET);
        }
    }

    /**
     * Writes the panel as a PNG file.
     *
     * @throws IOException if the file cannot be written; an existing one is overwritten
     */
    public void write(Path file) throws IOException {
        Files.write(file, png());
    }
}
