package dev.limpid.invariance;

import dev.limpid.image.Slice;
import java.util.List;

/**
 * What another draw of a patch's noise does. Where the full dose is known, so is the patch's own noise, and the other draw is
 * compared with it; where the noise is simulated, two draws about the denoised patch are compared with each other.
 */
final class PatchNoise {
    private final NoiseReplicas replicas;
    private final float[] patch;
    private final Kind kind;

    private enum Kind {
        AGAINST_PATCH,
        AGAINST_EACH_OTHER,
        GUESSED
    }

    private PatchNoise(NoiseReplicas replicas, float[] patch, Kind kind) {
        this.replicas = replicas;
        this.patch = patch;
        this.kind = kind;
    }

    /** @param output what the denoiser made of the patch */
    static PatchNoise of(NoiseSource source, float[] patch, float[] output, int row, int column, int edge) {
        if (source instanceof NoiseSource.FullDose full) {
            return againstPatch(Patches.cut(full.image(), row, column, edge), patch, edge);
        }
        if (source instanceof NoiseSource.Simulated simulated) {
            return simulated(output, patch, cut(simulated.draws(), row, column, edge), edge);
        }
        return new PatchNoise(new NoiseReplicas(output, patch, edge), patch, Kind.GUESSED);
    }

    /** With the patch's own noise known: what it differs by from the anatomy. */
    static PatchNoise againstPatch(float[] anatomy, float[] patch, int edge) {
        return new PatchNoise(new NoiseReplicas(anatomy, patch, edge), patch, Kind.AGAINST_PATCH);
    }

    private static PatchNoise simulated(float[] output, float[] patch, List<float[]> draws, int edge) {
        return new PatchNoise(new NoiseReplicas(output, draws, edge), patch, Kind.AGAINST_EACH_OTHER);
    }

    private static List<float[]> cut(List<Slice> draws, int row, int column, int edge) {
        return draws.stream().map(draw -> Patches.cut(draw, row, column, edge)).toList();
    }

    /** Whether more is known of the noise than what the denoiser took away. */
    boolean isKnown() {
        return kind != Kind.GUESSED;
    }

    /** How a patch changes when only its noise is drawn anew, row-major, in HU. */
    float[] change(long seed, long index) {
        return kind == Kind.AGAINST_EACH_OTHER
                // The difference of two normal draws is one that is larger by the root of two.
                ? Patches.sum(new float[patch.length], replicas.noise(seed, index), Math.sqrt(2))
                : Patches.difference(replicas.replica(seed, index), patch);
    }

    /** How the output changes when only the noise is drawn anew, row-major, in HU. */
    float[] moved(FrozenDenoiser denoiser, float[] output, long seed, long index) {
        return kind == Kind.AGAINST_EACH_OTHER
                ? Patches.difference(
                        denoiser.of(replicas.replica(seed, 2 * index)),
                        denoiser.of(replicas.replica(seed, 2 * index + 1)))
                : Patches.difference(denoiser.of(replicas.replica(seed, index)), output);
    }
}
