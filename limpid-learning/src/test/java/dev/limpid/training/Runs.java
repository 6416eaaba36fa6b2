package dev.limpid.training;

import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.util.List;
import java.util.Optional;

/** Small runs on one made image, for tests. */
final class Runs {
    static final int PATCH = 32;
    static final int BATCH = 2;

    private Runs() {}

    static TrainingPhase phase(int steps) {
        return new TrainingPhase(
                List.of(new WeightedSubset("rings", 1)),
                steps,
                2e-3,
                steps,
                0,
                Loss.SQUARED,
                Augmentation.PLAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static TrainingSettings settings(TrainingPhase phase, NoiseMix noise, Optional<Integer> pool) {
        return new TrainingSettings(Optional.of(4), PATCH, BATCH, 3, "fp32", noise, 1000, 1, pool, List.of(phase));
    }

    static TrainingImage rings() {
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            double radius = Math.hypot(i / 64 - 30, i % 64 - 34);
            pixels[i] = (float) (0.5 + 0.3 * Math.sin(radius / 8));
        }
        return new TrainingImage("p", "rings", "rings", 64, 64, pixels);
    }
}
