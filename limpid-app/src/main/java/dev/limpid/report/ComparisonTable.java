package dev.limpid.report;

import java.util.List;

/**
 * A table of methods side by side: a group of rows for each degradation, a column for each method.
 *
 * @param caption what is measured, in which unit, and what the small print is
 * @param columns the methods
 * @param groups the degradations
 */
public record ComparisonTable(String caption, List<String> columns, List<Group> groups) {
    /**
     * The rows of one degradation.
     *
     * @param rows e.g. with default parameters, tuned, and as the paper prints
     */
    public record Group(String name, List<Row> rows) {}

    /**
     * One row; {@code cells} has an entry a column.
     *
     * @param quiet whether it is there for comparison only
     */
    public record Row(String name, boolean quiet, List<Cell> cells) {}

    /**
     * One figure.
     *
     * @param value the figure, empty for none
     * @param detail small print beneath it, may be empty
     * @param best whether it is the best of its row
     */
    public record Cell(String value, String detail, boolean best) {
        /** No figure. */
        public static final Cell NONE = new Cell("", "", false);
    }

    String html() {
        StringBuilder html = new StringBuilder("<div class=\"wide\"><table class=\"matrix\">\n<caption>")
                .append(Html.escape(caption))
                .append("</caption>\n<thead><tr><th scope=\"col\">Degradation</th><th scope=\"col\">Parameters</th>");
        columns.forEach(column ->
                html.append("<th scope=\"col\">").append(Html.escape(column)).append("</th>"));
        html.append("</tr></thead>\n");
        for (Group group : groups) {
            html.append("<tbody>\n");
            for (int r = 0; r < group.rows.size(); r++) {
                Row row = group.rows.get(r);
                html.append("<tr").append(row.quiet ? " class=\"quiet\"" : "").append('>');
                if (r == 0) {
                    html.append("<th scope=\"rowgroup\" rowspan=\"" + group.rows.size() + "\">")
                            .append(Html.escape(group.name))
                            .append("</th>");
                }
                html.append("<th scope=\"row\">").append(Html.escape(row.name)).append("</th>");
                row.cells.forEach(cell -> html.append(html(cell)));
                html.append("</tr>\n");
            }
            html.append("</tbody>\n");
        }
        return html.append("</table></div>\n").toString();
    }

    private static String html(Cell cell) {
        String value = Html.escape(cell.value);
        return "<td" + (cell.best ? " class=\"best\"" : "") + ">"
                + (cell.best ? "<strong>" + value + "</strong>" : value)
                + (cell.detail.isEmpty() ? "" : "<small>" + Html.escape(cell.detail) + "</small>") + "</td>";
    }
}
