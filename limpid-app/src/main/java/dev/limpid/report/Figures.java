package dev.limpid.report;

import java.util.Locale;

/** How numbers are written for people: few digits, a point, the same in every locale. */
final class Figures {
    private Figures() {}

    /** Three significant digits for small values, whole numbers for large ones; never an exponent. */
    static String plain(double value) {
        double size = Math.abs(value);
        int decimals =
                size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.matches("-?0(\\.0+)?") ? "0" : text;
    }

    /** As {@link #plain} without zeros at the end, for the ticks of a scale. */
    static String tick(double value) {
        String text = plain(value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** With a sign unless it is written as zero. */
    static String signed(double value) {
        String text = plain(value);
        return text.startsWith("-") || text.equals("0") ? text : "+" + text;
    }

    static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String percent(double fraction) {
        double p = 100 * fraction;
        return p == 0 ? "0 %" : p < 0.01 ? "< 0.01 %" : (p < 10 ? fixed(p, 2) : fixed(p, 1)) + " %";
    }

    /** The smallest round number (1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten) that is at least {@code value}; 1 for zero. */
    static double roundUp(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
        for (double step : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8, 10}) {
            if (step * power >= value * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
