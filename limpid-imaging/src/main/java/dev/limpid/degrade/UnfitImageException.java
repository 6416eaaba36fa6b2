package dev.limpid.degrade;

/**
 * An image shows too little for a degradation to be made of it, such as one that is not CT for a lower dose: nothing is wrong
 * with what was asked for, and other images may do. The message is one line that says what is missing and what to do.
 */
public final class UnfitImageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public UnfitImageException(String message) {
        super(message);
    }
}
