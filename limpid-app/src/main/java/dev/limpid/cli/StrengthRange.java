package dev.limpid.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From which strength to which noise is drawn; both may be the same. */
record StrengthRange(double low, double high) {
    StrengthRange {
        if (!(low >= 0 && low <= high)) {
            throw new IllegalArgumentException("strengths are 0 <= LOW <= HIGH");
        }
    }

    /** Reads {@code LOW:HIGH}. */
    static final class Converter implements ITypeConverter<StrengthRange> {
        @Override
        public StrengthRange convert(String text) {
            String[] parts = text.split(":", -1);
            try {
                if (parts.length == 2) {
                    return new StrengthRange(Double.parseDouble(parts[0].trim()), Double.parseDouble(parts[1].trim()));
                }
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException("'" + text + "' is not LOW:HIGH with 0 <= LOW <= HIGH, e.g. 0.5:1.6");
            }
            throw new TypeConversionException("'" + text + "' is not LOW:HIGH, e.g. 0.5:1.6");
        }
    }
}
