package dev.limpid.invariance;

import dev.limpid.image.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What could have changed in a patch without the denoiser noticing. All numbers in HU unless they say otherwise, and of the patch
 * within its rim, an eighth of its edge at each side.
 *
 * @param input the patch
 * @param output what the denoiser made of it
 * @param fullDose the same place at full dose, where it was given
 * @param reconstruction the patch as the model's autoencoder sees it
 * @param samples in the order of drawing, consistent or not
 * @param refinements steps by which each sample may have been moved after it was drawn; 0 for samples as drawn
 * @param noise what noise alone does, which they are measured against
 * @param spread standard deviation of the consistent samples at each pixel, 0 in the rim; all 0 where there are fewer than two
 * @param modes of change of the consistent samples, those of most variance first
 */
public record PatchAnalysis(
        Slice input,
        Slice output,
        Optional<Slice> fullDose,
        Slice reconstruction,
        List<Sample> samples,
        int refinements,
        PureNoise noise,
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
                .sorted(Comparator.comparingDouble(
                                (Sample sample) -> sample.score().orElseThrow())
                        .reversed())
                .toList();
    }

    /** Mean consistency of all samples, also of those that do not count. */
    public double consistency() {
        return samples.stream().mapToDouble(Sample::consistency).average().orElseThrow();
    }

    /** Mean consistency of all samples as the model drew them, before any refinement. */
    public double consistencyAsDrawn() {
        return samples.stream()
                .mapToDouble(Sample::consistencyAsDrawn)
                .average()
                .orElseThrow();
    }

    /** How many samples would count without refinement. */
    public long consistentAsDrawn() {
        return samples.stream().filter(Sample::consistentAsDrawn).count();
    }

    /** How many samples were refused for being unlike the patches trained on. */
    public long outside() {
        return samples.stream().filter(sample -> !sample.within()).count();
    }

    /**
     * Mean absolute difference of the patch from what the autoencoder makes of it, in HU: what the model cannot draw. Up to
     * {@link PureNoise#distance} it may be noise.
     */
    public double reconstructionError() {
        return Patches.distance(reconstruction.toArray(), input.toArray());
    }

    /** Mean of the spread within the patch's rim; empty where fewer than two samples count. */
    public OptionalDouble meanSpread() {
        return ranked().size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Patches.mean(Patches.inner(spread.toArray())));
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
