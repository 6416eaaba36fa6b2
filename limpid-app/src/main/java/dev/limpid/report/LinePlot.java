package dev.limpid.report;

import java.util.List;
import java.util.Locale;

/**
 * A small line plot as inline SVG: a line a method, with a legend of its own ({@link #legend}), so that no label lies on
 * a line. Points that are not finite are left out.
 *
 * @param title of the plot, above it
 * @param across what runs from left to right
 * @param lines one a method, in the order of the legend
 */
public record LinePlot(String title, String across, List<Line> lines) {
    private static final int WIDTH = 330;
    private static final int HEIGHT = 230;
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 40;

    /** Colours that differ in lightness too and stand out on white and on black. */
    private static final List<String> COLOURS =
            List.of("#7a7a7a", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56a5d8", "#8a4fbf");

    private static final List<String> DASHES = List.of("", "5 3", "1.5 2.5");

    /**
     * One line.
     *
     * @param x as many as {@code y}, ascending
     * @param low lower ends of intervals about {@code y}, shown where they differ from it
     * @param high upper ends
     */
    public record Line(String name, double[] x, double[] y, double[] low, double[] high) {
        /** A line without intervals. */
        public Line(String name, double[] x, double[] y) {
            this(name, x, y, y, y);
        }
    }

    String svg() {
        double[] range = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE};
        for (Line line : lines) {
            for (int i = 0; i < line.x.length; i++) {
                if (Double.isFinite(line.y[i])) {
                    range[0] = Math.min(range[0], line.x[i]);
                    range[1] = Math.max(range[1], line.x[i]);
                    range[2] = Math.min(range[2], Math.min(line.y[i], line.low[i]));
                    range[3] = Math.max(range[3], Math.max(line.y[i], line.high[i]));
                }
            }
        }
        if (range[0] > range[1]) {
            return "";
        }
        Scale across = Scale.of(Math.min(0, range[0]), range[1], LEFT, WIDTH - RIGHT, 5);
        Scale up = Scale.of(range[2], range[3], HEIGHT - BOTTOM, TOP, 4);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                Html.escape(title + " against " + this.across)));
        svg.append(text(LEFT, 14, "start", title, " class=\"head\""));
        for (double tick : up.ticks()) {
            double y = up.at(tick);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y));
            svg.append(text(LEFT - 6, y + 4, "end", Figures.tick(tick), ""));
        }
        for (double tick : across.ticks()) {
            double x = across.at(tick);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    x,
                    x,
                    HEIGHT - BOTTOM,
                    HEIGHT - BOTTOM + 4));
            svg.append(text(x, HEIGHT - BOTTOM + 17, "middle", Figures.tick(tick), ""));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", this.across, ""));
        for (int i = 0; i < lines.size(); i++) {
            svg.append(line(lines.get(i), i, across, up));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String line(Line line, int index, Scale across, Scale up) {
        StringBuilder points = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (int i = 0; i < line.x.length; i++) {
            if (Double.isFinite(line.y[i])) {
                double x = across.at(line.x[i]);
                double y = up.at(line.y[i]);
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
                if (line.low[i] < line.high[i]) {
                    dots.append(String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.55\"/>",
                            x,
                            x,
                            up.at(line.low[i]),
                            up.at(line.high[i]),
                            colour(index)));
                }
                dots.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"><title>%s</title></circle>",
                        x,
                        y,
                        colour(index),
                        Html.escape(line.name + ": " + Figures.plain(line.y[i]))));
            }
        }
        return "<polyline points=\"" + points.toString().strip() + "\" " + stroke(index) + "/>" + dots + "\n";
    }

    /** The lines' colours and names, to stand above plots that share them. */
    public static String legend(List<String> names) {
        StringBuilder html = new StringBuilder("<p class=\"legend\">");
        for (int i = 0; i < names.size(); i++) {
            html.append(
                            "<span><svg width=\"30\" height=\"10\" aria-hidden=\"true\"><line x1=\"1\" x2=\"29\" y1=\"5\" y2=\"5\" ")
                    .append(stroke(i))
                    .append("/></svg> ")
                    .append(Html.escape(names.get(i)))
                    .append("</span>");
        }
        return html.append("</p>\n").toString();
    }

    static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    static String stroke(int index) {
        String dash = DASHES.get(index / COLOURS.size() % DASHES.size());
        return "fill=\"none\" stroke=\"" + colour(index) + "\" stroke-width=\"1.8\""
                + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }

    static String text(double x, double y, String anchor, String text, String more) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>",
                x,
                y,
                anchor,
                more,
                Html.escape(text));
    }
}
