package dev.limpid.filter;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What the user set for one method, read by name and checked against bounds. */
final class Parameters {
    private static final String AUTO = "auto";

    private final String method;
    private final Map<String, String> values;

    /**
     * @param names all that the method takes
     * @throws IllegalArgumentException if {@code values} has another, naming those there are
     */
    Parameters(String method, Map<String, String> values, String... names) {
        requireKnown(method, values, names);
        this.method = method;
        this.values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException if {@code values} has a name that is not in {@code names} */
    static void requireKnown(String method, Map<String, String> values, String... names) {
        List<String> known = List.of(names);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String takes = known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known);
                throw new IllegalArgumentException(method + " has no parameter '" + name + "'; " + takes);
            }
        }
    }

    /** A number in low..high; {@code low} itself only if {@code lowIncluded}. */
    double number(String name, double byDefault, double low, boolean lowIncluded, double high) {
        String text = values.get(name);
        if (text == null) {
            return byDefault;
        }
        String bounds = (lowIncluded ? "from " : "above ") + plain(low) + " and at most " + plain(high);
        double value = parse(name, text, "a number " + bounds);
        if (!(lowIncluded ? value >= low : value > low) || value > high) {
            throw wrong(name, text, "a number " + bounds);
        }
        return value;
    }

    /** A number in 0..high, or empty for {@code auto}, which is the default. */
    OptionalDouble numberOrAuto(String name, double high) {
        String text = values.getOrDefault(name, AUTO);
        if (text.equals(AUTO)) {
            return OptionalDouble.empty();
        }
        String allowed = "auto or a number 0.." + plain(high);
        double value = parse(name, text, allowed);
        if (!(value >= 0 && value <= high)) {
            throw wrong(name, text, allowed);
        }
        return OptionalDouble.of(value);
    }

    /** A whole number in low..high, odd if both are odd and {@code odd} is asked for. */
    int integer(String name, int byDefault, int low, int high, boolean odd) {
        String text = values.get(name);
        if (text == null) {
            return byDefault;
        }
        String allowed = (odd ? "an odd number " : "a whole number ") + low + ".." + high;
        int value;
        try {
            value = Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(name, text, allowed);
        }
        if (value < low || value > high || (odd && value % 2 == 0)) {
            throw wrong(name, text, allowed);
        }
        return value;
    }

    /** One of the {@code allowed} words, the first by default. */
    String choice(String name, List<String> allowed) {
        String text = values.getOrDefault(name, allowed.get(0)).trim();
        if (!allowed.contains(text)) {
            throw wrong(name, text, "one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** A whole number in low..high, or empty for {@code auto}, which is the default. */
    OptionalInt integerOrAuto(String name, int low, int high) {
        String text = values.getOrDefault(name, AUTO);
        if (text.equals(AUTO)) {
            return OptionalInt.empty();
        }
        String allowed = "auto or a whole number " + low + ".." + high;
        int value;
        try {
            value = Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(name, text, allowed);
        }
        if (value < low || value > high) {
            throw wrong(name, text, allowed);
        }
        return OptionalInt.of(value);
    }

    private double parse(String name, String text, String allowed) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(name, text, allowed);
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private IllegalArgumentException wrong(String name, String text, String allowed) {
        return new IllegalArgumentException(method + ": " + name + "=" + text + " is not " + allowed);
    }
}
