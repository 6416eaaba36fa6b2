package dev.limpid.report;

import dev.limpid.explain.MapComparison;
import dev.limpid.explain.MapKind;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTML page with the feature maps of some planes: numbers of all, pictures of some that can be wiped from before to after, and
 * what maps cannot tell. One file that needs no network. Pictures are encoded when they are added, so a panel need not be kept.
 * One thread at a time.
 */
public final class FeatureMapPage {
    private final MapKind kind;
    private final StringBuilder rows = new StringBuilder();
    private final List<String> figures = new ArrayList<>();

    /** @param kind how all its maps were made */
    public FeatureMapPage(MapKind kind) {
        this.kind = kind;
    }

    /**
     * A plane.
     *
     * @param pictures whether its pictures go on the page, or its numbers only
     */
    public void add(FeatureMapPanel panel, boolean pictures) {
        panel.parts().forEach(part -> row(panel, part));
        if (pictures) {
            figures.add(figure(panel, figures.size()));
        }
    }

    private void row(FeatureMapPanel panel, FeatureMapPanel.Part part) {
        MapComparison maps = part.maps();
        String name = panel.label() + (part.pixels().isEmpty() ? "" : ", " + part.name() + " (" + part.pixels() + ")");
        rows.append("<tr>")
                .append(Html.head(name))
                .append(Html.cell(
                        maps.similarity().isPresent()
                                ? Figures.fixed(maps.similarity().getAsDouble(), 2)
                                : "\u2013"))
                .append(Html.cell(Double.isFinite(maps.error()) ? Figures.plain(maps.error()) : "\u2013"))
                .append(Html.cell(String.valueOf(maps.strong())))
                .append(Html.cell(maps.lost()
                        + (maps.strong() == 0
                                ? ""
                                : " (" + Figures.percent((double) maps.lost() / maps.strong()) + ")")))
                .append(Html.cell(String.valueOf(maps.made())))
                .append("</tr>\n");
    }

    private static String figure(FeatureMapPanel panel, int number) {
        StringBuilder html = new StringBuilder("<h3>" + Html.escape(panel.label()) + "</h3>\n");
        panel.lines().forEach(line -> html.append("<p class=\"line\">" + Html.escape(line) + "</p>\n"));
        List<Tile> tiles = panel.tiles();
        html.append("<div class=\"wipes\">\n")
                .append(wipe("Before | after", tiles.get(0), tiles.get(1), panel.label(), "wipe" + number + "a"))
                .append(wipe(
                        "Features before | after", tiles.get(3), tiles.get(4), panel.label(), "wipe" + number + "b"))
                .append("</div>\n<div class=\"panel\">\n");
        tiles.forEach(tile -> html.append(TileHtml.of(tile, panel.label())));
        return html.append("</div>\n").toString();
    }

    /** The first picture over the second, as wide as the reader chooses or drags it. */
    private static String wipe(String title, Tile over, Tile under, String label, String name) {
        return "<fieldset class=\"wipe\"><legend><b>" + Html.escape(title) + "</b></legend>\n"
                + choice(name, "before", false) + choice(name, "half", true) + choice(name, "after", false)
                + "<span class=\"hint\">or drag the corner at the foot of the line</span>\n<div class=\"under\">"
                + Html.image(under.picture(), label + ". " + under.description()) + "<div class=\"over\">"
                + Html.image(over.picture(), label + ". " + over.description()) + "</div></div>\n"
                + TileHtml.bar(over.bar()) + "</fieldset>\n";
    }

    private static String choice(String name, String value, boolean chosen) {
        String id = name + value;
        return "<input type=\"radio\" class=\"" + value + "\" name=\"" + name + "\" id=\"" + id + "\""
                + (chosen ? " checked" : "") + "/><label for=\"" + id + "\">" + value + "</label>\n";
    }

    /**
     * Writes the page; an existing file is overwritten.
     *
     * @param account what was done
     */
    public void write(Path file, Account account) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(PageFrame.begin(
                    "Feature maps before and after denoising",
                    "What a restoration network sees in an image, by " + kind.description()
                            + ", and what denoising made of it.",
                    "wipe.css"));
            out.write("<section>\n<h2>What was done</h2>\n"
                    + PageFrame.facts(account.lines().entrySet())
                    + "</section>\n<section>\n<h2>Numbers</h2>\n"
                    + Html.table(
                            "Maps before and after, plane by plane",
                            new String[] {
                                "Plane", "Similarity", "Map error", "Strong pixels before", "Lost of them", "Made"
                            },
                            rows.toString())
                    + PageFrame.resource(kind == MapKind.GUIDED ? "maps.html" : "other-maps.html")
                    + PageFrame.resource("map-terms.html")
                    + "</section>\n<section>\n<h2>The images</h2>\n");
            for (String figure : figures) {
                out.write(figure);
            }
            out.write("</section>\n" + PageFrame.END);
        }
    }
}
