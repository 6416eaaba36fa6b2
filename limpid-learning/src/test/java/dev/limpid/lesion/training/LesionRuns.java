package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.TrainingImage;
import dev.limpid.training.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Images of one bright square each, and the runs that learn from them. */
final class LesionRuns {
    static final int SIZE = 64;

    private LesionRuns() {}

    static List<LesionImage> images(int count) {
        List<LesionImage> images = new ArrayList<>();
        Random random = new Random(9);
        for (int i = 0; i < count; i++) {
            Box box = new Box(10 + 6 * i % 30, 14 + 4 * i % 30, 26 + 6 * i % 30, 30 + 4 * i % 30);
            float[] pixels = new float[SIZE * SIZE];
            for (int k = 0; k < pixels.length; k++) {
                int row = k / SIZE;
                int column = k % SIZE;
                boolean inside = column >= box.x0() && column < box.x1() && row >= box.y0() && row < box.y1();
                pixels[k] = (inside ? 0.8f : 0.3f) + 0.02f * (float) random.nextGaussian();
            }
            images.add(
                    new LesionImage(new TrainingImage("p" + i, "all", i + ".png", SIZE, SIZE, pixels), List.of(box)));
        }
        return images;
    }

    static DetectorPlan plan(int steps, double learningRate, int validateEvery, boolean noise) {
        return plan(steps, learningRate, validateEvery, noise, 1);
    }

    static DetectorPlan plan(int steps, double learningRate, int validateEvery, boolean noise, int batch) {
        return new DetectorPlan(
                "tiny",
                Modality.OTHER,
                Optional.empty(),
                Optional.empty(),
                Unit.ARBITRARY,
                "square",
                "none",
                List.of(),
                Optional.empty(),
                DetectorShape.SMALL,
                SIZE,
                steps,
                batch,
                learningRate,
                3,
                "fp32",
                1,
                noise ? Optional.of(new DegradationMix(0.5, List.of("gaussian"), 0.5, 1, 0, 1)) : Optional.empty(),
                Optional.empty(),
                100,
                validateEvery,
                2);
    }

    /** A run that is killed after some steps. */
    static TrainingProgress killedAfter(long steps) {
        return new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {
                if (done > steps) {
                    throw new IllegalStateException("killed");
                }
            }

            @Override
            public void message(String line) {
                // Nobody listens.
            }
        };
    }
}
