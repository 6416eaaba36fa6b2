package dev.limpid.raster;

import dev.limpid.image.Derivation;

/** A derivation as text for a picture's header. */
final class Notes {
    private Notes() {}

    /** What made the file, e.g. {@code Limpid 0.1.0}. */
    static String software(Derivation how) {
        return clean("Limpid " + how.version());
    }

    /** One line: what was done, by what, with which parameters. */
    static String description(Derivation how) {
        return clean(how.description() + " [method: " + how.method() + "; parameters: " + how.parameters() + "]");
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
