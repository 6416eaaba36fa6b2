package dev.limpid.image;

/** What a pixel value means. */
public enum Unit {
    /** Hounsfield units: water 0, air -1000 (CT). */
    HOUNSFIELD("HU"),
    /** A value without physical meaning: radiographs as stored, MR signal, photographs. */
    ARBITRARY("a.u."),
    /** A value in [0, 1] relative to an {@link IntensityRange}. */
    NORMALISED("1");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** The symbol to print behind a number, e.g. {@code HU}. */
    public String symbol() {
        return symbol;
    }
}
