package dev.limpid.degrade;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One number that a kind of degradation takes: its bounds, and the interval it is drawn from when the user does not set
 * it.
 *
 * @param name on the command line, and in a {@link Draw}
 * @param meaning a few words for the user, with the unit
 * @param usual the default for the user: a number, or the interval drawn from
 * @param low smallest allowed value
 * @param high largest allowed value
 * @param drawnLow lower end of the interval drawn from, in low..high
 * @param drawnHigh its upper end; equal to {@code drawnLow} for a number that is not drawn
 * @param whole whether it is a whole number
 * @param names what its whole numbers from 0 stand for; empty for a number that stands for itself
 */
public record Parameter(
        String name,
        String meaning,
        String usual,
        double low,
        double high,
        double drawnLow,
        double drawnHigh,
        boolean whole,
        List<String> names) {
    /** How far from its default a strength is drawn. */
    private static final double SPREAD = 0.2;

    /** Streams of parameters lie far above those of pixel rows. */
    private static final long STREAMS = 1L << 62;

    /** A number drawn uniformly within 20 % of its default, and within its bounds. */
    public static Parameter near(String name, String meaning, double byDefault, double low, double high) {
        return new Parameter(
                name,
                meaning,
                plain(byDefault),
                low,
                high,
                Math.max(low, byDefault * (1 - SPREAD)),
                Math.min(high, byDefault * (1 + SPREAD)),
                false,
                List.of());
    }

    /** A number that is what it is unless the user sets it. */
    public static Parameter fixed(String name, String meaning, double value, double low, double high) {
        return new Parameter(name, meaning, plain(value), low, high, value, value, false, List.of());
    }

    /** A shape, such as an angle or a place: drawn uniformly from an interval of its own. */
    public static Parameter shape(
            String name, String meaning, double drawnLow, double drawnHigh, double low, double high) {
        String usual = interval(drawnLow, drawnHigh);
        return new Parameter(name, meaning, usual, low, high, drawnLow, drawnHigh, false, List.of());
    }

    /** One of several names; the first unless the user says. Drawn and kept as the name's number from 0. */
    public static Parameter choice(String name, String meaning, List<String> names) {
        return new Parameter(name, meaning, names.get(0), 0, names.size() - 1, 0, 0, true, List.copyOf(names));
    }

    /** The same as a whole number; what is drawn is rounded. */
    public Parameter asWhole() {
        return new Parameter(name, meaning, usual, low, high, drawnLow, drawnHigh, true, names);
    }

    /** The value for a seed: each parameter has a stream of its own, so that setting one leaves the others as drawn. */
    double draw(long seed) {
        if (drawnLow == drawnHigh) {
            return drawnLow;
        }
        PixelRandom random = new PixelRandom(seed, STREAMS + Integer.toUnsignedLong(name.hashCode()));
        double value = random.uniform(drawnLow, drawnHigh);
        return whole ? Math.rint(value) : value;
    }

    /** Reads what the user set. */
    double read(String kind, String text) {
        if (names.contains(text.trim())) {
            return names.indexOf(text.trim());
        }
        double value;
        try {
            value = Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(kind + ": " + name + "=" + text.trim() + " is not " + allowed());
        }
        return check(kind, value);
    }

    /** The value itself if it is allowed. */
    double check(String kind, double value) {
        if (!(value >= low && value <= high) || (whole && value != Math.rint(value))) {
            throw new IllegalArgumentException(kind + ": " + name + "=" + plain(value) + " is not " + allowed());
        }
        return value;
    }

    /** {@code =0.1 (fraction of the range, 0..1)}: what {@code limpid kinds} says behind the name. */
    String description() {
        return "=" + usual + " (" + meaning + (names.isEmpty() ? ", " + interval(low, high) : ": " + listed()) + ")";
    }

    private String allowed() {
        if (!names.isEmpty()) {
            return "one of " + listed();
        }
        return (whole ? "a whole number " : "a number ") + interval(low, high);
    }

    private String listed() {
        return names.stream().collect(Collectors.joining(", "));
    }

    private static String interval(double from, double to) {
        return plain(from) + ".." + plain(to);
    }

    static String plain(double value) {
        boolean integral = value == Math.rint(value) && Math.abs(value) < 1e15;
        return integral ? Long.toString((long) value) : Double.toString(value);
    }
}
