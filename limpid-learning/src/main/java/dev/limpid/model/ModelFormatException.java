package dev.limpid.model;

import java.io.IOException;

/** A model file cannot be used; the message is one line that says which file, what is wrong and what to do. */
public class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    /** Control characters become spaces and very long messages are cut: parts of them may come from the file. */
    public ModelFormatException(String message) {
        super(oneLine(message));
    }

    public ModelFormatException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        String head = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        StringBuilder line = new StringBuilder(head.length());
        head.codePoints().forEach(c -> line.appendCodePoint(isPrintable(c) ? c : ' '));
        return line.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
