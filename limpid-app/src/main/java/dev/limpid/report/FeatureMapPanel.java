package dev.limpid.report;

import dev.limpid.explain.MapComparison;
import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What denoising did to the features of one plane: before, after and removed, and beneath them the feature maps of before and
 * after on one scale of colours, and their change.
 *
 * <p>Example: {@code FeatureMapPanel.of("slice 1", "model ct", before, after, mapBefore, mapAfter, window,
 * Optional.empty()).png()}.
 */
public final class FeatureMapPanel {
    /** Share of the pixels of maps that their scale of colours must hold. */
    private static final double SHOWN = 0.995;

    private final String label;
    private final String method;
    private final MapComparison whole;
    private final Optional<MapComparison> region;
    private final List<Tile> tiles;

    private FeatureMapPanel(
            String label, String method, MapComparison whole, Optional<MapComparison> region, List<Tile> tiles) {
        this.label = label;
        this.method = method;
        this.whole = whole;
        this.region = region;
        this.tiles = tiles;
    }

    /**
     * Measures and draws one plane.
     *
     * @param mapBefore feature map of {@code before}
     * @param mapAfter feature map of {@code after}
     * @param window of the pictures of before and after
     * @param region the comparison inside annotated regions, where there are some
     */
    public static FeatureMapPanel of(
            String label,
            String method,
            Slice before,
            Slice after,
            Slice mapBefore,
            Slice mapAfter,
            DisplayWindow window,
            Optional<MapComparison> region) {
        Fit fit = Fit.of(before);
        Slice sizesBefore = sizes(mapBefore, before);
        Slice sizesAfter = sizes(mapAfter, before);
        double end = Figures.roundUp(Math.max(shown(sizesBefore), shown(sizesAfter)));
        List<Tile> tiles = List.of(
                Tile.plain("Before", "the input", before, window, fit),
                Tile.plain("After", "the denoised result", after, window, fit),
                Tile.removed(before, after, fit),
                map("Features before", sizesBefore, end, fit),
                map("Features after", sizesAfter, end, fit),
                change(sizesBefore, sizesAfter, fit));
        return new FeatureMapPanel(label, method, MapComparison.of(mapBefore, mapAfter), region, tiles);
    }

    private static Tile map(String title, Slice sizes, double end, Fit fit) {
        List<String> ends = List.of("0", Figures.tick(end / 2), "\u2265 " + Figures.tick(end));
        return new Tile(
                title,
                "size of the guided gradient; one scale for both",
                title + ": bright where the restoration network's output follows the image, up to " + Figures.tick(end),
                painted(fit.scale(sizes), fit, value -> ColourMap.SIZES.colour(value / end)),
                new Tile.Bar(ColourMap.SIZES.ramp(), ends));
    }

    private static Tile change(Slice before, Slice after, Fit fit) {
        float[] change = after.toArray();
        for (int i = 0; i < change.length; i++) {
            change[i] -= before.at(i);
        }
        double end = Figures.roundUp(shown(after.withPixels(sizes(change))));
        List<String> ends = List.of("\u2212" + Figures.tick(end), "0", "+" + Figures.tick(end));
        return new Tile(
                "Change of features",
                "after \u2212 before, on a scale of its own; blue is weaker, orange stronger",
                "Change of features: blue where they became weaker, orange where stronger, up to " + Figures.tick(end),
                painted(
                        fit.scale(after.withPixels(change)),
                        fit,
                        value -> ColourMap.DIFFERENCES.colour(0.5 + value / (2 * end))),
                new Tile.Bar(ColourMap.DIFFERENCES.ramp(), ends));
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

    /** With the spacing of the image, so that maps are drawn in its shape; nothing where the image has none. */
    private static Slice sizes(Slice map, Slice image) {
        float[] values = map.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = image.isPadding(i) ? 0 : Math.abs(values[i]);
        }
        Slice.Builder sizes = Slice.builder(map.rows(), map.columns(), map.unit());
        image.spacing().ifPresent(sizes::spacing);
        return sizes.rows(0, map.rows(), values).build();
    }

    private static float[] sizes(float[] values) {
        float[] sizes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        return sizes;
    }

    private static double shown(Slice sizes) {
        float[] sorted = sizes.toArray();
        Arrays.sort(sorted);
        return sorted[(int) (SHOWN * (sorted.length - 1))];
    }

    public String label() {
        return label;
    }

    List<Tile> tiles() {
        return tiles;
    }

    /** The numbers in words. */
    String line() {
        return "Whole image: " + words(whole)
                + region.map(part -> ". In annotated regions: " + words(part)).orElse("");
    }

    private static String words(MapComparison maps) {
        return "similarity of the maps " + Figures.fixed(maps.similarity(), 2) + ", of the strong features before "
                + Figures.percent(maps.lost()) + " lost and " + Figures.percent(maps.made()) + " made";
    }

    /** The numbers by name; {@code region} where there are annotated regions. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(numbers(whole));
        region.ifPresent(part -> map.put("region", numbers(part)));
        return map;
    }

    private static Map<String, Object> numbers(MapComparison maps) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("similarity", maps.similarity());
        numbers.put("error", maps.error());
        numbers.put("strongFeatures", maps.strong());
        numbers.put("lost", maps.lost());
        numbers.put("made", maps.made());
        return numbers;
    }

    MapComparison whole() {
        return whole;
    }

    Optional<MapComparison> region() {
        return region;
    }

    PanelPicture picture() {
        return new PanelPicture(label + " \u00b7 " + method, List.of(line()), List.of(), tiles, 3);
    }

    /**
     * The panel as pixels.
     *
     * @param rgb 0xRRGGBB, row-major; not to be changed
     * @param columns its width
     */
    public record Pixels(int[] rgb, int columns) {}

    public Pixels pixels() {
        Canvas drawn = picture().draw();
        return new Pixels(drawn.rgb(), drawn.width);
    }

    /** The panel as the bytes of a PNG file. */
    public byte[] png() {
        return picture().png();
    }
}
