package dev.limpid.report;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.invariance.PureNoise;
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
 * @param trace model, settings and program, in one line: what makes it again
 */
public record InvariancePanel(
        String label,
        String method,
        Slice plane,
        int row,
        int column,
        PatchAnalysis found,
        Optional<ChangeMap> changes,
        String trace) {
    private static final String CAUTION =
            "For research, not for diagnosis. Samples are made by a network: what it cannot"
                    + " draw is not shown, and that nothing is shown does not mean that nothing could be missed.";

    private static final int MOST_FRAMES = 40;
    private static final int FRAME_TIME = 45;
    private static final int FRAME_SCALE = 5;
    private static final int FOOT = 26;

    /** How many samples count, and how many of them would without refinement. */
    String counted() {
        String counted = found.ranked().size() + " of " + found.samples().size();
        return found.refinements() == 0 ? counted : counted + " refined (as drawn " + found.consistentAsDrawn() + ")";
    }

    /** Sentences with the numbers that matter. */
    List<String> lines() {
        PureNoise noise = found.noise();
        List<String> lines = new ArrayList<>();
        lines.add(counted() + " samples count: the denoiser's output moves by at most " + Figures.plain(noise.limit())
                + " HU, its smoothed structure by at most " + Figures.plain(noise.structureLimit())
                + " HU, and another draw of such noise moves either by less in at most 1 of 20 cases (mean "
                + Figures.plain(noise.consistency()) + " HU). Mean of all samples as drawn "
                + Figures.plain(found.consistencyAsDrawn()) + " HU"
                + (found.refinements() == 0
                        ? "."
                        : ", after up to " + found.refinements() + " steps of refinement "
                                + Figures.plain(found.consistency()) + " HU."));
        if (found.outside() > 0) {
            lines.add(found.outside() + " samples are unlike the patches trained on and do not count.");
        }
        noise.structure()
                .ifPresent(structure -> lines.add(found.anatomical().size()
                        + (found.refinements() == 0 ? "" : " refined ones")
                        + " of them change anatomy, not only noise (structure more than "
                        + Figures.plain(StructureTest.LIMIT) + " SD above that of noise alone, which is "
                        + Figures.plain(structure) + " HU); of " + StructureTest.replicas()
                        + " draws of such noise the same test takes "
                        + Figures.percent(noise.falsePositives().orElseThrow()) + " for anatomy."));
        lines.add("Noise: " + noise.source().describe() + ".");
        found.meanSpread()
                .ifPresent(spread ->
                        lines.add("Their spread is " + Figures.plain(spread) + " HU a pixel, mean over the patch."));
        lines.add("The model's own picture of the patch misses " + Figures.plain(found.reconstructionError())
                + " HU of it, mean; another draw of the noise differs by " + Figures.plain(noise.distance()) + " HU.");
        lines.add(trace);
        return lines;
    }

    /** What to beware of. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (found.ranked().isEmpty()) {
            warnings.add("No sample counts, so nothing can be said; the samples shown are those the denoiser notices"
                    + " least. Try --refine 20, or train the model for longer.");
        }
        if (found.refinements() > 0 && found.consistentAsDrawn() == 0) {
            warnings.add("As drawn no sample would count: those that do owe it to the refinement, not to the model.");
        }
        if (found.noise().structure().isEmpty()) {
            warnings.add(
                    "The noise is " + found.noise().source().describe()
                            + ". So no sample can be called a change of anatomy, and the limit is too strict. Give --full-dose.");
        }
        if (found.reconstructionError() > found.noise().distance()) {
            warnings.add(
                    "The model misses more of this patch than noise makes up: changes like what it misses cannot be"
                            + " among the samples.");
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
                        "Largest change, smoothed, among samples that count and pass the test of anatomy; a lower bound.",
                        change.patches() + " patches: " + change.outside() + " unlike those trained on, "
                                + change.without() + " without a sample that counts, " + change.anatomical()
                                + " with a change of anatomy.",
                        change.samples() + (found.refinements() == 0 ? "" : " refined")
                                + " samples a patch, " + change.counted() + " count in all; " + change.replicas()
                                + " draws of the noise a patch. Noise alone passes at a rate of "
                                + Figures.percent(change.falsePositives()) + " a sample.",
                        trace))
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
