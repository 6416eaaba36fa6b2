package dev.limpid.report;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One image under one degradation: the clean region, the degraded one and what each method made of it, all in one
 * display window, and beneath each its difference from the clean one, all on one scale. A pixel of the image is a pixel
 * of the picture. Pictures are encoded as they are added. One thread at a time.
 */
public final class PictureStrip {
    /** Share of the degraded image's differences that the scale of differences holds. */
    private static final double DIFFERENCES_SHOWN = 0.98;

    /** Share of the clean map that the scale of maps holds. */
    private static final double MAPS_SHOWN = 0.995;

    private final Slice clean;
    private final Region region;
    private final DisplayWindow window;
    private final DisplayWindow difference;
    private final boolean mirrored;
    private final boolean upsideDown;
    private final List<String> figures = new ArrayList<>();
    private Optional<Double> mapEnd = Optional.empty();
    private String cleanMap = "";

    /**
     * A strip that begins with the clean region.
     *
     * @param degraded fixes the scale of differences
     * @param mirrored whether pictures are shown mirrored left to right, to look as radiologists are used to
     * @param upsideDown whether they are shown with the last row on top
     */
    public PictureStrip(
            Slice clean, Slice degraded, Region region, DisplayWindow window, boolean mirrored, boolean upsideDown) {
        this.clean = clean;
        this.region = region;
        this.window = window;
        this.mirrored = mirrored;
        this.upsideDown = upsideDown;
        this.difference = new DisplayWindow("", 0, 2 * spread(clean, degraded));
    }

    /**
     * Adds the clean image's feature map beneath it; it fixes the scale of all maps.
     *
     * @param map of the clean image
     */
    public void cleanMap(Slice map) {
        float[] sizes = map.toArray();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = clean.isPadding(i) ? 0 : Math.abs(sizes[i]);
        }
        Arrays.sort(sizes);
        mapEnd = Optional.of(Figures.roundUp(sizes[(int) (MAPS_SHOWN * (sizes.length - 1))]));
        // Between them the clean image's difference from itself, so that rows keep their places.
        cleanMap = picture("the clean image less itself", (row, column) -> Canvas.grey(difference.grey(0)))
                + map(map, "the clean image");
    }

    private String map(Slice map, String title) {
        double end = mapEnd.orElseThrow(() -> new IllegalStateException("the clean image's map comes first"));
        return picture(
                title + ": feature map",
                (row, column) -> ColourMap.SIZES.colour(
                        clean.isPadding(row * clean.columns() + column) ? 0 : Math.abs(map.at(row, column)) / end));
    }

    /** How values are shown. */
    private String scale() {
        return "<p class=\"line\">Results: " + Html.escape(window.caption(clean.unit())) + ". Differences: black \u2212"
                + text() + " or less, mid grey 0, white +" + text() + " or more.</p>\n";
    }

    private String text() {
        return Html.escape(
                Figures.tick(difference.width() / 2) + " " + clean.unit().symbol());
    }

    private static double spread(Slice clean, Slice degraded) {
        float[] sizes = new float[clean.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = clean.isPadding(i) ? 0 : Math.abs(degraded.at(i) - clean.at(i));
        }
        Arrays.sort(sizes);
        return Figures.roundUp(sizes[(int) (DIFFERENCES_SHOWN * (sizes.length - 1))]);
    }

    /**
     * Adds a result and its difference from the clean image.
     *
     * @param figures of the whole image, e.g. {@code 31.2 dB, 0.81}
     * @param map of the result's features, for strips with maps
     */
    public void add(String title, String figures, Slice result, Optional<Slice> map) {
        Slice.Builder less = clean.like();
        for (int i = 0; i < clean.size(); i++) {
            less.set(i, clean.isPadding(i) ? 0 : result.at(i) - clean.at(i));
        }
        this.figures.add("<figure><figcaption><b>" + Html.escape(title) + "</b> <span>" + Html.escape(figures)
                + "</span></figcaption>" + picture(result, window, title)
                + picture(less.build(), difference, title + " less the clean image")
                + map.map(features -> map(features, title)).orElse("") + "</figure>\n");
    }

    private String picture(Slice slice, DisplayWindow shown, String description) {
        return picture(description, (row, column) -> Canvas.grey(shown.grey(slice.at(row, column))));
    }

    /** The colour of a pixel of the image. */
    @FunctionalInterface
    private interface Paint {
        int at(int row, int column);
    }

    private String picture(String description, Paint paint) {
        Canvas canvas = new Canvas(region.columns(), region.rows(), 0);
        for (int y = 0; y < region.rows(); y++) {
            for (int x = 0; x < region.columns(); x++) {
                int row = region.row() + (upsideDown ? region.rows() - 1 - y : y);
                int column = region.column() + (mirrored ? region.columns() - 1 - x : x);
                canvas.set(x, y, paint.at(row, column));
            }
        }
        String image = Html.image(canvas, description);
        Optional<PixelSpacing> spacing = clean.spacing();
        if (spacing.isPresent()
                && Math.abs(spacing.get().rowMm() / spacing.get().columnMm() - 1) > 0.01) {
            double aspect = region.columns()
                    * spacing.get().columnMm()
                    / (region.rows() * spacing.get().rowMm());
            image = image.replace(
                    "<img ", String.format(Locale.ROOT, "<img style=\"aspect-ratio:%.4f;object-fit:fill\" ", aspect));
        }
        return "<label><input type=\"checkbox\" aria-label=\"enlarge\"/>" + image + "</label>";
    }

    String html() {
        String first = "<figure><figcaption><b>clean</b></figcaption>" + picture(clean, window, "the clean image")
                + cleanMap + "</figure>\n";
        return scale() + "<div class=\"strip\">\n" + first + String.join("", figures) + "</div>\n";
    }

    /** The whole clean image with the region's frame. */
    public static String overview(
            Slice clean, Region region, DisplayWindow window, boolean mirrored, boolean upsideDown, String caption) {
        Fit fit = Fit.of(clean);
        float[] values = fit.scale(clean);
        Canvas canvas = new Canvas(fit.columns(), fit.rows(), 0);
        for (int i = 0; i < values.length; i++) {
            canvas.set(i % fit.columns(), i / fit.columns(), Canvas.grey(window.grey(values[i])));
        }
        int left = region.column() * fit.columns() / clean.columns();
        int top = region.row() * fit.rows() / clean.rows();
        int wide = region.columns() * fit.columns() / clean.columns();
        int high = region.rows() * fit.rows() / clean.rows();
        int yellow = 0xFFC53D;
        canvas.fill(left, top, wide, 2, yellow);
        canvas.fill(left, top + high - 2, wide, 2, yellow);
        canvas.fill(left, top, 2, high, yellow);
        canvas.fill(left + wide - 2, top, 2, high, yellow);
        Canvas shown = new Canvas(fit.columns(), fit.rows(), 0);
        for (int y = 0; y < fit.rows(); y++) {
            for (int x = 0; x < fit.columns(); x++) {
                shown.set(x, y, canvas.at(mirrored ? fit.columns() - 1 - x : x, upsideDown ? fit.rows() - 1 - y : y));
            }
        }
        return "<figure class=\"overview\"><figcaption><b>The image shown</b> <span>" + Html.escape(caption)
                + "</span></figcaption><label><input type=\"checkbox\" aria-label=\"enlarge\"/>"
                + Html.image(shown, "the whole clean image; the frame is the region shown below")
                + "</label></figure>\n";
    }
}
