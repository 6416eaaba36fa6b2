package dev.limpid.invariance;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Denoiser;
import dev.limpid.network.invariance.InvarianceShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Networks, patches and denoisers small enough for tests. */
final class TinyRuns {
    static final int EDGE = 32;
    static final Denoiser BLUR = new GaussianFilter(1.5);
    static final InvarianceShape SHAPE = new InvarianceShape(
            EDGE,
            8,
            new InvarianceShape.Residual(false, 4, List.of(1, 1, 1, 1)),
            new InvarianceShape.Decoder(4, 2, 12, 6, 5),
            4,
            new InvarianceShape.Flow(2, 16, 1, 4, 6));

    private TinyRuns() {}

    static InvarianceSettings settings(int autoencoderSteps, int flowSteps) {
        return new InvarianceSettings(
                SHAPE,
                new InvarianceSettings.Stage(autoencoderSteps, 4, 2e-3),
                1,
                new InvarianceSettings.Stage(flowSteps, 8, 2e-3),
                16,
                7,
                new InvarianceSettings.Weights(20, 0.02, 0.1),
                Optional.empty());
    }

    /** A soft disc of 200 HU in tissue under white noise of 30 HU. */
    static float[] patch(long seed) {
        PixelRandom random = new PixelRandom(seed, 1);
        double row = random.uniform(8, 24);
        double column = random.uniform(8, 24);
        float[] patch = new float[EDGE * EDGE];
        for (int i = 0; i < patch.length; i++) {
            double radius = Math.hypot(i / EDGE - row, i % EDGE - column);
            patch[i] = (float) (40 + 200 / (1 + Math.exp(radius - 6)) + 30 * random.gaussian());
        }
        return patch;
    }

    static PatchPool pool(int count) {
        FrozenDenoiser denoiser = new FrozenDenoiser(BLUR, EDGE);
        List<float[]> patches = new ArrayList<>();
        List<float[]> denoised = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            patches.add(patch(i));
            denoised.add(denoiser.of(patches.get(i)));
        }
        return new PatchPool(patches, denoised);
    }
}
