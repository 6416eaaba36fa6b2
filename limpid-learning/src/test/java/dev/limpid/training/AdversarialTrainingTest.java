package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.network.ConvolutionChain;
import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.features.EncoderFeatures;
import dev.limpid.network.graph.Activation;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.adversarial.AdversarialTerm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdversarialTrainingTest {
    private static final NoiseMix NOISE = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0);
    private static final AdversarialTerm GAME =
            new AdversarialTerm(0.01, 1e-3, Optional.of(0.5), Optional.empty(), Optional.of(2), Optional.empty());

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static TrainingSettings settings(List<TrainingPhase> phases) {
        return new TrainingSettings(Optional.of(4), 64, 2, 3, "fp32", NOISE, 1000, 1, Optional.empty(), phases);
    }

    private static List<TrainingPhase> phases() {
        return List.of(
                Runs.phase(3), Runs.phase(4).against(GAME, Loss.SQUARED, Optional.of(new PerceptualTerm(0.5)), 0.5));
    }

    private Map<String, float[]> run(String name, List<TrainingPhase> phases, long stopAfter) throws IOException {
        TrainingSettings settings = settings(phases);
        List<TrainingImage> images = List.of(Runs.rings());
        TrainingProgress progress = new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {
                if (done > stopAfter) {
                    throw new IllegalStateException("stopped");
                }
            }

            @Override
            public void message(String line) {}
        };
        try (Network network = ConvolutionChain.wganVgg();
                Network restoration = new UNet(UNet.Shape.restoration(2, Activation.RELU))) {
            restoration.parameters().initialise(5, Compute.cpu());
            PhaseTerms.Judges judges = new PhaseTerms.Judges(
                    Optional.of(restoration), Optional.of(new EncoderFeatures(restoration, "toy")));
            Validation validation = new Validation(images, 1, 1, settings);
            return new DenoiserTraining(settings, network, Compute.cpu(), images, validation, judges)
                    .run(folder.resolve(name), 0, name, progress)
                    .tensors();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5})
    void aResumedRunIsTheRunThatWasInterruptedOpponentAndAll(long stopped) throws IOException {
        Map<String, float[]> straight = run("straight", phases(), Long.MAX_VALUE);
        assertThatThrownBy(() -> run("resumed", phases(), stopped)).hasMessage("stopped");
        // The name is the fingerprint.
        Map<String, float[]> resumed = run("resumed", phases(), Long.MAX_VALUE);
        assertThat(resumed.keySet()).isEqualTo(straight.keySet()).contains("adversary.critic.weight.conv0.weight");
        straight.forEach(
                (name, values) -> assertThat(resumed.get(name)).as(name).isEqualTo(values));
    }

    @Test
    void theOpponentChangesWhatIsLearnt() throws IOException {
        Map<String, float[]> plain = run("plain", List.of(Runs.phase(4)), Long.MAX_VALUE);
        Map<String, float[]> against = run(
                "against", List.of(Runs.phase(4).against(GAME, Loss.SQUARED, Optional.empty(), 0.9)), Long.MAX_VALUE);
        assertThat(against.get("weight.conv1.weight")).isNotEqualTo(plain.get("weight.conv1.weight"));
    }

    @Test
    void aPhaseWithAPerceptualLossNeedsANetworkToCompareFeaturesOf() {
        TrainingSettings settings = settings(phases());
        List<TrainingImage> images = List.of(Runs.rings());
        try (Network network = ConvolutionChain.wganVgg()) {
            assertThatThrownBy(() -> new DenoiserTraining(
                            settings,
                            network,
                            Compute.cpu(),
                            images,
                            new Validation(images, 1, 1, settings),
                            PhaseTerms.Judges.NONE))
                    .hasMessageContaining("needs a network to compare features of");
        }
    }

    @Test
    void aShorterPhaseWarmsItsMixingUpAsMuchFaster() {
        AdversarialTerm dual = new AdversarialTerm(
                1,
                1e-3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new AdversarialTerm.DualDomain(1, 1, 0.5, 500)));
        TrainingPhase phase = Runs.phase(4000).against(dual, Loss.SQUARED, Optional.empty(), 0.9);
        AdversarialTerm shorter = phase.withSteps(400).adversarial().orElseThrow();
        assertThat(shorter.dualDomain().orElseThrow().warmUpSteps()).isEqualTo(50);
        assertThat(settings(List.of(Runs.phase(3000), phase)).withSteps(70).phases().stream()
                        .map(TrainingPhase::steps))
                .containsExactly(30, 40);
    }

    @Test
    void aPhaseWithoutAnyLossIsRefused() {
        TrainingPhase plain = Runs.phase(2);
        assertThatThrownBy(() -> new TrainingPhase(
                        plain.subsets(),
                        2,
                        1e-3,
                        2,
                        0,
                        Loss.NONE,
                        Augmentation.PLAIN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("needs a perceptual loss or an adversary");
    }
}
