package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.network.BilateralLayers;
import dev.limpid.network.Network;
import dev.limpid.network.QuadraticAutoencoder;
import dev.limpid.network.ResNet;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training of networks that count, that are quadratic, and that have twelve weights, on one made image. */
class LowDoseNetworksTrainingTest {
    private static final NoiseMix GAUSSIAN = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0);
    private static final String COUNTED = "blocks.0.layers.1.running_mean";

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @ParameterizedTest
    @CsvSource({"resnet, 80", "qae, 80", "bilateral-trained, 40"})
    void theyLearnToRemoveNoise(String name, int steps) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Network network = network(name)) {
            run(network, settings(steps, 5), folder.resolve("run"), Integer.MAX_VALUE, lines);
        }
        assertThat(psnr(lines.get(lines.size() - 1))).isGreaterThan(psnr(lines.get(0)) + 0.5);
    }

    @Test
    void aResumedRunCountsAsTheRunThatWasInterrupted() throws IOException {
        TrainingSettings settings = settings(9, 3);
        try (Network straight = network("resnet");
                Network stopped = network("resnet")) {
            Checkpoint whole =
                    run(straight, settings, folder.resolve("straight"), Integer.MAX_VALUE, new ArrayList<>());
            Path file = folder.resolve("stopped");
            assertThatThrownBy(() -> run(stopped, settings, file, 4, new ArrayList<>()))
                    .isInstanceOf(Stop.class);
            Checkpoint resumed = run(stopped, settings, file, Integer.MAX_VALUE, new ArrayList<>());
            assertThat(resumed.log()).isEqualTo(whole.log());
            whole.tensors()
                    .forEach((name, values) ->
                            assertThat(resumed.tensors().get(name)).as(name).isEqualTo(values));
        }
    }

    @Test
    void aPhaseThatFreezesANormalisationLeavesWhatItCounted() throws IOException {
        TrainingSettings plain = settings(3, 1);
        TrainingSettings frozen = plain.with(plain.phases().get(0).freezing("layers.1"));
        try (Network network = network("resnet")) {
            Checkpoint end = run(network, frozen, folder.resolve("frozen"), Integer.MAX_VALUE, new ArrayList<>());
            assertThat(end.weight(COUNTED)).containsOnly(0);
            assertThat(end.weight(COUNTED.replace("1.running", "4.running"))).doesNotContain(0);
        }
    }

    @Test
    void widthsOfValuesLearnAtAPaceOfTheirOwnAndThoseOfTheMissingDirectionNot() throws IOException {
        try (Network network = network("bilateral-trained")) {
            network.parameters().initialise(3, Compute.cpu());
            Map<String, float[]> start = network.parameters().values();
            Checkpoint end = run(network, settings(1, 1), folder.resolve("one"), Integer.MAX_VALUE, new ArrayList<>());
            float moved = change(start, end, "filters.1.color_sigma") / change(start, end, "filters.1.sigma_x");
            // Adam's first step has the size of the rate.
            assertThat((double) moved).isBetween(21.0, 24.0);
            assertThat(change(start, end, "filters.1.sigma_z")).isZero();
        }
    }

    private static float change(Map<String, float[]> start, Checkpoint end, String name) {
        return Math.abs(end.weight(name)[0] - Objects.requireNonNull(start.get(name))[0]);
    }

    private static Network network(String name) {
        return switch (name) {
            case "resnet" -> new ResNet(8, 1);
            case "qae" -> new QuadraticAutoencoder();
            default -> new BilateralLayers();
        };
    }

    private static TrainingSettings settings(int steps, int validateEvery) {
        return new TrainingSettings(
                Optional.of(4),
                Runs.PATCH,
                Runs.BATCH,
                3,
                "fp32",
                GAUSSIAN,
                validateEvery,
                1,
                Optional.empty(),
                List.of(Runs.phase(steps)));
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param until the step at whose end the run is thrown out of itself */
    private static Checkpoint run(Network network, TrainingSettings settings, Path file, int until, List<String> lines)
            throws IOException {
        List<TrainingImage> images = List.of(Runs.rings());
        Validation validation = new Validation(images, 1, 16, settings);
        return new DenoiserTraining(settings, network, Compute.cpu(), images, validation, PhaseTerms.Judges.NONE)
                .run(file, 0, settings.toString(), new TrainingProgress() {
                    @Override
                    public void step(long done, long total, double meanLoss) {
                        if (done > until) {
                            throw new Stop();
                        }
                    }

                    @Override
                    public void message(String line) {
                        lines.add(line);
                    }
                });
    }

    private static double psnr(String line) {
        return Double.parseDouble(line.replaceAll(".*validation ([-0-9.]+) dB", "$1"));
    }
}
