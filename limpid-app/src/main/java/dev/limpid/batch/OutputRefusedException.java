package dev.limpid.batch;

import java.io.IOException;

/** A result may not go where it would have to; the message names the file and says what to do. */
public final class OutputRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public OutputRefusedException(String message) {
        super(Problem.oneLine(message));
    }
}
