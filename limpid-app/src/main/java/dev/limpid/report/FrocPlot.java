package dev.limpid.report;

import java.util.List;
import java.util.Locale;

/**
 * Free-response curves as inline SVG: sensitivity against false positives an image, doubling from mark to mark, each curve a
 * staircase, with intervals at the seven rates of LUNA16. Its legend is {@link LinePlot#legend}.
 *
 * @param curves one a row, in the order of the legend
 */
public record FrocPlot(List<Curve> curves) {
    private static final int WIDTH = 680;
    private static final int HEIGHT = 340;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 26;
    private static final int BOTTOM = 44;
    private static final double LEAST = 1.0 / 16;
    private static final double MOST = 16;
    private static final List<Double> RATES = List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);
    /** Pixels by which intervals of neighbouring curves stand apart. */
    private static final double ASIDE = 3;

    /**
     * One curve.
     *
     * @param falsePositives an image, rising
     * @param sensitivity from there on, 0..1, rising; as many
     * @param low lower ends of the intervals at 1/8, 1/4, 1/2, 1, 2, 4 and 8; empty or not finite for none
     * @param high upper ends
     */
    public record Curve(double[] falsePositives, double[] sensitivity, double[] low, double[] high) {
        public Curve {
            if (falsePositives.length != sensitivity.length || low.length != high.length) {
                throw new IllegalArgumentException("a curve has a sensitivity for each number of false positives");
            }
        }
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"plot\" style=\"max-width:%dpx\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Sensitivity"
                        + " against false positives an image\">%n",
                WIDTH,
                WIDTH,
                HEIGHT));
        svg.append(LinePlot.text(LEFT, 14, "start", "sensitivity (share of lesions found)", " class=\"head\""));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double y = up(tenth / 10.0);
            svg.append(line("grid", LEFT, WIDTH - RIGHT, y, y));
            svg.append(LinePlot.text(LEFT - 6, y + 4, "end", Figures.tick(tenth / 10.0), ""));
        }
        for (double rate : RATES) {
            double x = across(rate);
            svg.append(line("grid", x, x, HEIGHT - BOTTOM, HEIGHT - BOTTOM + 4));
            String label = rate >= 1 ? String.valueOf((int) rate) : "1/" + (int) (1 / rate);
            svg.append(LinePlot.text(x, HEIGHT - BOTTOM + 17, "middle", label, ""));
        }
        svg.append(LinePlot.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "false positives an image", ""));
        for (int i = 0; i < curves.size(); i++) {
            svg.append(staircase(curves.get(i), i))
                    .append(intervals(curves.get(i), i))
                    .append('\n');
        }
        return svg.append("</svg>\n").toString();
    }

    private static double across(double rate) {
        double part = Math.log(Math.max(LEAST, Math.min(MOST, rate)) / LEAST) / Math.log(MOST / LEAST);
        return LEFT + part * (WIDTH - RIGHT - LEFT);
    }

    private static double up(double sensitivity) {
        return HEIGHT - BOTTOM - sensitivity * (HEIGHT - BOTTOM - TOP);
    }

    private static String line(String kind, double x1, double x2, double y1, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
                kind,
                x1,
                x2,
                y1,
                y2);
    }

    /** From 0 at the left edge to the right edge, level between corners. */
    private static String staircase(Curve curve, int index) {
        StringBuilder points = new StringBuilder();
        double before = 0;
        points.append(point(LEAST, 0));
        for (int i = 0; i < curve.sensitivity.length && curve.falsePositives[i] <= MOST; i++) {
            points.append(point(curve.falsePositives[i], before))
                    .append(point(curve.falsePositives[i], curve.sensitivity[i]));
            before = curve.sensitivity[i];
        }
        points.append(point(MOST, before));
        return "<polyline points=\"" + points.toString().strip() + "\" " + LinePlot.stroke(index) + "/>";
    }

    private static String point(double rate, double sensitivity) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", across(rate), up(sensitivity));
    }

    private String intervals(Curve curve, int index) {
        StringBuilder svg = new StringBuilder();
        double aside = ASIDE * (index - (curves.size() - 1) / 2.0);
        for (int i = 0; i < curve.low.length && i < RATES.size(); i++) {
            if (Double.isFinite(curve.low[i]) && Double.isFinite(curve.high[i]) && curve.low[i] < curve.high[i]) {
                double x = across(RATES.get(i)) + aside;
                svg.append(String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.55\"/>",
                        x,
                        x,
                        up(curve.low[i]),
                        up(curve.high[i]),
                        LinePlot.colour(index)));
            }
        }
        return svg.toString();
    }
}
