package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.graph.Activation;
import dev.limpid.network.maps.Target;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.FeatureTerm.GateKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTrainingTest {
    private static final NoiseMix NOISE = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0);
    private static final FeatureTerm HARD = new FeatureTerm(1, GateKind.HARD, Target.SUM);

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void withHardGatesAndTheSumItTrainsNothingAndSaysSo() throws IOException {
        Map<String, float[]> plain = run("plain", Runs.phase(6), Optional.empty());
        Map<String, float[]> hard = run("hard", Runs.phase(6).preserving(HARD), Optional.empty());
        plain.forEach((name, values) -> assertThat(hard.get(name)).as(name).isEqualTo(values));
        assertThat(lines).anyMatch(line -> line.startsWith("warning: the feature loss of phase 1 trains nothing"));
    }

    @Test
    void withSoftGatesOrTheEnergyItTrainsSomethingElse() throws IOException {
        Map<String, float[]> plain = run("plain", Runs.phase(6), Optional.empty());
        FeatureTerm energy = new FeatureTerm(1, GateKind.HARD, Target.ENERGY);
        for (FeatureTerm term : List.of(FeatureTerm.soft(1), energy)) {
            Map<String, float[]> other =
                    run("other" + term.differentiated(), Runs.phase(6).preserving(term), Optional.empty());
            assertThat(other.get("in.conv1.weight")).isNotEqualTo(plain.get("in.conv1.weight"));
        }
        assertThat(lines).noneMatch(line -> line.contains("warning"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aResumedRunIsTheRunThatWasInterrupted(int pool) throws IOException {
        Optional<Integer> distinct = pool == 0 ? Optional.empty() : Optional.of(pool);
        TrainingPhase phase = Runs.phase(8).preserving(FeatureTerm.soft(0.5));
        Map<String, float[]> straight = run("straight", phase, distinct);
        class Stop extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        TrainingProgress stopping = new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {
                if (done > 5) {
                    throw new Stop();
                }
            }

            @Override
            public void message(String line) {}
        };
        assertThatThrownBy(() -> run("stopped", phase, distinct, stopping)).isInstanceOf(Stop.class);
        Map<String, float[]> resumed = run("stopped", phase, distinct);
        straight.forEach(
                (name, values) -> assertThat(resumed.get(name)).as(name).isEqualTo(values));
    }

    @Test
    void aPhaseWithItNeedsARestorationNetwork() {
        TrainingSettings settings = Runs.settings(Runs.phase(1).preserving(HARD), NOISE, Optional.empty());
        try (Network network = new UNet(4)) {
            List<TrainingImage> images = List.of(Runs.rings());
            assertThatThrownBy(() -> new DenoiserTraining(
                            settings,
                            network,
                            Compute.cpu(),
                            images,
                            new Validation(images, 1, 16, settings),
                            PhaseTerms.Judges.NONE))
                    .hasMessageContaining("needs a restoration network");
        }
    }

    @Test
    void itGoesWithDegradedImages() throws IOException {
        DegradationMix mix = new DegradationMix(0.5, List.of("motion", "gaussian"), 0.5, 1, 0.5, 1);
        TrainingPhase phase = Runs.phase(3).degrading(mix);
        Map<String, float[]> plain = run("plain", phase, Optional.of(2));
        Map<String, float[]> other = run("other", phase.preserving(FeatureTerm.soft(1)), Optional.of(2));
        assertThat(other.get("in.conv1.weight")).isNotEqualTo(plain.get("in.conv1.weight"));
    }

    @Test
    void aPoolWhoseMapsDoNotFitIntoMemoryIsRefused() {
        TrainingPhase phase = Runs.phase(1).preserving(HARD);
        assertThatThrownBy(() -> Runs.settings(phase, NOISE, Optional.of(600_000)))
                .hasMessageContaining("would take 2343 MB");
    }

    @Test
    void pooledPatchesComeAgainWithOtherNoise() {
        TrainingPhase phase = Runs.phase(1);
        PatchSampler sampler =
                new PatchSampler(List.of(Runs.rings()), Runs.settings(phase, NOISE, Optional.of(2)), phase);
        int area = Runs.PATCH * Runs.PATCH;
        float[][] known = new float[3][];
        List<Float> noisy = new ArrayList<>();
        for (int step = 0; step < 10; step++) {
            PatchSampler.Batch batch = sampler.batch(step);
            for (int i = 0; i < Runs.BATCH; i++) {
                int key = Math.toIntExact(batch.keys()[i]);
                float[] clean = Arrays.copyOfRange(batch.clean(), i * area, (i + 1) * area);
                assertThat(key).isBetween(1, 2);
                if (known[key] != null) {
                    assertThat(clean).isEqualTo(known[key]);
                }
                known[key] = clean;
                noisy.add(batch.noisy()[i * area]);
            }
        }
        assertThat(known[1]).isNotEqualTo(known[2]);
        assertThat(noisy).doesNotHaveDuplicates();
    }

    private Map<String, float[]> run(String name, TrainingPhase phase, Optional<Integer> pool) throws IOException {
        return run(name, phase, pool, new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {}

            @Override
            public void message(String line) {
                lines.add(line);
            }
        });
    }

    private Map<String, float[]> run(
            String name, TrainingPhase phase, Optional<Integer> pool, TrainingProgress progress) throws IOException {
        TrainingSettings settings = Runs.settings(phase, NOISE, pool);
        List<TrainingImage> images = List.of(Runs.rings());
        try (Network network = new UNet(4);
                Network restoration = new UNet(UNet.Shape.restoration(2, Activation.RELU))) {
            restoration.parameters().initialise(5, Compute.cpu());
            Validation validation = new Validation(images, 1, 16, settings);
            new DenoiserTraining(
                            settings,
                            network,
                            Compute.cpu(),
                            images,
                            validation,
                            new PhaseTerms.Judges(Optional.of(restoration), Optional.empty()))
                    .run(folder.resolve(name), 0, name, progress);
            return network.parameters().values();
        }
    }
}
