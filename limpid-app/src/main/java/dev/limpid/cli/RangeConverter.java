package dev.limpid.cli;

import dev.limpid.image.IntensityRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code LOW:HIGH}, two numbers in the image's unit. */
final class RangeConverter implements ITypeConverter<IntensityRange> {
    @Override
    public IntensityRange convert(String text) {
        return parse(text, ":", "LOW:HIGH, e.g. -1000:1000", (low, high) -> new IntensityRange(low, high));
    }

    /** Reads {@code CENTRE,WIDTH}, the interval of a display window. */
    static final class OfWindow implements ITypeConverter<IntensityRange> {
        @Override
        public IntensityRange convert(String text) {
            return parse(
                    text,
                    ",",
                    "CENTRE,WIDTH with a width above 0, e.g. 40,400",
                    (centre, width) -> new IntensityRange(centre - width / 2, centre + width / 2));
        }
    }

    private interface Pair {
        IntensityRange of(float first, float second);
    }

    private static IntensityRange parse(String text, String separator, String form, Pair meaning) {
        String[] parts = text.split(separator, -1);
        try {
            if (parts.length == 2) {
                return meaning.of(Float.parseFloat(parts[0].trim()), Float.parseFloat(parts[1].trim()));
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not " + form);
        }
        throw new TypeConversionException("'" + text + "' is not " + form);
    }
}
