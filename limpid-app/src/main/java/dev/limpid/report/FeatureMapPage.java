package dev.limpid.report;

import dev.limpid.explain.MapComparison;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One HTML page with the feature maps of some planes: numbers, pictures that can be wiped from before to after, and what maps
 * cannot tell. One file that needs no network. Pictures are encoded when they are added. One thread at a time.
 */
public final class FeatureMapPage {
    private final Account account;
    private final StringBuilder rows = new StringBuilder();
    private final List<String> figures = new ArrayList<>();

    /** @param account what was done */
    public FeatureMapPage(Account account) {
        this.account = account;
    }

    /** A plane. */
    public void add(FeatureMapPanel panel) {
        row(panel.label(), panel.whole());
        panel.region().ifPresent(region -> row(panel.label() + ", annotated regions", region));
        StringBuilder html = new StringBuilder("<h3>" + Html.escape(panel.label()) + "</h3>\n<p class=\"line\">"
                + Html.escape(panel.line()) + "</p>\n<div class=\"wipes\">\n");
        List<Tile> tiles = panel.tiles();
        html.append(wipe("Before | After", tiles.get(0), tiles.get(1), panel.label()));
        html.append(wipe("Features before | after", tiles.get(3), tiles.get(4), panel.label()));
        html.append("</div>\n<div class=\"panel\">\n");
        tiles.forEach(tile -> html.append(TileHtml.of(tile, panel.label())));
        figures.add(html.append("</div>\n").toString());
    }

    private void row(String label, MapComparison maps) {
        rows.append("<tr>")
                .append(Html.head(label))
                .append(Html.cell(Figures.fixed(maps.similarity(), 2)))
                .append(Html.cell(Figures.plain(maps.error())))
                .append(Html.cell(String.valueOf(maps.strong())))
                .append(Html.cell(Figures.percent(maps.lost())))
                .append(Html.cell(Figures.percent(maps.made())))
                .append("</tr>\n");
    }

    /** The first picture over the second, as wide as the reader drags it. */
    private static String wipe(String title, Tile over, Tile under, String label) {
        return "<figure class=\"wipe\"><figcaption><b>" + Html.escape(title)
                + "</b> <span>drag the corner at the foot of the line</span></figcaption>\n<div class=\"under\">"
                + Html.image(under.picture(), label + ". " + under.description()) + "<div class=\"over\">"
                + Html.image(over.picture(), label + ". " + over.description()) + "</div></div>\n"
                + TileHtml.bar(over.bar()) + "</figure>\n";
    }

    /** The whole page. */
    public String html() {
        StringBuilder page = new StringBuilder(PageFrame.begin(
                "Feature maps before and after denoising",
                "What a restoration network sees in an image, by guided backpropagation, and what denoising made of it.",
                "wipe.css"));
        page.append("<section>\n<h2>What was done</h2>\n")
                .append(PageFrame.facts(account.lines().entrySet()))
                .append("</section>\n<section>\n<h2>Numbers</h2>\n")
                .append(Html.table(
                        "Maps before and after, plane by plane",
                        new String[] {
                            "Plane", "Similarity", "Map error", "Strong pixels before", "Features lost", "Features made"
                        },
                        rows.toString()))
                .append(PageFrame.resource("maps.html"))
                .append("</section>\n<section>\n<h2>The images</h2>\n");
        figures.forEach(page::append);
        return page.append("</section>\n").append(PageFrame.END).toString();
    }

    /** Writes the page; an existing file is overwritten. */
    public void write(Path file) throws IOException {
        Files.writeString(file, html(), StandardCharsets.UTF_8);
    }
}
