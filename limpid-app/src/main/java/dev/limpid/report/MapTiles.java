package dev.limpid.report;

import dev.limpid.explain.MapKind;
import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.List;

/** The tiles of feature maps: sizes before and after on one scale, and their change on its own. */
final class MapTiles {
    /** Share of the pixels that a scale of colours must hold. */
    private static final double SHOWN = 0.995;

    private MapTiles() {}

    static List<Tile> of(FeatureMapPanel.Planes planes, MapKind kind, Fit fit) {
        Slice before = sizes(planes.mapBefore(), planes.before());
        Slice after = sizes(planes.mapAfter(), planes.before());
        double end = Figures.roundUp(Math.max(shown(before), shown(after)));
        return List.of(
                map("Features before", kind, before, end, fit),
                map("Features after", kind, after, end, fit),
                change(before, after, fit));
    }

    private static Tile map(String title, MapKind kind, Slice sizes, double end, Fit fit) {
        List<String> ends = List.of("0", Figures.tick(end / 2), "\u2265 " + Figures.tick(end));
        return new Tile(
                title,
                "size of the map, " + kind.title() + "; one scale for both" + note(fit),
                title + ": bright where the restoration network's output follows the image, up to " + Figures.tick(end),
                painted(fit.scale(sizes), fit, value -> ColourMap.SIZES.colour(value / end)),
                new Tile.Bar(ColourMap.SIZES.ramp(), ends));
    }

    private static Tile change(Slice before, Slice after, Fit fit) {
        float[] change = after.toArray();
        float[] sizes = new float[change.length];
        for (int i = 0; i < change.length; i++) {
            change[i] -= before.at(i);
            sizes[i] = Math.abs(change[i]);
        }
        double end = Figures.roundUp(shown(after.withPixels(sizes)));
        List<String> ends = List.of("\u2264 \u2212" + Figures.tick(end), "0", "\u2265 +" + Figures.tick(end));
        return new Tile(
                "Change of their size",
                "after \u2212 before, on its own scale; blue weaker, orange stronger" + note(fit),
                "Change of size: blue where features became weaker, orange where stronger, up to " + Figures.tick(end),
                painted(
                        fit.scale(after.withPixels(change)),
                        fit,
                        value -> ColourMap.DIFFERENCES.colour(0.5 + value / (2 * end))),
                new Tile.Bar(ColourMap.DIFFERENCES.ramp(), ends));
    }

    private static String note(Fit fit) {
        return fit.note().isEmpty() ? "" : "; " + fit.note();
    }

    /** A colour for a value. */
    @FunctionalInterface
    private interface Paint {
        int of(double value);
    }

    private static Canvas painted(float[] values, Fit fit, Paint paint) {
        Canvas picture = new Canvas(fit.columns(), fit.rows(), 0);
        for (int i = 0; i < values.length; i++) {
            picture.set(i % fit.columns(), i / fit.columns(), paint.of(values[i]));
        }
        return picture;
    }

    /** In the image's shape, with nothing where the image has padding. */
    private static Slice sizes(Slice map, Slice image) {
        float[] values = map.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = image.isPadding(i) ? 0 : Math.abs(values[i]);
        }
        Slice.Builder sizes = Slice.builder(map.rows(), map.columns(), map.unit());
        image.spacing().ifPresent(sizes::spacing);
        return sizes.rows(0, map.rows(), values).build();
    }

    private static double shown(Slice sizes) {
        float[] sorted = sizes.toArray();
        Arrays.sort(sorted);
        return sorted[(int) (SHOWN * (sorted.length - 1))];
    }
}
