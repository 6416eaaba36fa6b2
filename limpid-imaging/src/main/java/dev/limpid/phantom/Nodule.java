package dev.limpid.phantom;

import java.util.BitSet;

/**
 * A lesion of the phantom, with the truth about it.
 *
 * @param kind what it is made of
 * @param slice the slice through its centre, 0-based
 * @param row its centre, 0-based, in pixels; pixel centres are at whole numbers
 * @param column likewise
 * @param diameterMm its diameter; it is a ball
 * @param hu its CT number where it fills a pixel
 * @param backgroundHu mean of the slice in a ring 2 mm wide round it, clear of its own edge
 * @param mask by row-major index, the pixels of that slice whose centre lies within it
 */
public record Nodule(
        Kind kind, int slice, double row, double column, double diameterMm, float hu, float backgroundHu, BitSet mask) {
    public Nodule {
        mask = (BitSet) mask.clone();
    }

    /** The pixels whose centre lies within it; a copy. */
    @Override
    public BitSet mask() {
        return (BitSet) mask.clone();
    }

    /** How far it stands out: its HU less its surroundings'. */
    public float contrastHu() {
        return hu - backgroundHu;
    }

    /** What a lesion is made of. */
    public enum Kind {
        /** A solid lung nodule, about as dense as muscle. */
        SOLID("solid lung nodule"),
        /** A ground-glass lung nodule: denser than lung, far less dense than muscle. */
        GROUND_GLASS("ground-glass lung nodule"),
        /** A liver lesion a few tens of HU darker than the liver. */
        LIVER("low-contrast liver lesion");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For a human. */
        public String label() {
            return label;
        }
    }
}
