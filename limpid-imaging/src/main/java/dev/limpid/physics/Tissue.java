package dev.limpid.physics;

/**
 * What a pixel of CT shows, by its HU. The intervals leave gaps, since what lies between two of them is as likely the one as the
 * other, or both in one pixel. Bounds are ours, from usual values.
 */
public enum Tissue {
    AIR(-1100, -960),
    LUNG(-940, -650),
    FAT(-140, -60),
    SOFT(-10, 130),
    BONE(200, 2500);

    private final double low;
    private final double high;

    Tissue(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** In HU. */
    public double low() {
        return low;
    }

    /** In HU. */
    public double high() {
        return high;
    }

    boolean holds(double hounsfield) {
        return hounsfield >= low && hounsfield <= high;
    }
}
