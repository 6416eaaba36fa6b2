package dev.limpid.filter.bm3d;

/** The parameters of both steps; they differ with the strength of the noise. */
public enum Bm3dProfile {
    /**
     * The paper's normal profile (table I). Step 1: bior1.5 on 8 x 8 pixels, up to 16 blocks, every 3 pixels, tau 2500,
     * lambda 2.7; step 2: DCT on 8 x 8 pixels, up to 32 blocks, every 3 pixels, tau 400.
     */
    NORMAL(
            "normal",
            2.7,
            new StageSettings(BlockTransform.BIOR15, 16, 3, 2500),
            new StageSettings(BlockTransform.DCT8, 32, 3, 400)),
    /**
     * For sigma above 40 of 255. Step 1: bior1.5 on 8 x 8 pixels, up to 32 blocks, every 4 pixels, tau 25000, lambda
     * 2.8; step 2: DCT on 11 x 11 pixels, up to 32 blocks, every 6 pixels, tau 3500. These are the settings of the
     * authors' own program, which replaced those of the paper's table (DCT on 12 x 12 pixels with a
     * pre-filtered distance) after Hou, Zhao, Yang and Cheng (IEEE TIP 20(1), 2011) had found better ones.
     */
    HIGH_NOISE(
            "high-noise",
            2.8,
            new StageSettings(BlockTransform.BIOR15, 32, 4, 25000),
            new StageSettings(BlockTransform.DCT11, 32, 6, 3500));

    /** Noise above this, on a scale of 0..255, is high. */
    public static final int HIGH_NOISE_ABOVE = 40;

    private final String label;
    private final double lambda;
    private final StageSettings basic;
    private final StageSettings wiener;

    Bm3dProfile(String label, double lambda, StageSettings basic, StageSettings wiener) {
        this.label = label;
        this.lambda = lambda;
        this.basic = basic;
        this.wiener = wiener;
    }

    /** The profile for a noise on a scale of 0..255. */
    public static Bm3dProfile of(double sigma) {
        return sigma > HIGH_NOISE_ABOVE ? HIGH_NOISE : NORMAL;
    }

    /** The name on the command line: {@code normal} or {@code high-noise}. */
    public String label() {
        return label;
    }

    /** The threshold of the first step, in standard deviations of the noise. */
    double lambda() {
        return lambda;
    }

    StageSettings basic() {
        return basic;
    }

    StageSettings wiener() {
        return wiener;
    }

    /** The fewest rows and columns in which the blocks of both steps find a place. */
    int smallestSide() {
        return Math.max(basic.transform().size(), wiener.transform().size());
    }
}
