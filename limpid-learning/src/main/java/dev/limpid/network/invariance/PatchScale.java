package dev.limpid.network.invariance;

/**
 * Between HU and what the networks see: (HU - centre) / deviation, with mean and deviation of the published training set, 481.45
 * and 502.19 of stored values, which are HU + 1024.
 */
public final class PatchScale {
    private static final double CENTRE = 481.45419786099086 - 1024;
    private static final double DEVIATION = 502.18507379395044;

    private PatchScale() {}

    public static float toNetwork(float hounsfield) {
        return (float) ((hounsfield - CENTRE) / DEVIATION);
    }

    public static float toHounsfield(float value) {
        return (float) (value * DEVIATION + CENTRE);
    }
}
