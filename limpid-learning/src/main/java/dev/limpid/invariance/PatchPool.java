package dev.limpid.invariance;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.training.LowDosePatches;
import dev.limpid.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * Patches and what the denoiser made of them, computed once: the denoiser is frozen, and often slower than the networks that learn
 * from it.
 *
 * @param patches row-major, in HU
 * @param denoised likewise
 */
record PatchPool(List<float[]> patches, List<float[]> denoised) {
    /** Streams of batches lie far from those of other draws. */
    private static final long BATCHES = 1L << 58;

    PatchPool {
        patches = List.copyOf(patches);
        denoised = List.copyOf(denoised);
    }

    static PatchPool of(LowDosePatches source, FrozenDenoiser denoiser, int count, TrainingProgress progress) {
        List<float[]> patches = new ArrayList<>();
        List<float[]> denoised = new ArrayList<>();
        int told = 0;
        for (long step = 0; patches.size() < count; step++) {
            for (float[] patch : source.batch(step)) {
                if (patches.size() < count) {
                    patches.add(patch);
                    denoised.add(denoiser.of(patch));
                }
            }
            if (patches.size() * 4 / count > told) {
                told = patches.size() * 4 / count;
                progress.message(patches.size() + " of " + count + " patches denoised");
            }
        }
        return new PatchPool(patches, denoised);
    }

    /**
     * A batch.
     *
     * @param image as the networks see it, batch x edge x edge
     * @param denoised likewise
     */
    record Batch(float[] image, float[] denoised) {}

    /** The batch of a step: a function of the seed and the step. */
    Batch batch(long seed, long step, int size) {
        PixelRandom random = new PixelRandom(seed, BATCHES + step);
        List<float[]> images = new ArrayList<>();
        List<float[]> results = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int at = random.below(patches.size());
            images.add(patches.get(at));
            results.add(denoised.get(at));
        }
        return new Batch(Patches.toNetwork(images), Patches.toNetwork(results));
    }
}
