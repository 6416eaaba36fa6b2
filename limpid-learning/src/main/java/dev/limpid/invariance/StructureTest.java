package dev.limpid.invariance;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;

/**
 * Tells a change of anatomy from one of noise. Our own: the authors' two methods to look at invariances are not public.
 *
 * <p>The structure of a change is the 99.9 percentile of |G * change| within the patch's rim, where the rim's change is taken for 0,
 * with a Gaussian G that is wider than the noise is correlated.
 * Its score is how many standard deviations that is above its mean over changes of the same patch by noise alone. A score above 3
 * counts as anatomy. How often pure noise passes for anatomy is not computed but measured, on replicas that the mean and the
 * deviation have not seen.
 */
public final class StructureTest {
    /** Scores above this count as anatomy. */
    public static final double LIMIT = 3;

    private static final double PERCENTILE = 0.999;
    private static final int REPLICAS = 300;

    private final int edge;
    private final GaussianFilter smoothing;
    private final double mean;
    private final double deviation;
    private final double falsePositives;

    StructureTest(PatchNoise noise, int edge, AnalysisSettings settings) {
        this.edge = edge;
        this.smoothing = new GaussianFilter(settings.smoothing());
        double[] seen = new double[REPLICAS];
        double[] fresh = new double[REPLICAS];
        for (int i = 0; i < REPLICAS; i++) {
            // The denoiser's own replicas come first in the stream.
            long index = 2L * (settings.replicas() + i);
            seen[i] = structure(noise.change(settings.seed(), index));
            fresh[i] = structure(noise.change(settings.seed(), index + 1));
        }
        mean = Arrays.stream(seen).average().orElseThrow();
        double squares = Arrays.stream(seen)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        deviation = Math.max(Math.sqrt(squares / (REPLICAS - 1)), 1e-6);
        falsePositives =
                Arrays.stream(fresh).filter(value -> score(value) > LIMIT).count() / (double) REPLICAS;
    }

    /** A change within the rim without what is smaller than the Gaussian, in HU; what lies in the rim counts as no change. */
    float[] smoothed(float[] change) {
        Slice seen = Slice.of(edge, edge, Patches.withoutRim(change), Unit.HOUNSFIELD);
        return Patches.withoutRim(smoothing.denoise(seen).toArray());
    }

    /** The structure of a change, in HU. */
    double structure(float[] change) {
        float[] smooth = Patches.inner(smoothed(change));
        double[] sizes = new double[smooth.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(smooth[i]);
        }
        return Patches.quantile(sizes, PERCENTILE);
    }

    double score(double structure) {
        return (structure - mean) / deviation;
    }

    /** The structure that pure noise has, mean, in HU. */
    double ofNoise() {
        return mean;
    }

    /** Share of fresh pure-noise replicas that score above the limit. */
    double falsePositives() {
        return falsePositives;
    }

    /** Fresh replicas that the share was measured on. */
    public static int replicas() {
        return REPLICAS;
    }
}
