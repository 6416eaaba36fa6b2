package dev.limpid.report;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.invariance.Sample;
import dev.limpid.invariance.StructureTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What could have changed in one image without the denoiser noticing, as pictures.
 *
 * @param label of the image
 * @param method the denoiser
 * @param plane the slice
 * @param row of the patch's first pixel
 * @param column likewise
 * @param found in the patch
 * @param changes the map of the slice; empty when none was made
 */
public record InvariancePanel(
        String label,
        String method,
        Slice plane,
        int row,
        int column,
        PatchAnalysis found,
        Optional<ChangeMap> changes) {
    private static final String CAUTION =
            "For research, not for diagnosis. Samples are made by a network: what it cannot"
                    + " draw is not shown, and that nothing is shown does not mean that nothing could be missed.";

    private static final int MOST_FRAMES = 40;
    private static final int FRAME_TIME = 45;
    private static final int FRAME_SCALE = 5;
    private static final int FOOT = 26;

    /** Sentences with the numbers that matter. */
    List<String> lines() {
        int counted = found.ranked().size();
        List<String> lines = new ArrayList<>();
        lines.add(counted + " of " + found.samples().size() + " samples count: the denoiser's output moves by at most "
                + Figures.plain(found.limit()) + " HU, less than 19 of 20 other draws of the noise would move it (mean "
                + Figures.plain(found.noiseConsistency()) + " HU; mean of all samples "
                + Figures.plain(found.consistency()) + " HU).");
        lines.add(found.anatomical().size() + " of them change anatomy, not only noise (structure more than "
                + Figures.plain(StructureTest.LIMIT) + " SD above that of noise alone, which is "
                + Figures.plain(found.noiseStructure()) + " HU); of " + StructureTest.replicas()
                + " draws of pure noise the same test takes " + Figures.percent(found.falsePositives())
                + " for anatomy.");
        found.meanSpread()
                .ifPresent(spread ->
                        lines.add("Their spread is " + Figures.plain(spread) + " HU a pixel, mean over the patch."));
        return lines;
    }

    /** What to beware of. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (found.ranked().isEmpty()) {
            warnings.add("No sample counts, so nothing can be said; the samples shown are those the denoiser notices"
                    + " least. Try --refine 20, or train the model for longer.");
        }
        warnings.add(CAUTION);
        return warnings;
    }

    DisplayWindow window() {
        return DisplayWindow.single(Modality.CT, found.input());
    }

    List<Tile> tiles() {
        List<Tile> tiles = InvarianceTiles.row(found, window());
        tiles.addAll(InvarianceTiles.modes(found));
        return tiles;
    }

    Optional<List<Tile>> mapTiles() {
        DisplayWindow whole = DisplayWindow.single(Modality.CT, plane);
        return changes.map(
                change -> InvarianceTiles.map(plane, row, column, found.input().rows(), change, whole));
    }

    /** The figure row as the bytes of a PNG file. */
    public byte[] figure() {
        List<Tile> tiles = tiles();
        return new PanelPicture("Unnoticed by " + method + " \u00b7 " + label, lines(), warnings(), tiles, 3).png();
    }

    /** Sentences about the map. */
    List<String> mapLines() {
        return changes.map(change -> List.of(
                        "Largest change, smoothed, among samples that the denoiser did not notice; a lower bound.",
                        change.patches() + " patches: " + change.outside() + " unlike those trained on, "
                                + change.without() + " without a sample that counts."))
                .orElse(List.of());
    }

    /**
     * The map as the bytes of a PNG file.
     *
     * @throws IllegalStateException if none was made
     */
    public byte[] map() {
        List<Tile> tiles = mapTiles().orElseThrow(() -> new IllegalStateException("there is no map"));
        return new PanelPicture("Unnoticed by " + method + " \u00b7 " + label, mapLines(), List.of(CAUTION), tiles, 2)
                .png();
    }

    /** The input and then samples, nearest first, as the bytes of a GIF file; those that count where any does. */
    public byte[] animation() {
        List<Sample> shown = found.ranked().isEmpty() ? InvarianceTiles.chosen(found) : found.ranked();
        List<Canvas> frames = new ArrayList<>();
        frames.add(frame(found.input(), "input"));
        int count = Math.min(MOST_FRAMES, shown.size());
        for (int i = 0; i < count; i++) {
            Sample sample = shown.get(count == 1 ? 0 : i * (shown.size() - 1) / (count - 1));
            frames.add(frame(sample.image(), InvarianceTiles.title(sample)));
        }
        return GreyAnimation.gif(frames, FRAME_TIME);
    }

    private Canvas frame(Slice patch, String title) {
        int edge = patch.rows() * FRAME_SCALE;
        Canvas canvas = new Canvas(edge, edge + FOOT, 0);
        DisplayWindow window = window();
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                canvas.set(x, y, Canvas.grey(window.grey(patch.at(y / FRAME_SCALE, x / FRAME_SCALE))));
            }
        }
        canvas.text(Canvas.lines(title, 14, edge - 8).get(0), 4, edge + 18, 14, 1.3, Canvas.grey(230));
        return canvas;
    }
}
