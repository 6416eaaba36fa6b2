package dev.limpid.image;

import java.io.IOException;

/** A file cannot be used as an image; the message is one line that says what is wrong with it and what to do. */
public class ImageFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public ImageFormatException(String message) {
        super(message);
    }

    public ImageFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
