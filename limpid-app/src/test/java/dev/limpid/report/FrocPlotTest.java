package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FrocPlotTest {
    private static final double[] NONE = {};
    private static final Pattern POINT = Pattern.compile("([\\d.]+),([\\d.]+)");
    private static final Pattern INTERVAL =
            Pattern.compile("x1=\"([\\d.]+)\" x2=\"([\\d.]+)\" y1=\"([\\d.]+)\" y2=\"([\\d.]+)\" stroke=");

    private static String svg(double[] rates, double[] found, double[] low, double[] high) {
        return new FrocPlot(List.of(new FrocPlot.Curve(rates, found, low, high))).svg();
    }

    private static List<double[]> corners(String svg) {
        String points = svg.substring(svg.indexOf("points=\""), svg.indexOf("/>", svg.indexOf("points=\"")));
        return POINT.matcher(points)
                .results()
                .map(point -> new double[] {Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))})
                .toList();
    }

    @Test
    void aCurveIsAStaircaseThatOnlyRises() {
        List<double[]> corners = corners(svg(new double[] {0.25, 1}, new double[] {0.5, 0.75}, NONE, NONE));
        assertThat(corners).hasSize(6);
        for (int i = 1; i < corners.size(); i++) {
            boolean across = corners.get(i)[1] == corners.get(i - 1)[1];
            boolean up = corners.get(i)[0] == corners.get(i - 1)[0] && corners.get(i)[1] < corners.get(i - 1)[1];
            assertThat(across || up).as("corner " + i).isTrue();
        }
    }

    @Test
    void halfOfTheLesionsIsHalfWayUp() {
        List<double[]> corners = corners(svg(new double[] {1, 2}, new double[] {0.5, 1}, NONE, NONE));
        double bottom = corners.get(0)[1];
        double top = corners.get(corners.size() - 1)[1];
        assertThat(corners.get(2)[1]).isEqualTo((bottom + top) / 2);
    }

    @Test
    void eachDoublingOfTheRateIsAsFarFromTheLast() {
        List<double[]> corners = corners(svg(new double[] {1, 2, 4}, new double[] {0.1, 0.2, 0.3}, NONE, NONE));
        double first = corners.get(3)[0] - corners.get(1)[0];
        double second = corners.get(5)[0] - corners.get(3)[0];
        assertThat(Math.abs(first - second)).isLessThanOrEqualTo(0.15);
        assertThat(first).isPositive();
    }

    @Test
    void whatNeedsMoreFalsePositivesThanThePlotHasIsNotShown() {
        assertThat(corners(svg(new double[] {1, 100}, new double[] {0.5, 1}, NONE, NONE)))
                .hasSize(4);
    }

    @Test
    void intervalsStandWhereTheyHaveEndsAndNowhereElse() {
        double[] low = {Double.NaN, 0.2, 0.5};
        double[] high = {Double.NaN, 0.6, 0.5};
        List<MatchResult> drawn = INTERVAL.matcher(svg(new double[] {1}, new double[] {0.5}, low, high))
                .results()
                .toList();
        assertThat(drawn).hasSize(1);
        assertThat(drawn.get(0).group(1)).isEqualTo(drawn.get(0).group(2));
        assertThat(Double.parseDouble(drawn.get(0).group(3)))
                .as("the lower end, further down")
                .isGreaterThan(Double.parseDouble(drawn.get(0).group(4)));
    }

    @Test
    void aCurveWithoutASensitivityForEachRateIsRefused() {
        assertThatThrownBy(() -> new FrocPlot.Curve(new double[2], new double[1], NONE, NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
