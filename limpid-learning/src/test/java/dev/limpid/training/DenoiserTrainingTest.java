package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.model.Dtype;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.DrUNet;
import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void aNetworkThatIsToldTheLevelLearnsFromIt() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Network network = new DrUNet(List.of(4, 4, 4, 4), 1)) {
            run(network, settings(150), folder.resolve("drunet"), listenerOf(lines));
            Parameters weights = network.parameters();
            float[] head = Ops.values(weights.get("m_head.weight"));
            weights.initialise(3, Compute.cpu());
            float[] untrained = Ops.values(weights.get("m_head.weight"));
            // Of the two channels of a kernel the second is the level's: half of it moving says it got a gradient.
            assertThat(Arrays.copyOfRange(head, 9, 18)).isNotEqualTo(Arrays.copyOfRange(untrained, 9, 18));
        }
        assertThat(psnr(lines.get(lines.size() - 1))).isGreaterThan(psnr(lines.get(0)) + 2);
    }

    @Test
    void aNetworkThatIsToldTheLevelIsRefusedNoiseWithoutOne() {
        NoiseMix mixed = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 0.9, 0);
        NoiseMix clipped = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0.1);
        for (NoiseMix noise : List.of(mixed, clipped)) {
            TrainingSettings settings = new TrainingSettings(
                    Optional.empty(),
                    32,
                    2,
                    3,
                    "fp32",
                    noise,
                    5,
                    1,
                    Optional.empty(),
                    settings(5).phases());
            try (Network network = new DrUNet(List.of(2, 2, 2, 2), 1)) {
                assertThatThrownBy(() -> run(network, settings, folder.resolve("none"), listenerOf(new ArrayList<>())))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Gaussian alone");
            }
        }
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
        TrainingPhase phase = phase(1000, 1000, 0, Loss.ABSOLUTE);
        assertThat(phase.learningRateAt(25)).isCloseTo(0.5 * 2e-3, within(5e-6));
        assertThat(phase.learningRateAt(501)).isCloseTo(0.5 * 2e-3, within(1e-6));
        assertThat(phase.learningRateAt(1000)).isLessThan(1e-7);
    }

    @Test
    void aCoolDownChangesNothingBeforeItAndEndsAtZero() {
        TrainingPhase whole = phase(1000, 1000, 0, Loss.ABSOLUTE);
        TrainingPhase cut = phase(600, 1000, 200, Loss.ABSOLUTE);
        assertThat(cut.learningRateAt(400)).isEqualTo(whole.learningRateAt(400));
        assertThat(cut.learningRateAt(501)).isCloseTo(0.5 * whole.learningRateAt(501), within(1e-12));
        assertThat(cut.learningRateAt(600)).isLessThan(1e-5);
    }

    @Test
    void aPhaseGoesOnFromTheModelFileOfTheOneBefore() throws IOException {
        Checkpoint first = train(settings(6), folder.resolve("first"), new ArrayList<>());
        TrainingSettings both = settings(6, 4);
        Checkpoint straight = train(both, folder.resolve("straight"), new ArrayList<>());
        Map<String, float[]> rounded = new TreeMap<>();
        Map<String, float[]> fresh = new TreeMap<>();
        first.tensors().forEach((name, values) -> {
            if (name.startsWith("weight.")) {
                float[] kept = StoredTensor.ofFloats(name, Dtype.BF16, values, values.length)
                        .toFloats();
                rounded.put(name.substring("weight.".length()), kept);
            } else {
                fresh.put(name, new float[values.length]);
            }
        });
        Path file = folder.resolve("second");
        Checkpoint.of(6, 0, both.toString(), first.log(), rounded, fresh).write(file);
        Checkpoint resumed = train(both, file, new ArrayList<>());
        straight.tensors()
                .forEach((name, values) ->
                        assertThat(resumed.tensors().get(name)).as(name).isEqualTo(values));
    }

    @Test
    void frozenWeightsStayAndTheRestLearnsAsIfTheyWereNotThere() throws IOException {
        TrainingSettings plain = settings(5);
        TrainingSettings frozen = settings(List.of(plain.phases().get(0).freezing(".block")), plain.validateEvery());
        Checkpoint without = train(plain, folder.resolve("without"), new ArrayList<>());
        try (UNet network = new UNet(4, List.of(2, 1, 0, 1, 1))) {
            network.parameters().initialise(3, Compute.cpu());
            Map<String, float[]> start = network.parameters().values();
            Checkpoint with = run(network, frozen, folder.resolve("with"), listenerOf(new ArrayList<>()));
            assertThat(with.log()).isEqualTo(without.log());
            start.forEach((name, values) -> assertThat(with.weight(name))
                    .as(name)
                    .isEqualTo(name.contains(".block") ? values : without.weight(name)));
        }
    }

    @ParameterizedTest
    @CsvSource({".blok, no weight's", "'', every weight's"})
    void freezingNothingOrEverythingIsRefused(String text, String said) {
        TrainingSettings plain = settings(5);
        TrainingSettings frozen = settings(List.of(plain.phases().get(0).freezing(text)), plain.validateEvery());
        assertThatThrownBy(() -> train(frozen, folder.resolve("none"), new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void residualBlocksLearnWhenNothingFreezesThem() throws IOException {
        try (UNet network = new UNet(4, List.of(1, 0, 0, 0, 0))) {
            network.parameters().initialise(3, Compute.cpu());
            float[] start = Ops.values(network.parameters().get("up4.block0.res.0.weight"));
            Checkpoint end = run(network, settings(20), folder.resolve("thawed"), listenerOf(new ArrayList<>()));
            assertThat(end.weight("up4.block0.res.0.weight")).isNotEqualTo(start);
            assertThat(end.weight("in.block0.res.2.weight")).isNotEqualTo(new float[144]);
        }
    }

    private static Checkpoint train(TrainingSettings settings, Path file, List<String> lines) throws IOException {
        return run(settings, file, listenerOf(lines));
    }

    private static TrainingProgress listenerOf(List<String> lines) {
        return new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {}

            @Override
            public void message(String line) {
                lines.add(line);
            }
        };
    }

    private static Checkpoint run(TrainingSettings settings, Path file, TrainingProgress progress) throws IOException {
        try (UNet network = new UNet(4)) {
            return run(network, settings, file, progress);
        }
    }

    private static Checkpoint run(Network network, TrainingSettings settings, Path file, TrainingProgress progress)
            throws IOException {
        List<TrainingImage> images = List.of(rings());
        return new DenoiserTraining(
                        settings,
                        network,
                        Compute.cpu(),
                        images,
                        new Validation(images, 1, 16, settings),
                        PhaseTerms.Judges.NONE)
                .run(file, 0, settings.toString(), progress);
    }

    private static TrainingSettings settings(int... steps) {
        List<TrainingPhase> phases = Arrays.stream(steps)
                .mapToObj(count -> phase(count, count, 0, Loss.ABSOLUTE))
                .toList();
        return settings(phases, Math.min(steps[0], 20));
    }

    private static TrainingSettings settings(List<TrainingPhase> phases, int validateEvery) {
        return new TrainingSettings(
                Optional.of(4), 32, 2, 3, "fp32", ONE_KIND, validateEvery, 1, Optional.empty(), phases);
    }

    private static TrainingPhase phase(int steps, int cosineSteps, int coolDownSteps, Loss loss) {
        return new TrainingPhase(
                List.of(new WeightedSubset("rings", 1)),
                steps,
                2e-3,
                cosineSteps,
                coolDownSteps,
                loss,
                Augmentation.PLAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
