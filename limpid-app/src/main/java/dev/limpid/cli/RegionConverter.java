package dev.limpid.cli;

import dev.limpid.physics.Insert;
import dev.limpid.physics.Window;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code X,Y,WIDTH,HEIGHT} in pixels, X to the right and Y down from the first pixel. */
final class RegionConverter implements ITypeConverter<Window> {
    private static final int LEAST_SIDE = 8;

    @Override
    public Window convert(String text) {
        double[] numbers = numbers(text, 4, "X,Y,WIDTH,HEIGHT in whole pixels, e.g. 200,180,64,64");
        for (double number : numbers) {
            if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE / 4) {
                throw new TypeConversionException("'" + text + "' is not X,Y,WIDTH,HEIGHT in whole pixels from 0");
            }
        }
        if (numbers[2] < LEAST_SIDE || numbers[3] < LEAST_SIDE) {
            throw new TypeConversionException(
                    "'" + text + "' is too small: a region has " + LEAST_SIDE + " pixels a side and more");
        }
        return new Window((int) numbers[1], (int) numbers[0], (int) numbers[3], (int) numbers[2], 0);
    }

    /** Reads {@code X,Y,RADIUS}: the middle in pixels and the radius in mm. */
    static final class OfInsert implements ITypeConverter<Insert> {
        @Override
        public Insert convert(String text) {
            double[] numbers = numbers(text, 3, "X,Y,RADIUS, pixels and mm, e.g. 256.5,180,12.5");
            try {
                return new Insert(numbers[0], numbers[1], numbers[2]);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    private static double[] numbers(String text, int count, String form) {
        String[] parts = text.split(",", -1);
        double[] numbers = new double[count];
        try {
            for (int i = 0; i < count && parts.length == count; i++) {
                numbers[i] = Double.parseDouble(parts[i].trim());
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not " + form);
        }
        if (parts.length != count) {
            throw new TypeConversionException("'" + text + "' is not " + form);
        }
        return numbers;
    }
}
