package dev.limpid.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lengths of time as horizontal bars on a logarithmic scale, the shortest first, as inline SVG.
 *
 * @param title what is timed, with its unit
 * @param bars above 0
 */
public record BarPlot(String title, List<Bar> bars) {
    private static final int WIDTH = 760;
    private static final int LEFT = 170;
    private static final int RIGHT = 90;
    private static final int TOP = 28;
    private static final int STEP = 24;
    private static final int FOOT = 26;

    /** One bar. */
    public record Bar(String name, double value) {}

    String svg() {
        List<Bar> sorted = new ArrayList<>(bars.stream()
                .filter(bar -> bar.value > 0 && Double.isFinite(bar.value))
                .toList());
        if (sorted.isEmpty()) {
            return "";
        }
        sorted.sort(Comparator.comparingDouble(Bar::value));
        int low = (int) Math.floor(StrictMath.log10(sorted.get(0).value) - 0.1);
        int high = (int) Math.ceil(StrictMath.log10(sorted.get(sorted.size() - 1).value));
        double decade = (WIDTH - LEFT - RIGHT) / (double) Math.max(1, high - low);
        int height = TOP + STEP * sorted.size() + FOOT;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"bars\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                height,
                Html.escape(title)));
        svg.append(LinePlot.text(0, 15, "start", title, " class=\"head\""));
        for (int power = low; power <= Math.max(high, low + 1); power++) {
            double x = LEFT + (power - low) * decade;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    x,
                    x,
                    TOP,
                    height - FOOT));
            svg.append(LinePlot.text(x, height - FOOT + 16, "middle", decimal(power), ""));
        }
        for (int i = 0; i < sorted.size(); i++) {
            Bar bar = sorted.get(i);
            double y = TOP + STEP * i + 4;
            double length = Math.max(1, (StrictMath.log10(bar.value) - low) * decade);
            svg.append(LinePlot.text(LEFT - 8, y + 12, "end", bar.name, ""))
                    .append(String.format(
                            Locale.ROOT,
                            "<rect class=\"length\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>",
                            LEFT,
                            y,
                            length,
                            STEP - 8))
                    .append(LinePlot.text(LEFT + length + 6, y + 12, "start", Figures.plain(bar.value), ""));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String decimal(int power) {
        return power >= 0 ? "1" + "0".repeat(power) : "0." + "0".repeat(-power - 1) + "1";
    }
}
