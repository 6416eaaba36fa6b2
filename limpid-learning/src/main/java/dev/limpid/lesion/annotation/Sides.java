package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;

/** Four numbers as a box, or an error that says where they stand. */
final class Sides {
    private Sides() {}

    /** @param where what the message begins with */
    static Box box(double x0, double y0, double x1, double y1, String where) throws ImageFormatException {
        try {
            return new Box(x0, y0, x1, y1);
        } catch (IllegalArgumentException noArea) {
            throw new ImageFormatException(where + noArea.getMessage(), noArea);
        }
    }
}
