package dev.limpid.image;

/**
 * A place where something was found.
 *
 * @param box where, in pixels
 * @param score how sure a detector is, 0..1; an order, not a probability of disease
 * @param label what it is, e.g. {@code opacity}
 */
public record Detection(Box box, double score, String label) {
    public Detection {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is 0..1, not " + score);
        }
    }
}
