package dev.limpid.report;

import dev.limpid.invariance.PatchAnalysis;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * One HTML page of what could have changed in images without the denoiser noticing. One file that needs no network. Pictures are
 * encoded when they are added, so a panel need not be kept. One thread at a time.
 */
public final class InvariancePage {
    private static final String UNKNOWN = "\u2013";

    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder figures = new StringBuilder();

    /** Adds an image. */
    public void add(InvariancePanel panel) {
        PatchAnalysis found = panel.found();
        rows.append("<tr>")
                .append(Html.head(panel.label() + ", patch at row " + panel.row() + ", column " + panel.column()))
                .append(Html.cell(panel.counted()))
                .append(Html.cell(
                        found.noise().structure().isPresent()
                                ? String.valueOf(found.anatomical().size())
                                : UNKNOWN))
                .append(Html.cell(Figures.plain(found.consistencyAsDrawn())))
                .append(Html.cell(Figures.plain(found.consistency())))
                .append(Html.cell(Figures.plain(found.noise().limit())))
                .append(Html.cell(Figures.plain(found.noise().consistency())))
                .append(Html.cell(Figures.plain(found.reconstructionError())))
                .append(Html.cell(
                        found.meanSpread().isPresent()
                                ? Figures.plain(found.meanSpread().getAsDouble())
                                : UNKNOWN))
                .append(Html.cell(
                        found.noise().falsePositives().isPresent()
                                ? Figures.percent(found.noise().falsePositives().getAsDouble())
                                : UNKNOWN))
                .append("</tr>\n");
        figures.append("<h3>" + Html.escape(panel.label()) + "</h3>\n");
        panel.lines().forEach(line -> figures.append("<p class=\"line\">" + Html.escape(line) + "</p>\n"));
        panel.warnings().forEach(line -> figures.append("<p class=\"warning\">" + Html.escape(line) + "</p>\n"));
        tiles(panel, panel.tiles(), "panel");
        figures.append("<p><img alt=\"" + Html.escape(panel.label() + ": the input and samples in turn")
                + "\" src=\"data:image/gif;base64,"
                + Base64.getEncoder().encodeToString(panel.animation()) + "\"/></p>\n");
        panel.mapLines().forEach(line -> figures.append("<p class=\"line\">" + Html.escape(line) + "</p>\n"));
        panel.mapTiles().ifPresent(map -> tiles(panel, map, "panel pair"));
    }

    private void tiles(InvariancePanel panel, List<Tile> tiles, String style) {
        figures.append("<div class=\"" + style + "\">\n");
        tiles.forEach(tile -> figures.append(TileHtml.of(tile, panel.label())));
        figures.append("</div>\n");
    }

    /**
     * Writes the page; an existing file is overwritten.
     *
     * @param account what was done
     */
    public void write(Path file, Account account) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(PageFrame.begin(
                    "What a denoiser does not notice",
                    "Images that are different, and that the denoiser takes for the same one."));
            out.write("<section>\n<h2>What was done</h2>\n"
                    + PageFrame.facts(account.lines().entrySet())
                    + "</section>\n<section>\n<h2>What could have changed without being noticed</h2>\n"
                    + Html.table(
                            "Samples, image by image; in HU",
                            new String[] {
                                "Image",
                                "Samples that count",
                                "Of them anatomy",
                                "Consistency as drawn, mean of all",
                                "Consistency of the samples shown",
                                "Limit",
                                "Noise alone",
                                "Missed by the model",
                                "Spread",
                                "Noise taken for anatomy"
                            },
                            rows.toString())
                    + PageFrame.resource("invariance-terms.html")
                    + figures
                    + "</section>\n" + PageFrame.END);
        }
    }
}
