package dev.limpid.invariance;

/**
 * How samples are drawn and looked at.
 *
 * @param samples drawn for a patch, at least 2
 * @param refinements steps of {@link Refinement} for each, 0 for none
 * @param replicas of the noise that the denoiser is asked about, at least 20
 * @param smoothing standard deviation in pixels of the Gaussian that parts structure from noise, 1..8
 * @param seed of all draws
 */
public record AnalysisSettings(int samples, int refinements, int replicas, double smoothing, long seed) {
    /** 100 samples as they come, 40 replicas, structure of more than 3 pixels. */
    public static final AnalysisSettings STANDARD = new AnalysisSettings(100, 0, 40, 3, 1332);

    public AnalysisSettings {
        require(samples >= 2 && samples <= 10_000, "samples must be 2..10000");
        require(refinements >= 0 && refinements <= 100, "refinements must be 0..100");
        require(replicas >= 20 && replicas <= 10_000, "replicas of the noise must be 20..10000");
        require(smoothing >= 1 && smoothing <= 8, "smoothing must be 1..8 pixels");
    }

    /** The same with fewer samples and replicas, for the many patches of a map. */
    AnalysisSettings forMap(int count) {
        return new AnalysisSettings(count, refinements, 20, smoothing, seed);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
