package dev.limpid.model;

import java.util.Locale;
import java.util.Optional;

/** What {@link DomainStatistics} measures of an image plane, and how to speak of it. */
public enum DomainFeature {
    /** Mean of the normalised pixels, clamped to [0, 1] so that a fill value such as -3024 HU does not decide it. */
    MEAN("mean", "mean intensity", " of the range", 0.02),
    /** Standard deviation of the normalised pixels, clamped to [0, 1]. */
    SD("sd", "contrast (SD)", " of the range", 0.02),
    /** Standard deviation of the noise, as a fraction of the range. */
    NOISE("noise", "noise", " of the range", 0.005),
    /** Correlation between neighbouring noise pixels: 0 is white, above 0 smoother, below 0 sharper. */
    NOISE_CORRELATION("noiseCorrelation", "correlation of neighbouring noise pixels", "", 0.05),
    /** Fraction of pixels outside the range; noise alone pushes up to half of a dark ground out, so much is alike. */
    OUTSIDE("outside", "fraction of pixels outside the range", "", 0.1),
    /** Fraction of pixels that have the lowest value there is. */
    AT_LOWEST("atLowest", "fraction of pixels at the lowest value", "", 0.05),
    /** Fraction of pixels that have the highest value there is. */
    AT_HIGHEST("atHighest", "fraction of pixels at the highest value", "", 0.02),
    /** Distance of pixel centres in mm, the geometric mean of both directions; fields of view vary, so much is alike. */
    SPACING("spacing", "pixel spacing", " mm", 0.3);

    private final String key;
    private final String title;
    private final String unit;
    private final double slack;

    DomainFeature(String key, String title, String unit, double slack) {
        this.key = key;
        this.title = title;
        this.unit = unit;
        this.slack = slack;
    }

    /** The name in a card. */
    public String key() {
        return key;
    }

    /** The name in a sentence. */
    public String title() {
        return title;
    }

    /** How far beyond what was seen in training still counts as alike, at least. */
    double slack() {
        return slack;
    }

    /** The least possible value. */
    double floor() {
        return this == MEAN || this == NOISE_CORRELATION ? Double.NEGATIVE_INFINITY : 0;
    }

    /** A value with its unit, three significant digits. */
    public String format(double value) {
        return number(value) + unit;
    }

    /** A value, three significant digits and no exponent. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        int digits = (int) Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** The feature of this name in a card. */
    static Optional<DomainFeature> keyed(String key) {
        for (DomainFeature feature : values()) {
            if (feature.key.equals(key)) {
                return Optional.of(feature);
            }
        }
        return Optional.empty();
    }
}
