package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LidnetTest {
    private static final int STAGE_STEPS = 2;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static LidnetPlan plan() {
        return new LidnetPlan(
                LesionRuns.plan(STAGE_STEPS, 1e-3, 2, true),
                new NetworkPlan("redcnn", Map.of("width", "4")),
                64,
                STAGE_STEPS,
                4,
                1e-3,
                1e-3,
                Perceptual.ROI,
                0.1,
                0.01,
                8,
                5);
    }

    private Checkpoint run(String name, TrainingProgress progress) throws IOException {
        LidnetPlan plan = plan();
        Path file = folder.resolve(name);
        List<LesionImage> images = LesionRuns.images(3);
        LesionSampler sampler = new LesionSampler(
                images,
                1,
                plan.detector().degradations(),
                plan.detector().nodules(),
                plan.detector().seed());
        try (Network network = plan.denoiser().create();
                Detector detector = new Detector(DetectorShape.SMALL)) {
            network.parameters().initialise(3, Compute.cpu());
            detector.parameters().initialise(4, Compute.cpu());
            boolean goesOn = Files.exists(file);
            if (goesOn) {
                LidnetModels.putWeights(Checkpoint.read(file), network, detector, Compute.cpu());
            }
            try (LidnetModels models = new LidnetModels(network, detector)) {
                LidnetTraining training = new LidnetTraining(
                        plan, STAGE_STEPS, models, Compute.cpu(), sampler, new DetectorValidation(images, 2, sampler));
                if (goesOn) {
                    training.restore(Checkpoint.read(file));
                }
                return training.run(goesOn ? Checkpoint.read(file).step() : 0, 0, file, 0, "x", progress);
            }
        }
    }

    @Nested
    class Stages {
        @Test
        void aResumedRunIsTheRunThatWasInterrupted() throws IOException {
            Checkpoint whole = run("whole", LesionRuns.killedAfter(100));
            // In the middle of the joint stage, in which both learn.
            assertThatThrownBy(() -> run("broken", LesionRuns.killedAfter(6))).hasMessage("killed");
            Checkpoint resumed = run("broken", LesionRuns.killedAfter(100));
            assertThat(resumed.log()).isEqualTo(whole.log());
            whole.tensors()
                    .forEach((name, values) ->
                            assertThat(resumed.tensor(name)).as(name).isEqualTo(values));
        }

        @Test
        void eachChangesWhatItsNameSays() throws IOException {
            assertThatThrownBy(() -> run("first", LesionRuns.killedAfter(2))).hasMessage("killed");
            Checkpoint first = Checkpoint.read(folder.resolve("first"));
            assertThatThrownBy(() -> run("second", LesionRuns.killedAfter(4))).hasMessage("killed");
            Checkpoint second = Checkpoint.read(folder.resolve("second"));
            Checkpoint third = run("third", LesionRuns.killedAfter(100));
            assertThat(changed(first, second, LidnetModels.DENOISER)).isFalse();
            assertThat(changed(first, second, LidnetModels.DETECTOR)).isTrue();
            assertThat(changed(second, third, LidnetModels.DENOISER)).isTrue();
            assertThat(changed(second, third, LidnetModels.DETECTOR)).isTrue();
            assertThat(third.tensor("scales")).hasSize(2).doesNotContain(0f);
        }

        private boolean changed(Checkpoint before, Checkpoint after, String prefix) {
            return before.tensors().keySet().stream()
                    .filter(name -> name.startsWith("weight." + prefix))
                    .anyMatch(name -> !Arrays.equals(before.tensor(name), after.tensor(name)));
        }

        @Test
        void stepsBelongToTheirStages() {
            LidnetPlan plan = plan();
            assertThat(plan.position(2, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.DENOISER, 2));
            assertThat(plan.position(3, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.DETECTOR, 1));
            assertThat(plan.position(5, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.JOINT, 1));
            assertThat(plan.position(3, 0).stage()).isEqualTo(LidnetPlan.Stage.JOINT);
            assertThat(plan.position(5, 2).ofDenoiser()).isTrue();
            assertThat(plan.position(6, 2).ofDenoiser()).isFalse();
        }
    }

    @Nested
    class Losses {
        private Tensor constant(int size, float value) {
            float[] values = new float[size * size];
            Arrays.fill(values, value);
            return Ops.tensor(values, 1, 1, size, size);
        }

        @Test
        void ofFeaturesThatDifferByAConstantAreItsSquareForEachStage() {
            try (PointerScope scope = new PointerScope()) {
                List<Tensor> one = List.of(constant(16, 1), constant(8, 2));
                List<Tensor> other = List.of(constant(16, 1.5f), constant(8, 5));
                List<Box> regions = List.of(new Box(8, 8, 40, 40), new Box(60, 60, 100, 100));
                for (Perceptual kind : List.of(Perceptual.ROI, Perceptual.IMAGE)) {
                    assertThat(kind.of(one, other, regions).item_double()).isCloseTo(0.25 + 9, within(1e-4));
                    assertThat(kind.of(one, one, regions).item_double()).isZero();
                }
                assertThat(Perceptual.NONE.of(one, other, regions).item_double())
                        .isZero();
            }
        }

        @Test
        void regionsSeeNothingOfWhatLiesElsewhere() {
            try (PointerScope scope = new PointerScope()) {
                Tensor changed = constant(16, 1);
                changed.narrow(2, 12, 4).add_(Ops.scalar(3));
                List<Tensor> one = List.of(constant(16, 1), constant(8, 2));
                List<Tensor> other = List.of(changed, constant(8, 2));
                // Rows 12 and beyond at stride 8 are pixels from 96 on.
                List<Box> regions = List.of(new Box(8, 8, 60, 80));
                assertThat(Perceptual.ROI.of(one, other, regions).item_double()).isZero();
                assertThat(Perceptual.IMAGE.of(one, other, regions).item_double())
                        .isPositive();
            }
        }

        @Test
        void gradientsGoToTheDenoisedImageAlone() {
            try (Detector detector = new Detector(DetectorShape.SMALL);
                    PointerScope scope = new PointerScope()) {
                detector.parameters().initialise(1, Compute.cpu());
                detector.parameters().trainable(false);
                Tensor denoised = constant(64, 0.5f).set_requires_grad(true);
                Tensor clean = constant(64, 0.5f);
                clean.narrow(2, 20, 20).add_(Ops.scalar(0.3));
                Tensor loss = Perceptual.ROI.of(
                        detector,
                        denoised,
                        clean,
                        new Detector.Size(64, 64),
                        List.of(new Box(10, 10, 50, 50)),
                        4,
                        ScalarType.Float);
                loss.backward();
                assertThat(denoised.grad().abs().sum().item_double()).isPositive();
                assertThat(detector.parameters().get("stem.weight").requires_grad())
                        .isFalse();
            }
        }
    }

    @Nested
    class Best {
        @Test
        void isTheLeastSumOfRanksAndTheLaterOfEquals() {
            BestOfBoth best = BestOfBoth.of("");
            assertThat(best.add(30, 0.5)).isTrue();
            assertThat(best.add(31, 0.6)).isTrue();
            assertThat(best.add(30.5, 0.55)).isFalse();
            assertThat(best.add(30, 0.2)).isFalse();
            assertThat(best.sinceBest()).isEqualTo(2);
            assertThat(best.add(29, 0.7)).isFalse();
            assertThat(best.add(31.5, 0.65)).isTrue();
            assertThat(best.sinceBest()).isZero();
        }

        @Test
        void goesOnFromItsState() {
            BestOfBoth best = BestOfBoth.of("");
            best.add(30, 0.5);
            best.add(29, 0.4);
            BestOfBoth again = BestOfBoth.of(best.state());
            assertThat(again.sinceBest()).isEqualTo(1);
            assertThat(again.state()).isEqualTo(best.state());
        }
    }
}
