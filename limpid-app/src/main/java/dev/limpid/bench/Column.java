package dev.limpid.bench;

/**
 * A column of the tables: a method with one choice of parameters.
 *
 * @param method e.g. {@code nl-means}
 * @param set how its parameters came about
 */
record Column(String method, Set set) {
    /** How parameters came about. */
    enum Set {
        /** The degraded image itself. */
        INPUT,
        /** The library's defaults. */
        DEFAULT,
        /** Chosen for the degradation on validation patients. */
        TUNED,
        /** A trained model, which has none. */
        MODEL;

        /** For tables: {@code default}. */
        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final Column NOISY = new Column("noisy", Set.INPUT);

    /** {@code nl-means}, {@code nl-means (tuned)}. */
    String title() {
        return set == Set.TUNED ? method + " (tuned)" : method;
    }
}
