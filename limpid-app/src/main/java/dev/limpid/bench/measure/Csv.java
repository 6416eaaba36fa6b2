package dev.limpid.bench.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** A table for other programs: commas, a head, line feeds, six significant digits; empty where there is no figure. */
public final class Csv {
    private static final int DIGITS = 6;

    private final StringBuilder text = new StringBuilder();

    public Csv(String... columns) {
        text.append(String.join(",", columns)).append('\n');
    }

    /** Adds a row of texts and numbers. */
    public void row(Object... fields) {
        List<String> cells = new ArrayList<>();
        for (Object field : fields) {
            cells.add(field instanceof Double number ? number(number) : quoted(String.valueOf(field)));
        }
        text.append(String.join(",", cells)).append('\n');
    }

    /** A number of six significant digits; empty for none. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String plain = BigDecimal.valueOf(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
        return plain.equals("0.0") ? "0" : plain;
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[\",\\r\\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
