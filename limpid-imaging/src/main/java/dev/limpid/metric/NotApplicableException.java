package dev.limpid.metric;

/** A reference has no place for a metric: it is too small, or too much of it is padding. No test image changes that. */
public final class NotApplicableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public NotApplicableException(String message) {
        super(message);
    }
}
