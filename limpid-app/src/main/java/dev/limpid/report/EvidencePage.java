package dev.limpid.report;

import dev.limpid.image.Unit;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * One HTML page that shows what a denoiser did to a study: what was done, numbers for each plane with an explanation of
 * every number, pictures, and what all this cannot tell. The page is one file: it needs no network, loads nothing, runs
 * no script, and follows the reader's light or dark setting.
 *
 * <p>Example:
 *
 * <pre>{@code
 * EvidencePage page = EvidencePage.of("Denoised study", account);
 * page.add(panel);                   // a plane with pictures
 * page.add("slice 2", evidence);     // a plane with numbers only
 * page.write(path);
 * }</pre>
 *
 * <p>All text is escaped. Pictures are encoded when they are added, so a panel need not be kept. One thread at a time.
 */
public final class EvidencePage {
    private final String title;
    private final Account account;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private String lead = "";
    private Optional<Truth> truth = Optional.empty();

    private record Row(String label, Evidence evidence) {}

    private EvidencePage(String title, Account account) {
        this.title = title;
        this.account = account;
    }

    /** A page without planes yet. */
    public static EvidencePage of(String title, Account account) {
        return new EvidencePage(title, account);
    }

    /** A paragraph beneath the title. */
    public EvidencePage lead(String text) {
        lead = text;
        return this;
    }

    /** A plane with its numbers and pictures. */
    public EvidencePage add(EvidencePanel panel) {
        figures.add(figure(panel));
        return add(panel.label(), panel.evidence());
    }

    /** A plane with its numbers only, for long studies. */
    public EvidencePage add(String label, Evidence evidence) {
        rows.add(new Row(label, evidence));
        return this;
    }

    /** The comparison with a known truth. */
    EvidencePage truth(Truth known) {
        truth = Optional.of(known);
        return this;
    }

    /** One more thing that the page cannot tell. */
    public EvidencePage limit(String text) {
        limits.add(text);
        return this;
    }

    /** The whole page. */
    public String html() {
        StringBuilder page = new StringBuilder(PageFrame.begin(title, lead));
        page.append(summary()).append(warnings());
        page.append("<section>\n<h2>What was done</h2>\n")
                .append(PageFrame.facts(account.lines().entrySet()))
                .append("</section>\n");
        truth.ifPresent(known -> page.append(known.html()));
        page.append(numbers());
        if (!figures.isEmpty()) {
            page.append("<section>\n<h2>The images</h2>\n").append(PageFrame.resource("pictures.html"));
            figures.forEach(page::append);
            page.append("</section>\n");
        }
        page.append("<section>\n<h2>What this cannot tell</h2>\n<ul>\n");
        for (String limit : limits) {
            page.append("<li>").append(Html.escape(limit)).append("</li>\n");
        }
        page.append(PageFrame.resource("limits.html"))
                .append("</ul>\n</section>\n")
                .append(PageFrame.END);
        return page.toString();
    }

    /**
     * Writes the page.
     *
     * @return the file
     * @throws IOException if it cannot be written; an existing one is overwritten
     */
    public Path write(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(html());
        }
        return file;
    }

    private String summary() {
        if (rows.isEmpty()) {
            return "";
        }
        String unit = " " + unit().symbol();
        String text = String.format(
                Locale.ROOT,
                "Over %d %s, the estimated noise went from %s to %s%s (medians). The mean level moved by at most %s%s. "
                        + "The removed part still has structure in %s of the pixels of the worst plane; chance alone would "
                        + "give about 0.3 %%.",
                rows.size(),
                rows.size() == 1 ? "plane" : "planes",
                Figures.plain(median(Evidence::noiseBefore)),
                Figures.plain(median(Evidence::noiseAfter)),
                unit,
                Figures.plain(most(e -> Math.abs(e.meanShift()))),
                unit,
                Figures.percent(most(Evidence::structure)));
        return "<p class=\"summary\">" + Html.escape(text) + "</p>\n";
    }

    private Unit unit() {
        return rows.get(0).evidence().unit();
    }

    private double median(ToDoubleFunction<Evidence> of) {
        double[] values =
                rows.stream().map(Row::evidence).mapToDouble(of).sorted().toArray();
        return (values[values.length / 2] + values[(values.length - 1) / 2]) / 2;
    }

    private double most(ToDoubleFunction<Evidence> of) {
        return rows.stream().map(Row::evidence).mapToDouble(of).max().orElse(0);
    }

    /** Every warning once, with the planes it was given for. */
    private String warnings() {
        StringBuilder html = new StringBuilder();
        List<String> all = rows.stream()
                .flatMap(r -> r.evidence().warnings().stream())
                .distinct()
                .toList();
        for (String warning : all) {
            List<String> where = rows.stream()
                    .filter(r -> r.evidence().warnings().contains(warning))
                    .map(Row::label)
                    .toList();
            String planes = where.size() == rows.size() && rows.size() > 1
                    ? "all planes"
                    : String.join(", ", where.subList(0, Math.min(6, where.size())))
                            + (where.size() > 6 ? " and " + (where.size() - 6) + " more" : "");
            html.append("<p class=\"warning\" role=\"alert\"><strong>Warning.</strong> ")
                    .append(Html.escape(warning + " (" + planes + ")"))
                    .append("</p>\n");
        }
        return html.toString();
    }

    private String numbers() {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder body = new StringBuilder();
        for (Row row : rows) {
            Evidence e = row.evidence();
            body.append("<tr>")
                    .append(Html.head(row.label()))
                    .append(Html.cell(Figures.signed(e.meanShift())))
                    .append(Html.cell(Figures.plain(e.noiseBefore())))
                    .append(Html.cell(Figures.plain(e.noiseAfter())))
                    .append(Html.cell(Figures.fixed(e.edgeCorrelation(), 2)))
                    .append(Html.cell(Figures.percent(e.structure())))
                    .append(Html.cell(Figures.percent(e.outsideRange())))
                    .append(Html.cell(e.warnings().isEmpty() ? "\u2013" : "yes"))
                    .append("</tr>\n");
        }
        String unit = " (" + unit().symbol() + ")";
        String[] columns = {
            "Plane",
            "Mean shift" + unit,
            "Noise before" + unit,
            "Noise after" + unit,
            "Correlation with edges",
            "Removed part with structure",
            "Outside range",
            "Warnings"
        };
        return "<section>\n<h2>Numbers, without knowing the truth</h2>\n"
                + Html.table("For each plane, from the input and the result alone", columns, body.toString())
                + "<h3>What the numbers mean</h3>\n"
                + PageFrame.resource("numbers.html")
                + "</section>\n";
    }

    private static String figure(EvidencePanel panel) {
        StringBuilder html = new StringBuilder("<h3>" + Html.escape(panel.label()) + "</h3>\n<p class=\"line\">"
                + Html.escape(panel.evidence().line()) + "</p>\n<div class=\"panel"
                + (panel.tiles().size() == 4 ? " pair" : "") + "\">\n");
        panel.tiles().forEach(tile -> html.append(TileHtml.of(tile, panel.label())));
        return html.append("</div>\n").toString();
    }
}
