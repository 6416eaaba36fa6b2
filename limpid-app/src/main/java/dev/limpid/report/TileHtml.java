package dev.limpid.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A tile on a page: title, picture to be enlarged by a click, and its scale. */
final class TileHtml {
    private TileHtml() {}

    /** @param subject what the picture is of, for those who cannot see it */
    static String of(Tile tile, String subject) {
        return "<figure><figcaption><b>" + Html.escape(tile.title()) + "</b> <span>" + Html.escape(tile.caption())
                + "</span></figcaption>\n<label><input type=\"checkbox\" aria-label=\"enlarge\"/>"
                + Html.image(tile.picture(), subject + ". " + tile.description())
                + "</label>\n" + bar(tile.bar()) + "</figure>\n";
    }

    static String bar(Tile.Bar bar) {
        if (bar.labels().isEmpty()) {
            return "";
        }
        List<Integer> colours = bar.colours();
        String stops = String.join(
                ",",
                Arrays.stream(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8})
                        .mapToObj(i -> String.format(Locale.ROOT, "#%06x", colours.get(i * (colours.size() - 1) / 8)))
                        .toList());
        StringBuilder html = new StringBuilder("<div class=\"bar\" style=\"background:linear-gradient(to right," + stops
                + ")\"></div><div class=\"ends\">");
        bar.labels().forEach(label -> html.append("<span>" + Html.escape(label) + "</span>"));
        return html.append("</div>\n").toString();
    }
}
