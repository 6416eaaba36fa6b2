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
        return new PanelPicture(
                        label + " \u00b7 " + method,
                        List.of(evidence.line()),
                        evidence.warnings().stream().map(w -> "Warning: " + w).toList(),
                        tiles,
                        tiles.size() == 4 ? 2 : 3)
                .png();
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
