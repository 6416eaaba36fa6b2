package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.Optional;

/**
 * Stored value to output value: {@code slope * stored + intercept} (Modality LUT, PS3.3 C.11.1.1.2; Pixel Value
 * Transformation, C.7.6.16.2.9).
 *
 * @param type Rescale Type (0028,1054), where it is given
 * @param given whether the header has a slope or an intercept; else this is the identity
 */
record Rescale(double slope, double intercept, Optional<String> type, boolean given) {
    static final Rescale NONE = new Rescale(1, 0, Optional.empty(), false);

    static Rescale of(Dataset header) throws IOException {
        double[] slopes = header.decimals(Tag.RESCALE_SLOPE);
        double[] intercepts = header.decimals(Tag.RESCALE_INTERCEPT);
        if (slopes.length == 0 && intercepts.length == 0) {
            return NONE;
        }
        double slope = slopes.length == 0 ? 1 : slopes[0];
        double intercept = intercepts.length == 0 ? 0 : intercepts[0];
        if (slope == 0 || Math.abs(slope) > 1e25 || Math.abs(slope) < 1e-25 || Math.abs(intercept) > 1e30) {
            throw new ImageFormatException("Rescale Slope " + slope + " and Intercept " + intercept
                    + " (0028,1053), (0028,1052) do not give usable values");
        }
        return new Rescale(slope, intercept, header.text(Tag.RESCALE_TYPE), true);
    }

    float apply(long stored) {
        return (float) (stored * slope + intercept);
    }

    /** The stored value, not rounded, that gives a value. */
    double invert(double value) {
        return (value - intercept) / slope;
    }
}
