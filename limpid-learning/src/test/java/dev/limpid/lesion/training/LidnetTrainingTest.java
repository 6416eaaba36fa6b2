package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LidnetTrainingTest {
    private static final int STAGE_STEPS = 2;

    /** The detector sees images made smaller, the denoiser as they are. */
    private static final int SIGHT = LesionRuns.SIZE / 2;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static LidnetPlan plan() {
        return plan(2);
    }

    private static LidnetPlan plan(int validateEvery) {
        return plan(validateEvery, Perceptual.ROI, 0.01, 0);
    }

    static LidnetPlan plan(int validateEvery, Perceptual perceptual, double detectionWeight, double featureWeight) {
        return plan(validateEvery, OwnLoss.MSE, perceptual, detectionWeight, featureWeight, false, false);
    }

    static LidnetPlan plan(
            int validateEvery,
            OwnLoss ownLoss,
            Perceptual perceptual,
            double detectionWeight,
            double featureWeight,
            boolean detectorFixed,
            boolean lastKept) {
        return new LidnetPlan(
                LesionRuns.plan(STAGE_STEPS, 1e-3, validateEvery, true, 2),
                new NetworkPlan("redcnn", Map.of("width", "4")),
                64,
                2,
                STAGE_STEPS,
                4,
                validateEvery,
                1e-3,
                1e-3,
                ownLoss,
                perceptual,
                0.1,
                detectionWeight,
                featureWeight,
                8,
                lastKept ? 1 : 5,
                detectorFixed,
                lastKept);
    }

    private Checkpoint run(String name, TrainingProgress progress) throws IOException {
        return run(name, progress, 2);
    }

    private Checkpoint run(String name, TrainingProgress progress, int validateEvery) throws IOException {
        return run(name, progress, plan(validateEvery));
    }

    private Checkpoint run(String name, TrainingProgress progress, LidnetPlan plan) throws IOException {
        Path file = folder.resolve(name);
        List<LesionImage> images = LesionRuns.images(3);
        LesionSampler sampler = new LesionSampler(
                images,
                1,
                plan.detector().degradations(),
                plan.detector().nodules(),
                SIGHT,
                plan.detector().seed());
        try (Network network = plan.denoiser().create();
                Detector detector = new Detector(DetectorShape.SMALL);
                Network restoration = JointLossTest.restoration();
                DenoiserLoss own = new DenoiserLoss(plan, Optional.of(restoration), Compute.cpu())) {
            network.parameters().initialise(3, Compute.cpu());
            detector.parameters().initialise(4, Compute.cpu());
            boolean goesOn = Files.exists(file);
            if (goesOn) {
                LidnetModels.putWeights(Checkpoint.read(file), network, detector, Compute.cpu());
            }
            try (LidnetModels models = new LidnetModels(network, detector)) {
                LidnetTraining training = new LidnetTraining(
                        plan,
                        STAGE_STEPS,
                        models,
                        Compute.cpu(),
                        sampler,
                        new DetectorValidation(images, 2, sampler, message -> {}),
                        own,
                        plan.featureWeight() > 0 ? Optional.of(restoration) : Optional.empty());
                if (goesOn) {
                    training.restore(Checkpoint.read(file));
                }
                return training.run(goesOn ? Checkpoint.read(file).step() : 0, 0, file, 0, "x", progress);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(OwnLoss.class)
    void aResumedRunIsTheRunThatWasInterrupted(OwnLoss own) throws IOException {
        LidnetPlan plan = plan(2, own, Perceptual.ROI, 0.01, 0.1, false, false);
        Checkpoint whole = run("whole", LesionRuns.killedAfter(100), plan);
        // In the middle of the joint stage, in which both learn.
        assertThatThrownBy(() -> run("broken", LesionRuns.killedAfter(6), plan)).hasMessage("killed");
        Checkpoint resumed = run("broken", LesionRuns.killedAfter(100), plan);
        assertThat(resumed.log()).isEqualTo(whole.log());
        whole.tensors()
                .forEach((name, values) ->
                        assertThat(resumed.tensor(name)).as(name).isEqualTo(values));
    }

    @Test
    void eachStageChangesWhatItsNameSays() throws IOException {
        assertThatThrownBy(() -> run("first", LesionRuns.killedAfter(2))).hasMessage("killed");
        Checkpoint first = Checkpoint.read(folder.resolve("first"));
        assertThatThrownBy(() -> run("second", LesionRuns.killedAfter(4))).hasMessage("killed");
        Checkpoint second = Checkpoint.read(folder.resolve("second"));
        Checkpoint third = run("third", LesionRuns.killedAfter(100));
        assertThat(changed(first, second, LidnetModels.DENOISER)).isFalse();
        assertThat(changed(first, second, LidnetModels.DETECTOR)).isTrue();
        assertThat(changed(second, third, LidnetModels.DENOISER)).isTrue();
        assertThat(changed(second, third, LidnetModels.DETECTOR)).isTrue();
        List<String> rows = third.log().lines().toList();
        assertThat(rows.get(1))
                .startsWith("2,denoiser,")
                .as("a detector that is not trained")
                .endsWith(",,,");
        // The state before the joint stage and two of its validations.
        assertThat(third.log().substring(third.log().lastIndexOf('#')).split(";"))
                .hasSize(3);
        assertThat(third.tensor("scales")).hasSize(4).startsWith(1f).endsWith(0f);
        assertThat(Arrays.copyOf(third.tensor("scales"), 3)).doesNotContain(0f);
    }

    @Test
    void aJointStepChangesOneOfTheTwoInTurns() throws IOException {
        // A run's validations, and so its checkpoints, are at every step here.
        for (int step = 4; step < 8; step++) {
            int at = step;
            String before = "before" + at;
            String after = "after" + at;
            assertThatThrownBy(() -> run(before, LesionRuns.killedAfter(at), 1)).hasMessage("killed");
            if (at + 1 < 8) {
                assertThatThrownBy(() -> run(after, LesionRuns.killedAfter(at + 1), 1))
                        .hasMessage("killed");
            } else {
                run(after, LesionRuns.killedAfter(100), 1);
            }
            Checkpoint one = Checkpoint.read(folder.resolve(before));
            Checkpoint other = Checkpoint.read(folder.resolve(after));
            assertThat(other.step()).isEqualTo(one.step() + 1).isEqualTo(at + 1);
            boolean ofDenoiser = at % 2 == 0; // The stage's first step is step 5.
            assertThat(changed(one, other, LidnetModels.DENOISER)).isEqualTo(ofDenoiser);
            assertThat(changed(one, other, LidnetModels.DETECTOR)).isEqualTo(!ofDenoiser);
        }
    }

    @Test
    void theLastStateIsKeptAndNothingEndsEarlyWhereNothingIsChosen() throws IOException {
        Checkpoint end =
                run("last", LesionRuns.killedAfter(100), plan(1, OwnLoss.MSE, Perceptual.ROI, 0.01, 0, false, true));
        assertThat(end.step()).isEqualTo(8);
        List<String> kept = end.tensors().keySet().stream()
                .filter(name -> name.startsWith("best."))
                .toList();
        assertThat(kept).isNotEmpty();
        kept.forEach(name -> assertThat(end.tensor(name))
                .as(name)
                .isEqualTo(end.tensor("weight." + name.substring("best.".length()))));
    }

    private boolean changed(Checkpoint before, Checkpoint after, String prefix) {
        return before.tensors().keySet().stream()
                .filter(name -> name.startsWith("weight." + prefix))
                .anyMatch(name -> !Arrays.equals(before.tensor(name), after.tensor(name)));
    }

    @Test
    void stepsBelongToTheirStages() {
        LidnetPlan plan = plan();
        assertThat(plan.position(2, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.DENOISER, 2, true, 2));
        assertThat(plan.position(3, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.DETECTOR, 1, false, 1));
        assertThat(plan.position(5, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.JOINT, 1, true, 1));
        assertThat(plan.position(6, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.JOINT, 2, false, 1));
        assertThat(plan.position(7, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.JOINT, 3, true, 2));
        assertThat(plan.position(3, 0).stage()).isEqualTo(LidnetPlan.Stage.JOINT);
    }

    @Test
    void allJointStepsAreTheDenoisersWhereTheDetectorIsFixed() throws IOException {
        LidnetPlan plan = plan(1, OwnLoss.MSE, Perceptual.ROI, 0.01, 0, true, false);
        assertThat(plan.position(6, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.JOINT, 2, true, 2));
        assertThatThrownBy(() -> run("before", LesionRuns.killedAfter(4), plan)).hasMessage("killed");
        Checkpoint before = Checkpoint.read(folder.resolve("before"));
        Checkpoint after = run("after", LesionRuns.killedAfter(100), plan);
        assertThat(changed(before, after, LidnetModels.DENOISER)).isTrue();
        assertThat(changed(before, after, LidnetModels.DETECTOR)).isFalse();
    }
}
