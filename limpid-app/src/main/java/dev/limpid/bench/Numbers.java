package dev.limpid.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers are written into tables that other programs read: the same in every locale. */
final class Numbers {
    private Numbers() {}

    /** Six significant digits at most, no exponent, no zeros at the end: {@code 0.5}, {@code 12}. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        String text = BigDecimal.valueOf(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
        return text.equals("0.0") ? "0" : text;
    }

    /** A fixed number of decimals; {@code inf}, {@code -inf} and {@code nan} for what has none. */
    static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : special(value);
    }

    /** The same as a field of a table with commas: empty where there is no figure. */
    static String field(double value, int decimals) {
        return Double.isNaN(value) ? "" : fixed(value, decimals);
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
}
