package dev.limpid.report;

import dev.limpid.explain.MapComparison;
import dev.limpid.explain.MapKind;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What denoising did to the features of one plane: before, after and removed, and beneath them the feature maps of before and
 * after on one scale of colours, and their change; with the numbers of the whole image and of each annotated lesion.
 *
 * <p>Example: {@code FeatureMapPanel.of("slice 1", "model ct", planes, MapKind.GUIDED, window, List.of()).png()}.
 */
public final class FeatureMapPanel {
    private static final String CAUTION =
            "For research, not for diagnosis. The maps are those of one network; a lost feature"
                    + " may have been noise, a made one may be true.";

    /** Parts whose numbers are written on the picture; the page and the JSON have all. */
    private static final int MOST_LINES = 6;

    private final String label;
    private final String method;
    private final MapKind kind;
    private final List<Part> parts;
    private final List<Tile> tiles;

    /**
     * The four planes, of one size.
     *
     * @param mapBefore feature map of {@code before}
     * @param mapAfter feature map of {@code after}
     */
    public record Planes(Slice before, Slice after, Slice mapBefore, Slice mapAfter) {}

    /**
     * A part of the image with its numbers; the first is the whole.
     *
     * @param name for tables
     * @param pixels its box as columns and rows, e.g. {@code 10..20, 5..9}
     */
    record Part(String name, String pixels, MapComparison maps) {}

    private FeatureMapPanel(String label, String method, MapKind kind, List<Part> parts, List<Tile> tiles) {
        this.label = label;
        this.method = method;
        this.kind = kind;
        this.parts = List.copyOf(parts);
        this.tiles = tiles;
    }

    /**
     * Measures and draws one plane.
     *
     * @param kind how the maps were made
     * @param window of the pictures of before and after
     * @param lesions pixels of each annotated lesion, by index
     */
    public static FeatureMapPanel of(
            String label, String method, Planes planes, MapKind kind, DisplayWindow window, List<BitSet> lesions) {
        Slice before = planes.before();
        BitSet counted = new BitSet();
        counted.set(0, before.size());
        before.padding().ifPresent(counted::andNot);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("whole image", "", MapComparison.of(planes.mapBefore(), planes.mapAfter(), counted)));
        for (int i = 0; i < lesions.size(); i++) {
            parts.add(new Part(
                    "lesion " + (i + 1),
                    box(lesions.get(i), before.columns()),
                    MapComparison.within(planes.mapBefore(), planes.mapAfter(), counted, lesions.get(i))));
        }
        Fit fit = Fit.of(before);
        List<Tile> tiles = new ArrayList<>(List.of(
                Tile.plain("Before", "the input", before, window, fit),
                Tile.plain("After", "the denoised result", planes.after(), window, fit),
                Tile.removed(before, planes.after(), fit)));
        tiles.addAll(MapTiles.of(planes, kind, fit));
        return new FeatureMapPanel(label, method, kind, parts, tiles);
    }

    private static String box(BitSet region, int columns) {
        int left = region.stream().map(i -> i % columns).min().orElse(0);
        int right = region.stream().map(i -> i % columns).max().orElse(0);
        return "columns " + left + ".." + right + ", rows " + region.nextSetBit(0) / columns + ".."
                + (region.length() - 1) / columns;
    }

    public String label() {
        return label;
    }

    List<Tile> tiles() {
        return tiles;
    }

    List<Part> parts() {
        return parts;
    }

    /** The numbers in words. */
    List<String> lines() {
        return parts.stream()
                .map(part -> part.name() + ": " + words(part.maps()))
                .toList();
    }

    private static String words(MapComparison maps) {
        String similarity = maps.similarity().isPresent()
                ? "similarity of the maps " + Figures.fixed(maps.similarity().getAsDouble(), 2)
                : "no similarity, because a map is empty here";
        String strong = maps.strong() == 0
                ? "no strong features before"
                : "of " + maps.strong() + " strong pixels before " + maps.lost() + " lost ("
                        + Figures.percent((double) maps.lost() / maps.strong()) + ")";
        return similarity + "; " + strong + "; " + maps.made() + " made";
    }

    /** The numbers by name; {@code lesions} where some are annotated. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>(numbers(parts.get(0)));
        if (parts.size() > 1) {
            map.put(
                    "lesions",
                    parts.stream().skip(1).map(FeatureMapPanel::numbers).toList());
        }
        return map;
    }

    private static Map<String, Object> numbers(Part part) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        if (!part.pixels().isEmpty()) {
            numbers.put("where", part.pixels());
        }
        MapComparison maps = part.maps();
        if (maps.similarity().isPresent()) {
            numbers.put("similarity", maps.similarity().getAsDouble());
        }
        numbers.put("error", maps.error());
        numbers.put("pixels", maps.pixels());
        numbers.put("strong", maps.strong());
        numbers.put("lost", maps.lost());
        numbers.put("made", maps.made());
        return numbers;
    }

    /**
     * The panel as pixels.
     *
     * @param rgb 0xRRGGBB, row-major; not to be changed
     * @param columns its width
     */
    public record Pixels(int[] rgb, int columns) {}

    /** For the archive: without the name of a file, which may say more than it should. */
    public Pixels pixels() {
        Canvas drawn = picture(kind.title() + " maps \u00b7 " + method).draw();
        return new Pixels(drawn.rgb(), drawn.width);
    }

    /** The panel as the bytes of a PNG file. */
    public byte[] png() {
        return picture(label + " \u00b7 " + method).png();
    }

    private PanelPicture picture(String title) {
        List<String> lines = new ArrayList<>(lines().subList(0, Math.min(MOST_LINES, parts.size())));
        lines.add(CAUTION);
        return new PanelPicture(title, lines, List.of(), tiles, 3);
    }
}
