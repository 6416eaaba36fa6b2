package dev.limpid.invariance;

import dev.limpid.image.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What could have changed in a patch without the denoiser noticing. All numbers in HU unless they say otherwise.
 *
 * @param input the patch
 * @param output what the denoiser made of it
 * @param fullDose the same place at full dose, where it was given
 * @param reconstruction the patch as the model's autoencoder sees it
 * @param samples in the order of drawing, consistent or not
 * @param limit the consistency that a sample needs: the 5 percent quantile of what noise alone does to the output, so that a
 *     consistent sample moves it less than 19 of 20 repetitions of the scan would
 * @param noiseConsistency mean absolute difference that noise alone makes in the output
 * @param noiseStructure the structure that noise alone has
 * @param falsePositives share of pure-noise replicas that the structure test took for anatomy
 * @param spread standard deviation of the consistent samples at each pixel; all 0 where there are fewer than two
 * @param modes of change of the consistent samples, those of most variance first
 */
public record PatchAnalysis(
        Slice input,
        Slice output,
        Optional<Slice> fullDose,
        Slice reconstruction,
        List<Sample> samples,
        double limit,
        double noiseConsistency,
        double noiseStructure,
        double falsePositives,
        Slice spread,
        List<ChangeMode> modes) {
    public PatchAnalysis {
        samples = List.copyOf(samples);
        modes = List.copyOf(modes);
    }

    /** The samples that count, by growing distance from the patch. */
    public List<Sample> ranked() {
        return samples.stream()
                .filter(Sample::consistent)
                .sorted(Comparator.comparingDouble(Sample::distance))
                .toList();
    }

    /** Those of them that are changes of anatomy, the clearest first. */
    public List<Sample> anatomical() {
        return samples.stream()
                .filter(Sample::anatomical)
                .sorted(Comparator.comparingDouble(Sample::score).reversed())
                .toList();
    }

    /** Mean consistency of all samples, also of those that do not count. */
    public double consistency() {
        return samples.stream().mapToDouble(Sample::consistency).average().orElseThrow();
    }

    /** Mean of the spread over the patch; empty where fewer than two samples count. */
    public OptionalDouble meanSpread() {
        return ranked().size() < 2 ? OptionalDouble.empty() : OptionalDouble.of(Patches.mean(spread.toArray()));
    }

    /** Correlation of distance and consistency over all samples: whether larger changes are noticed more; empty for constants. */
    public OptionalDouble correlation() {
        double[] x = samples.stream().mapToDouble(Sample::distance).toArray();
        double[] y = samples.stream().mapToDouble(Sample::consistency).toArray();
        double meanX = samples.stream().mapToDouble(Sample::distance).average().orElseThrow();
        double meanY = consistency();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? OptionalDouble.of(xy / Math.sqrt(xx * yy)) : OptionalDouble.empty();
    }
}
