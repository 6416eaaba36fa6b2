package dev.limpid.report;

import dev.limpid.image.Slice;
import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.ChangeMode;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.invariance.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleToIntFunction;

/** The tiles of an analysis: the figure row of a patch, modes of change, and the map of a slice. */
final class InvarianceTiles {
    private static final double SHOWN = 0.995;
    private static final int UNKNOWN = 0x3A4656;

    private InvarianceTiles() {}

    /** Input, full dose where it is known, output, the samples chosen, and the spread. */
    static List<Tile> row(PatchAnalysis found, DisplayWindow window) {
        Fit fit = Fit.of(found.input());
        List<Tile> tiles = new ArrayList<>();
        tiles.add(Tile.plain("Input", "the patch", found.input(), window, fit));
        found.fullDose().ifPresent(full -> tiles.add(Tile.plain("Full dose", "the same place", full, window, fit)));
        tiles.add(Tile.plain("Output", "what the denoiser made of it", found.output(), window, fit));
        tiles.add(Tile.plain(
                "Model's own picture", "what the model sees of the patch", found.reconstruction(), window, fit));
        for (Sample sample : chosen(found)) {
            Tile plain = Tile.plain(title(sample), "a sample", sample.image(), window, fit);
            tiles.add(new Tile(plain.title(), numbers(sample), plain.description(), plain.picture(), plain.bar()));
        }
        tiles.add(spread(found, fit));
        return tiles;
    }

    /** The nearest, the middle and the farthest that count; where none does, those the denoiser notices least. */
    static List<Sample> chosen(PatchAnalysis found) {
        List<Sample> ranked = found.ranked();
        List<Sample> from = ranked.isEmpty()
                ? found.samples().stream()
                        .sorted(Comparator.comparingDouble(Sample::consistency))
                        .limit(3)
                        .toList()
                : ranked;
        return from.size() <= 3 ? from : List.of(from.get(0), from.get(from.size() / 2), from.get(from.size() - 1));
    }

    static String title(Sample sample) {
        String what = sample.anatomical()
                ? ", anatomy"
                : sample.consistent()
                        ? ""
                        : sample.within() ? ", noticed: does not count" : ", unlike the trained: does not count";
        return "Sample " + sample.number() + (sample.refined() ? ", refined" : "") + what;
    }

    static String numbers(Sample sample) {
        return "differs by " + Figures.plain(sample.distance()) + " HU, output by "
                + Figures.plain(sample.consistency()) + " HU";
    }

    private static Tile spread(PatchAnalysis found, Fit fit) {
        int count = found.ranked().size();
        if (count < 2) {
            return new Tile(
                    "Spread of samples",
                    "unknown: fewer than two samples count",
                    "Spread: unknown, since fewer than two samples count",
                    new Canvas(fit.columns(), fit.rows(), UNKNOWN),
                    Tile.Bar.NONE);
        }
        double end = end(found.spread().toArray());
        String caption = "standard deviation over the " + count + " that count; black rim: not looked at";
        return new Tile(
                "Spread of samples",
                caption,
                "Spread: " + caption + ", black 0 to pale yellow " + Figures.tick(end) + " HU",
                painted(fit.scale(found.spread()), fit, value -> ColourMap.SIZES.colour(value / end)),
                sizes(end));
    }

    /** Modes of change on one scale. */
    static List<Tile> modes(PatchAnalysis found) {
        double end = found.modes().stream()
                .mapToDouble(mode -> end(absolute(mode.image())))
                .max()
                .orElse(1);
        List<Tile> tiles = new ArrayList<>();
        for (ChangeMode mode : found.modes()) {
            Fit fit = Fit.of(mode.image());
            tiles.add(new Tile(
                    "Mode of change " + (tiles.size() + 1),
                    Figures.percent(mode.share()) + " of the variance within the rim; its sign means nothing",
                    "Mode of change: blue and orange change against each other",
                    painted(
                            fit.scale(mode.image()),
                            fit,
                            value -> ColourMap.DIFFERENCES.colour(0.5 + value / (2 * end))),
                    new Tile.Bar(
                            ColourMap.DIFFERENCES.ramp(),
                            List.of("\u2212" + Figures.tick(end), "0 HU", "+" + Figures.tick(end)))));
        }
        return tiles;
    }

    /** The slice with the patch's frame, and the map. */
    static List<Tile> map(Slice plane, int row, int column, int edge, ChangeMap map, DisplayWindow window) {
        Fit fit = Fit.of(plane);
        Tile plain = Tile.plain("Slice", "the slice; framed the patch that is shown", plane, window, fit);
        frame(plain.picture(), plane, row, column, edge);
        double end = end(passed(map));
        float[] known = new float[plane.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = map.known().get(i) ? 1 : 0;
        }
        float[] shown = fit.scale(plane.withPixels(known));
        float[] change = fit.largest(map.change());
        Canvas picture = new Canvas(fit.columns(), fit.rows(), 0);
        for (int i = 0; i < change.length; i++) {
            int colour = shown[i] < 0.5 ? UNKNOWN : ColourMap.SIZES.colour(change[i] / end);
            picture.set(i % fit.columns(), i / fit.columns(), colour);
        }
        String noise = "black: none that is more than noise, which has " + Figures.plain(map.noise())
                + " HU; blue-grey: unknown";
        return List.of(
                plain,
                new Tile(
                        "Largest unnoticed change",
                        noise,
                        "Largest smoothed change of anatomy among samples that the denoiser did not notice, black 0 to pale yellow "
                                + Figures.tick(end) + " HU; " + noise,
                        picture,
                        sizes(end)));
    }

    private static void frame(Canvas picture, Slice plane, int row, int column, int edge) {
        int left = column * picture.width / plane.columns();
        int top = row * picture.height / plane.rows();
        int wide = edge * picture.width / plane.columns();
        int high = edge * picture.height / plane.rows();
        int yellow = 0xFFC53D;
        picture.fill(left, top, wide, 2, yellow);
        picture.fill(left, top + high - 2, wide, 2, yellow);
        picture.fill(left, top, 2, high, yellow);
        picture.fill(left + wide - 2, top, 2, high, yellow);
    }

    private static Tile.Bar sizes(double end) {
        return new Tile.Bar(
                ColourMap.SIZES.ramp(), List.of("0", Figures.tick(end / 2), "\u2265 " + Figures.tick(end) + " HU"));
    }

    /** The changes that stand in a map. */
    private static float[] passed(ChangeMap map) {
        float[] passed = new float[map.change().size()];
        int count = 0;
        for (int i = 0; i < passed.length; i++) {
            if (map.known().get(i) && map.change().at(i) > 0) {
                passed[count++] = map.change().at(i);
            }
        }
        return Arrays.copyOf(passed, count);
    }

    private static float[] absolute(Slice slice) {
        float[] sizes = slice.toArray();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        return sizes;
    }

    /** Where a scale ends that shows all but the largest few of these; 1 where there are none. */
    static double end(float[] sizes) {
        float[] sorted = sizes.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 1 : Figures.roundUp(sorted[(int) (SHOWN * (sorted.length - 1))]);
    }

    private static Canvas painted(float[] values, Fit fit, DoubleToIntFunction colour) {
        Canvas picture = new Canvas(fit.columns(), fit.rows(), 0);
        for (int i = 0; i < values.length; i++) {
            picture.set(i % fit.columns(), i / fit.columns(), colour.applyAsInt(values[i]));
        }
        return picture;
    }
}
