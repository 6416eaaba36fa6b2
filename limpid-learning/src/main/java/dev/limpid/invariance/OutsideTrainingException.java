package dev.limpid.invariance;

/** A patch is unlike those that the model was trained on; says in one line in what. */
public final class OutsideTrainingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public OutsideTrainingException(String message) {
        super(message);
    }
}
