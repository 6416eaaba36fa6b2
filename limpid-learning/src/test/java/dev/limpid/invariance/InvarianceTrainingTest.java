package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.Training;
import dev.limpid.network.invariance.Autoencoder;
import dev.limpid.network.invariance.ConditionalFlow;
import dev.limpid.network.invariance.Critic;
import dev.limpid.network.invariance.Pass;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.TrainingProgress;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvarianceTrainingTest {
    private static final TrainingProgress SILENT = progress(Long.MAX_VALUE);

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    /** Stops a run, as a killed process would, when a step is over. */
    private static TrainingProgress progress(long stop) {
        return new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {
                if (done == stop) {
                    throw new IllegalStateException("stopped");
                }
            }

            @Override
            public void message(String line) {
                assertThat(line).isNotBlank();
            }
        };
    }

    private InvarianceTraining.Trained run(InvarianceSettings settings, Path checkpoint, TrainingProgress progress)
            throws IOException {
        try (InvarianceTraining training =
                new InvarianceTraining(settings, TinyRuns.pool(16), Optional.empty(), Compute.cpu(), Precision.FP32)) {
            return training.run(checkpoint, 0, "these settings", progress);
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnAsIfItHadNot() throws IOException {
        InvarianceSettings settings = TinyRuns.settings(5, 5);
        InvarianceTraining.Trained whole = run(settings, folder.resolve("whole"), SILENT);
        Path checkpoint = folder.resolve("parts");
        for (long stop : new long[] {3, 7}) {
            assertThatThrownBy(() -> run(settings, checkpoint, progress(stop))).hasMessage("stopped");
        }
        InvarianceTraining.Trained parts = run(settings, checkpoint, SILENT);
        assertThat(parts.weights().keySet()).isEqualTo(whole.weights().keySet());
        whole.weights()
                .forEach((name, values) ->
                        assertThat(parts.weights().get(name)).as(name).containsExactly(values));
        assertThat(parts.log()).isEqualTo(whole.log()).contains("reconstruction", "likelihood");
    }

    @Test
    void withThePerceptualLossAndInHalfPrecisionItGoesOnLikewise() throws IOException {
        Path root = Path.of(System.getProperty("limpid.root", ".."));
        ModelFile file = ModelFile.open(root.resolve("models/ct-restoration.safetensors"));
        InvarianceSettings settings = TinyRuns.settings(3, 1);
        try (FeatureDistance features = FeatureDistance.of(file, Compute.cpu())) {
            InvarianceTraining.Trained whole = run(settings, folder.resolve("whole"), SILENT, features);
            Path checkpoint = folder.resolve("parts");
            assertThatThrownBy(() -> run(settings, checkpoint, progress(2), features))
                    .hasMessage("stopped");
            InvarianceTraining.Trained parts = run(settings, checkpoint, SILENT, features);
            whole.weights()
                    .forEach((name, values) ->
                            assertThat(parts.weights().get(name)).as(name).containsExactly(values));
            assertThat(parts.log()).isEqualTo(whole.log()).contains("features");
        }
    }

    @Test
    void fromAnotherModelItGoesOnLikewise() throws IOException {
        InvarianceSettings settings = TinyRuns.settings(3, 3);
        InvarianceTraining.Trained other = run(settings, folder.resolve("other"), SILENT);
        ModelFile start = ModelFile.write(
                folder.resolve("start.safetensors"), card(settings), InvarianceRun.stored(other), false);
        InvarianceTraining.Trained whole = runFrom(start, settings, folder.resolve("whole"), SILENT);
        Path checkpoint = folder.resolve("parts");
        for (long stop : new long[] {2, 5}) {
            assertThatThrownBy(() -> runFrom(start, settings, checkpoint, progress(stop)))
                    .hasMessage("stopped");
        }
        InvarianceTraining.Trained parts = runFrom(start, settings, checkpoint, SILENT);
        whole.weights()
                .forEach((name, values) ->
                        assertThat(parts.weights().get(name)).as(name).containsExactly(values));
        assertThat(parts.log()).isEqualTo(whole.log()).isNotEqualTo(other.log());
    }

    private static ModelCard card(InvarianceSettings settings) {
        TrainedRange.Interval any = new TrainedRange.Interval(0, 9999);
        Training how = new Training(
                List.of(),
                List.of(),
                7,
                6,
                4,
                TinyRuns.EDGE,
                "fp32",
                "loss",
                "schedule",
                1,
                "here",
                "test",
                "2026-01-01");
        return new InvarianceCard(settings.shape(), new DenoiserIdentity("blur", "0"), new TrainedRange(any, any, any))
                .card("start", how, "limpid train invariance");
    }

    private static InvarianceTraining.Trained runFrom(
            ModelFile start, InvarianceSettings settings, Path checkpoint, TrainingProgress progress)
            throws IOException {
        try (InvarianceTraining training = InvarianceTraining.from(
                start, settings, TinyRuns.pool(16), Optional.empty(), Compute.cpu(), Precision.FP32)) {
            return training.run(checkpoint, 0, "these settings", progress);
        }
    }

    private static InvarianceTraining.Trained run(
            InvarianceSettings settings, Path checkpoint, TrainingProgress progress, FeatureDistance features)
            throws IOException {
        try (InvarianceTraining training = new InvarianceTraining(
                settings, TinyRuns.pool(16), Optional.of(features), Compute.cpu(), Precision.BF16)) {
            return training.run(checkpoint, 0, "these settings", progress);
        }
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunAndSaysWhatCanBeDone() {
        float[] nothing = new float[TinyRuns.EDGE * TinyRuns.EDGE];
        Arrays.fill(nothing, Float.NaN);
        PatchPool pool = new PatchPool(List.of(nothing), List.of(nothing));
        Path checkpoint = folder.resolve("diverged.checkpoint");
        try (InvarianceTraining training = new InvarianceTraining(
                TinyRuns.settings(2, 1), pool, Optional.empty(), Compute.cpu(), Precision.FP32)) {
            assertThatThrownBy(() -> training.run(checkpoint, 1, "these", SILENT))
                    .hasMessageContaining("loss is NaN at step 1; remove " + checkpoint)
                    .hasMessageContaining("another --seed or a larger --divergence");
        }
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() throws IOException {
        Path checkpoint = folder.resolve("checkpoint");
        run(TinyRuns.settings(1, 1), checkpoint, SILENT);
        try (InvarianceTraining training = new InvarianceTraining(
                TinyRuns.settings(1, 1), TinyRuns.pool(16), Optional.empty(), Compute.cpu(), Precision.FP32)) {
            assertThatThrownBy(() -> training.run(checkpoint, 1, "other settings", SILENT))
                    .hasMessageContaining(
                            "belongs to a run with other settings, precision, images, denoiser or model to start from");
        }
    }

    /** The mean of a loss over the last steps against that over the first. */
    private static double ratio(List<Double> losses) {
        double first = losses.subList(0, 8).stream().mapToDouble(x -> x).sum();
        double last = losses.subList(losses.size() - 8, losses.size()).stream()
                .mapToDouble(x -> x)
                .sum();
        return last / first;
    }

    @ParameterizedTest
    @CsvSource({"FP32, 1", "BF16, 1", "FP32, 2"})
    void theAutoencoderLearnsAFewPatchesAndTheFlowTheirCodes(Precision convolutions, int parts) {
        InvarianceSettings settings = TinyRuns.settings(70, 70).inParts(parts);
        PatchPool pool = TinyRuns.pool(4);
        List<Double> reconstruction = new ArrayList<>();
        List<Double> likelihood = new ArrayList<>();
        try (Autoencoder autoencoder = new Autoencoder(settings.shape());
                Critic critic = new Critic(settings.shape());
                ConditionalFlow flow = new ConditionalFlow(settings.shape())) {
            autoencoder.initialise(1, Compute.cpu());
            critic.initialise(2, Compute.cpu());
            flow.initialise(3, Compute.cpu());
            try (Adam adam = new Adam(autoencoder.parameters(), 0.5);
                    Adam criticAdam = new Adam(critic.parameters(), 0.5);
                    Adam flowAdam = new Adam(flow.parameters())) {
                AutoencoderStep first = new AutoencoderStep(
                        autoencoder,
                        critic,
                        adam,
                        criticAdam,
                        settings,
                        Optional.empty(),
                        Compute.cpu(),
                        Pass.FIRST.convolving(convolutions));
                FlowStep second = new FlowStep(
                        autoencoder,
                        flow,
                        flowAdam,
                        settings,
                        ConditionalFlow.Leak.EXACT,
                        Compute.cpu(),
                        Pass.Use.FIRST);
                for (int step = 1; step <= 70; step++) {
                    reconstruction.add(first.step(step, pool.batch(1, step, 4)).get("reconstruction"));
                }
                for (int step = 1; step <= 70; step++) {
                    likelihood.add(second.step(step, pool.batch(1, step, 8)).get("likelihood"));
                }
            }
        }
        assertThat(ratio(reconstruction)).isLessThan(0.5);
        assertThat(ratio(likelihood)).isLessThan(0.9);
    }

    @Test
    void aBatchInPartsHasItsLossesAndGradientsButForBatchNormalisationByAPart() {
        First whole = firstStep(1);
        First parts = firstStep(2);
        assertThat(parts.losses()).containsOnlyKeys(whole.losses().keySet());
        for (String name : List.of("critic", "reconstruction", "loss")) {
            assertThat(parts.losses().get(name))
                    .as(name)
                    .isCloseTo(whole.losses().get(name), withinPercentage(25));
        }
        // The critic's, whose normalisation is by the patch, on patches that hardly differ before anything is learnt.
        assertThat(length(parts.criticMoments())).isCloseTo(length(whole.criticMoments()), withinPercentage(30));
        assertThat(product(parts.criticMoments(), whole.criticMoments()))
                .isGreaterThan(0.8 * length(parts.criticMoments()) * length(whole.criticMoments()));
        assertThat(length(parts.moments())).isBetween(0.5 * length(whole.moments()), 2 * length(whole.moments()));
    }

    private record First(
            Map<String, Double> losses, Map<String, float[]> criticMoments, Map<String, float[]> moments) {}

    private static double product(Map<String, float[]> one, Map<String, float[]> other) {
        double sum = 0;
        for (Map.Entry<String, float[]> entry : one.entrySet()) {
            if (entry.getKey().startsWith("adam.first.")) {
                float[] values = other.getOrDefault(entry.getKey(), new float[0]);
                for (int i = 0; i < values.length; i++) {
                    sum += (double) entry.getValue()[i] * values[i];
                }
            }
        }
        return sum;
    }

    private static double length(Map<String, float[]> moments) {
        return Math.sqrt(product(moments, moments));
    }

    private static First firstStep(int parts) {
        InvarianceSettings tiny = TinyRuns.settings(1, 1);
        InvarianceSettings settings = new InvarianceSettings(
                tiny.shape(),
                new InvarianceSettings.Stage(1, 32, 2e-3),
                parts,
                tiny.flow(),
                tiny.pool(),
                tiny.seed(),
                tiny.weights(),
                Optional.empty());
        try (Autoencoder autoencoder = new Autoencoder(settings.shape());
                Critic critic = new Critic(settings.shape())) {
            autoencoder.initialise(1, Compute.cpu());
            critic.initialise(2, Compute.cpu());
            try (Adam adam = new Adam(autoencoder.parameters(), 0.5);
                    Adam criticAdam = new Adam(critic.parameters(), 0.5)) {
                Map<String, Double> losses = new AutoencoderStep(
                                autoencoder,
                                critic,
                                adam,
                                criticAdam,
                                settings,
                                Optional.empty(),
                                Compute.cpu(),
                                Pass.FIRST)
                        .step(1, TinyRuns.pool(32).batch(1, 1, 32));
                return new First(losses, criticAdam.state(), adam.state());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4})
    void aBatchIsMadeOfEqualPartsOfTwoPatchesAtLeast(int parts) {
        assertThatThrownBy(() -> TinyRuns.settings(1, 1).inParts(parts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 patches are not " + parts + " such parts");
    }

    @Test
    void batchesAreAFunctionOfSeedAndStep() {
        PatchPool pool = TinyRuns.pool(16);
        assertThat(pool.batch(1, 5, 4).image()).isEqualTo(pool.batch(1, 5, 4).image());
        assertThat(pool.batch(1, 6, 4).image()).isNotEqualTo(pool.batch(1, 5, 4).image());
        assertThat(pool.batch(2, 5, 4).image()).isNotEqualTo(pool.batch(1, 5, 4).image());
    }
}
