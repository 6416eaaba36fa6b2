package dev.limpid.invariance;

import java.util.OptionalDouble;

/**
 * What noise alone, drawn anew, does in a patch: what samples are measured against. In HU unless it says otherwise.
 *
 * @param source from what the noise is known
 * @param limit the consistency that a sample needs: a fresh draw of this noise moves the output by less with a probability of
 *     at most 5 percent. Where the noise is not known, it comes from what the denoiser took away, which is less than the noise
 * @param structureLimit the same for the {@link StructureTest structure} of the output's change: without it a change of anatomy that the
 *     denoiser sees would pass for unnoticed where noise alone moves the output a lot
 * @param consistency mean absolute difference within the rim that noise alone makes in the output
 * @param distance mean absolute difference within the rim that it makes in the patch
 * @param structure see {@link StructureTest}; empty where the noise is not known
 * @param falsePositives share of fresh draws of this noise that the structure test took for anatomy; empty likewise
 */
public record PureNoise(
        NoiseSource source,
        double limit,
        double structureLimit,
        double consistency,
        double distance,
        OptionalDouble structure,
        OptionalDouble falsePositives) {
    /** Share of draws that may move the output less than the limit. */
    private static final double PART = 0.05;

    static PureNoise of(
            NoiseSource source,
            PatchNoise noise,
            StructureTest test,
            FrozenDenoiser denoiser,
            float[] output,
            AnalysisSettings settings) {
        double[] moved = new double[settings.replicas()];
        double[] structures = new double[settings.replicas()];
        double consistency = 0;
        double distance = 0;
        float[] none = new float[output.length];
        for (int i = 0; i < moved.length; i++) {
            float[] change = noise.moved(denoiser, output, settings.seed(), i);
            moved[i] = Patches.distance(change, none);
            structures[i] = test.structure(change);
            consistency += moved[i] / moved.length;
            distance += Patches.distance(noise.change(settings.seed(), i), none) / moved.length;
        }
        return new PureNoise(
                source,
                Patches.lowerLimit(moved, PART),
                Patches.lowerLimit(structures, PART),
                consistency,
                distance,
                noise.isKnown() ? OptionalDouble.of(test.ofNoise()) : OptionalDouble.empty(),
                noise.isKnown() ? OptionalDouble.of(test.falsePositives()) : OptionalDouble.empty());
    }
}
