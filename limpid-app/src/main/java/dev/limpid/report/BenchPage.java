package dev.limpid.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * The page of a benchmark: one file that needs no network, loads nothing and runs no script. Written piece by piece, so
 * that its pictures are never in memory together. All text is escaped. One thread at a time.
 */
public final class BenchPage {
    private final Writer out;

    /** Begins the page. */
    public BenchPage(Writer out, String title, String lead) throws IOException {
        this.out = out;
        out.write(PageFrame.begin(title, lead, "bench.css"));
    }

    /** Facts by name. */
    public void facts(String heading, Map<String, String> facts) throws IOException {
        out.write("<section>\n<h2>" + Html.escape(heading) + "</h2>\n" + PageFrame.facts(facts.entrySet())
                + "</section>\n");
    }

    /** A text of the program's own: a resource of this package. */
    public void explanation(String resource) throws IOException {
        out.write(PageFrame.resource(resource));
    }

    public void heading(String text) throws IOException {
        out.write("<h2>" + Html.escape(text) + "</h2>\n");
    }

    public void subheading(String text) throws IOException {
        out.write("<h3>" + Html.escape(text) + "</h3>\n");
    }

    public void paragraph(String text) throws IOException {
        out.write("<p>" + Html.escape(text) + "</p>\n");
    }

    /** A paragraph that must not be overlooked. */
    public void warning(String text) throws IOException {
        out.write("<p class=\"warning\">" + Html.escape(text) + "</p>\n");
    }

    public void table(ComparisonTable table) throws IOException {
        out.write(table.html());
    }

    /** A plain table; the first cell of each row is its head. */
    public void table(String caption, List<String> columns, List<List<String>> rows) throws IOException {
        StringBuilder body = new StringBuilder();
        for (List<String> row : rows) {
            body.append("<tr>").append(Html.head(row.get(0)));
            row.subList(1, row.size()).forEach(cell -> body.append(Html.cell(cell)));
            body.append("</tr>\n");
        }
        out.write(Html.table(caption, columns.toArray(String[]::new), body.toString()));
    }

    /** A picture that the page holds itself. */
    public void picture(Picture picture) throws IOException {
        out.write("<p class=\"wide\">"
                + Html.image(picture.png(), picture.description(), picture.width(), picture.height()) + "</p>\n");
    }

    /** Tables that are shown when asked for. */
    public void folded(String summary, List<ComparisonTable> tables) throws IOException {
        out.write("<details><summary>" + Html.escape(summary) + "</summary>\n");
        for (ComparisonTable table : tables) {
            out.write(table.html());
        }
        out.write("</details>\n");
    }

    /** Plots that share a legend. */
    public void plots(List<String> legend, List<LinePlot> plots) throws IOException {
        out.write(LinePlot.legend(legend) + "<div class=\"plots\">\n");
        for (LinePlot plot : plots) {
            out.write(plot.svg());
        }
        out.write("</div>\n");
    }

    /** Free-response curves with their legend. */
    public void froc(List<String> legend, FrocPlot plot) throws IOException {
        out.write(LinePlot.legend(legend) + plot.svg());
    }

    public void bars(BarPlot plot) throws IOException {
        out.write(plot.svg());
    }

    /** What {@link PictureStrip#overview} gave. */
    public void overview(String figure) throws IOException {
        out.write(figure);
    }

    public void strip(String heading, PictureStrip strip) throws IOException {
        out.write("<h4>" + Html.escape(heading) + "</h4>\n" + strip.html());
    }

    /** Ends the page. */
    public void end() throws IOException {
        out.write(PageFrame.END);
    }
}
