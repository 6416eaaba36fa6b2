package dev.limpid.report;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.StructureMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One picture of a panel with what must be said about it.
 *
 * @param title what it is
 * @param caption how its values are shown
 * @param description what it shows, for those who cannot see it
 * @param picture the pixels
 * @param bar the scale of its colours; {@link Bar#NONE} where the caption is enough
 */
record Tile(String title, String caption, String description, Canvas picture, Bar bar) {
    /** Share of the removed part's pixels that the ends of its grey scale must hold. */
    private static final double REMOVED_SHOWN = 0.99;

    /** Structure from here on is shown in the last colour. */
    private static final double HOT = 8;

    /** Colours from left to right with the labels beneath; labels are spread evenly. */
    record Bar(List<Integer> colours, List<String> labels) {
        static final Bar NONE = new Bar(List.of(), List.of());
    }

    /** Before, after and removed, and where the removed part has structure, for each window before and after. */
    static List<Tile> of(Slice before, Slice after, Slice structure, List<DisplayWindow> windows) {
        Fit fit = Fit.of(before);
        List<Tile> evidence = List.of(removed(before, after, fit), structure(after, structure, windows.get(0), fit));
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            tiles.add(plain("Before", "the input", before, windows.get(i), fit));
            tiles.add(plain("After", "the denoised result", after, windows.get(i), fit));
            if (windows.size() > 1 && i < 2) {
                tiles.add(evidence.get(i));
            }
        }
        if (windows.size() == 1) {
            tiles.addAll(evidence);
        }
        return tiles;
    }

    static Tile plain(String title, String what, Slice slice, DisplayWindow window, Fit fit) {
        Canvas picture = grey(fit.scale(slice), fit, window);
        String caption = window.caption(slice.unit()) + (fit.note().isEmpty() ? "" : "; " + fit.note());
        return new Tile(title, caption, title + ": " + what + ", " + window.caption(slice.unit()), picture, Bar.NONE);
    }

    private static Canvas grey(float[] values, Fit fit, DisplayWindow window) {
        Canvas picture = new Canvas(fit.columns(), fit.rows(), 0);
        for (int i = 0; i < values.length; i++) {
            picture.set(i % fit.columns(), i / fit.columns(), Canvas.grey(window.grey(values[i])));
        }
        return picture;
    }

    static Tile removed(Slice before, Slice after, Fit fit) {
        float[] difference = new float[before.size()];
        float[] sizes = new float[before.size()];
        for (int i = 0; i < difference.length; i++) {
            float d = before.isPadding(i) ? 0 : before.at(i) - after.at(i);
            difference[i] = Float.isFinite(d) ? d : 0;
            sizes[i] = Math.abs(difference[i]);
        }
        Arrays.sort(sizes);
        double end = Figures.roundUp(sizes[(int) (REMOVED_SHOWN * (sizes.length - 1))]);
        Canvas picture = grey(fit.scale(before.withPixels(difference)), fit, new DisplayWindow("", 0, 2 * end));
        String unit = unit(before.unit());
        List<Integer> ramp = IntStream.range(0, 256).map(Canvas::grey).boxed().toList();
        return new Tile(
                "Removed",
                "before \u2212 after; mid grey is no change",
                "Removed: the input less the result, mid grey where nothing changed, black \u2212" + Figures.tick(end)
                        + unit + " or less, white +" + Figures.tick(end) + unit + " or more",
                picture,
                new Bar(ramp, List.of("\u2212" + Figures.tick(end), "0" + unit, "+" + Figures.tick(end))));
    }

    private static Tile structure(Slice after, Slice structure, DisplayWindow window, Fit fit) {
        Canvas picture = grey(fit.scale(after), fit, window);
        float[] map = fit.largest(structure);
        for (int i = 0; i < map.length; i++) {
            int x = i % fit.columns();
            int y = i / fit.columns();
            // The image dimmed to half, so that it says where without drowning the colours.
            int dim = Canvas.mix(0, picture.at(x, y), 0.5);
            double over = Math.min(1, Math.max(0, (map[i] - Evidence.STRUCTURE_LIMIT + 0.25) / 0.5));
            picture.set(x, y, over > 0 ? Canvas.mix(dim, heat(map[i]), 0.92 * over) : dim);
        }
        List<Integer> ramp = IntStream.range(0, 256)
                .map(i -> heat(Evidence.STRUCTURE_LIMIT + (HOT - Evidence.STRUCTURE_LIMIT) * i / 255.0))
                .boxed()
                .toList();
        double share = StructureMap.fractionAbove(structure, Evidence.STRUCTURE_LIMIT);
        return new Tile(
                "Where the removed part has structure",
                "above 3 SD of its noise: " + Figures.percent(share) + " of pixels (chance "
                        + Figures.percent(StructureMap.NOMINAL_FRACTION_ABOVE_3) + ")"
                        + (fit.note().isEmpty() ? "" : "; largest of each block"),
                "Structure: the result dimmed, in red to yellow the "
                        + Figures.percent(share)
                        + " of pixels where the removed part is more than noise",
                picture,
                new Bar(ramp, List.of("3 SD", Figures.tick((3 + HOT) / 2), "\u2265 " + Figures.tick(HOT) + " SD")));
    }

    /** Red over orange to pale yellow, lighter the stronger. */
    private static int heat(double sd) {
        double t = (sd - Evidence.STRUCTURE_LIMIT) / (HOT - Evidence.STRUCTURE_LIMIT);
        return t < 0.5 ? Canvas.mix(0xC8102E, 0xFF8A00, 2 * t) : Canvas.mix(0xFF8A00, 0xFFF3A0, 2 * t - 1);
    }

    private static String unit(Unit unit) {
        return " " + unit.symbol();
    }
}
