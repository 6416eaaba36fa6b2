package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.network.UNet;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenoiserTrainingTest {
    private static final NoiseMix ONE_KIND = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0);

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void learnsToRemoveNoiseFromOneImage() throws IOException {
        List<String> lines = new ArrayList<>();
        train(settings(100), folder.resolve("a"), lines);
        double first = psnr(lines.get(0));
        double last = psnr(lines.get(lines.size() - 1));
        assertThat(last).isGreaterThan(first + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 11})
    void aResumedRunIsTheRunThatWasInterrupted(int interruptedAt) throws IOException {
        TrainingSettings settings = settings(12);
        Checkpoint straight = train(settings, folder.resolve("straight"), new ArrayList<>());
        Path file = folder.resolve("stopped");
        class Stop extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        assertThatThrownBy(() -> run(settings, file, new TrainingProgress() {
                    @Override
                    public void step(long done, long total, double meanLoss) {
                        // The checkpoint of a step is written after it was announced.
                        if (done > interruptedAt) {
                            throw new Stop();
                        }
                    }

                    @Override
                    public void message(String line) {}
                }))
                .isInstanceOf(Stop.class);
        assertThat(Checkpoint.read(file).step()).isEqualTo(interruptedAt);
        Checkpoint resumed = train(settings, file, new ArrayList<>());
        assertThat(resumed.log()).isEqualTo(straight.log());
        assertThat(resumed.tensors().keySet()).isEqualTo(straight.tensors().keySet());
        straight.tensors()
                .forEach((name, values) ->
                        assertThat(resumed.tensors().get(name)).as(name).isEqualTo(values));
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() throws IOException {
        Path file = folder.resolve("other");
        train(settings(2), file, new ArrayList<>());
        assertThatThrownBy(() -> train(settings(3), file, new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other settings");
    }

    @Test
    void theRateWarmsUpAndFallsByHalfACosine() {
        TrainingSettings settings = settings(1000);
        assertThat(DenoiserTraining.learningRate(settings, 25)).isCloseTo(0.5 * 2e-3, within(5e-6));
        assertThat(DenoiserTraining.learningRate(settings, 501)).isCloseTo(0.5 * 2e-3, within(1e-6));
        assertThat(DenoiserTraining.learningRate(settings, 1000)).isLessThan(1e-7);
    }

    @Test
    void aCoolDownChangesNothingBeforeItAndEndsAtZero() {
        TrainingSettings whole = settings(1000);
        TrainingSettings cut =
                new TrainingSettings(whole.subsets(), 4, 32, 2, 600, 2e-3, 1000, 200, 3, "fp32", ONE_KIND, 20, 1);
        assertThat(DenoiserTraining.learningRate(cut, 400)).isEqualTo(DenoiserTraining.learningRate(whole, 400));
        assertThat(DenoiserTraining.learningRate(cut, 501))
                .isCloseTo(0.5 * DenoiserTraining.learningRate(whole, 501), within(1e-12));
        assertThat(DenoiserTraining.learningRate(cut, 600)).isLessThan(1e-5);
    }

    private static Checkpoint train(TrainingSettings settings, Path file, List<String> lines) throws IOException {
        return run(settings, file, new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {}

            @Override
            public void message(String line) {
                lines.add(line);
            }
        });
    }

    private static Checkpoint run(TrainingSettings settings, Path file, TrainingProgress progress) throws IOException {
        List<TrainingImage> images = List.of(rings());
        try (UNet network = new UNet(4)) {
            return new DenoiserTraining(
                            settings,
                            network,
                            Compute.cpu(),
                            new PatchSampler(images, settings),
                            new Validation(images, 1, 16))
                    .run(file, 0, settings.toString(), progress);
        }
    }

    private static TrainingSettings settings(int steps) {
        return new TrainingSettings(
                List.of(new WeightedSubset("rings", 1)),
                4,
                32,
                2,
                steps,
                2e-3,
                steps,
                0,
                3,
                "fp32",
                ONE_KIND,
                Math.min(steps, 20),
                1);
    }

    private static double psnr(String line) {
        return Double.parseDouble(line.replaceAll(".*validation ([-0-9.]+) dB", "$1"));
    }

    private static TrainingImage rings() {
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            double radius = Math.hypot(i / 64 - 30, i % 64 - 34);
            pixels[i] = (float) (0.5 + 0.3 * Math.sin(radius / 8));
        }
        return new TrainingImage("p", "rings", "rings", 64, 64, pixels);
    }
}
