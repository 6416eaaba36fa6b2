package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
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
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LidnetTest {
    private static final int STAGE_STEPS = 2;

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
        return plan(validateEvery, perceptual, detectionWeight, featureWeight, false, false);
    }

    private static LidnetPlan plan(
            int validateEvery,
            Perceptual perceptual,
            double detectionWeight,
            double featureWeight,
            boolean detectorFixed,
            boolean lastKept) {
        return new LidnetPlan(
                LesionRuns.plan(STAGE_STEPS, 1e-3, validateEvery, true),
                new NetworkPlan("redcnn", Map.of("width", "4")),
                64,
                2,
                STAGE_STEPS,
                4,
                validateEvery,
                1e-3,
                1e-3,
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
                plan.detector().seed());
        try (Network network = plan.denoiser().create();
                Detector detector = new Detector(DetectorShape.SMALL);
                Network restoration = JointLossTest.restoration()) {
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
                        plan.featureWeight() > 0 ? Optional.of(restoration) : Optional.empty());
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
            LidnetPlan plan = plan(2, Perceptual.ROI, 0.01, 0.1);
            Checkpoint whole = run("whole", LesionRuns.killedAfter(100), plan);
            // In the middle of the joint stage, in which both learn.
            assertThatThrownBy(() -> run("broken", LesionRuns.killedAfter(6), plan))
                    .hasMessage("killed");
            Checkpoint resumed = run("broken", LesionRuns.killedAfter(100), plan);
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
                assertThatThrownBy(() -> run(before, LesionRuns.killedAfter(at), 1))
                        .hasMessage("killed");
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
            Checkpoint end = run("last", LesionRuns.killedAfter(100), plan(1, Perceptual.ROI, 0.01, 0, false, true));
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
            LidnetPlan plan = plan(1, Perceptual.ROI, 0.01, 0, true, false);
            assertThat(plan.position(6, 2)).isEqualTo(new LidnetPlan.Position(LidnetPlan.Stage.JOINT, 2, true, 2));
            assertThatThrownBy(() -> run("before", LesionRuns.killedAfter(4), plan))
                    .hasMessage("killed");
            Checkpoint before = Checkpoint.read(folder.resolve("before"));
            Checkpoint after = run("after", LesionRuns.killedAfter(100), plan);
            assertThat(changed(before, after, LidnetModels.DENOISER)).isTrue();
            assertThat(changed(before, after, LidnetModels.DETECTOR)).isFalse();
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
            }
        }

        @ParameterizedTest
        @CsvSource({"ct-redcnn, 37, 22", "ct-redcnn, 6, 9", "cxr, 37, 22", "cxr, 64, 64"})
        void areOfAnImageDenoisedAsInUseAndOfZerosWhereThereIsNone(String name, int rows, int columns)
                throws IOException {
            ModelFile model = ModelFile.open(Path.of("../models", name + ".safetensors"));
            ModelInput input = model.card().input();
            IntensityRange range = input.range().orElse(new IntensityRange(0, 1));
            Random random = new Random(5);
            float[] values = new float[rows * columns];
            float[] padded = new float[64 * 64];
            for (int i = 0; i < values.length; i++) {
                float value = 0.3f + 0.3f * random.nextFloat();
                values[i] = (float) (range.low() + value * (range.high() - range.low()));
                padded[i / columns * 64 + i % columns] = value;
            }
            float[] made = new float[64 * 64];
            try (Network network = Networks.load(model, Compute.cpu());
                    PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor image = Ops.tensor(padded, 1, 1, 64, 64);
                Ops.read(Denoising.by(network, Compute.cpu()).of(image, new Detector.Size(rows, columns)), made);
            }
            Slice image = Slice.of(rows, columns, values, input.unit());
            float[] wanted;
            try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, new InferenceOptions("cpu", "fp32", 0, 1))) {
                wanted = denoiser.forRange(range).denoise(image).toArray();
            }
            for (int i = 0; i < made.length; i++) {
                boolean inside = i / 64 < rows && i % 64 < columns;
                float expected = inside ? range.normalise(wanted[i / 64 * columns + i % 64]) : 0;
                assertThat(made[i]).as("%d", i).isCloseTo(expected, within(1e-4f));
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
        void withoutProposalsRegionsAreLesionsAloneAndWhereThereIsNoneTheLossIsZero() {
            try (Detector detector = new Detector(DetectorShape.SMALL);
                    PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                detector.parameters().initialise(1, Compute.cpu());
                Tensor image = constant(64, 0.5f);
                image.narrow(2, 20, 20).add_(Ops.scalar(0.3));
                Detector.Features denoised = detector.features(constant(64, 0.5f), ScalarType.Float);
                Detector.Features clean = detector.features(image, ScalarType.Float);
                List<Box> lesion = List.of(new Box(10, 10, 50, 50));
                List<Tensor> made = denoised.stages().subList(1, 3);
                List<Tensor> wanted = clean.stages().subList(1, 3);
                double alone = Perceptual.ROI.of(made, wanted, lesion).item_double();
                assertThat(alone).isPositive();
                assertThat(ofRegions(detector, denoised, clean, lesion, 0)).isEqualTo(alone);
                assertThat(ofRegions(detector, denoised, clean, List.of(), 0)).isZero();
                assertThat(ofRegions(detector, denoised, clean, List.of(), 64)).isPositive();
            }
        }

        private static double ofRegions(
                Detector detector, Detector.Features denoised, Detector.Features clean, List<Box> lesions, int most) {
            return Perceptual.ROI
                    .of(detector, denoised, clean, ScalarType.Float, new Detector.Size(64, 64), lesions, most)
                    .item_double();
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
                        detector.features(denoised, ScalarType.Float),
                        detector.features(clean, ScalarType.Float),
                        ScalarType.Float,
                        new Detector.Size(64, 64),
                        List.of(new Box(10, 10, 50, 50)),
                        4);
                loss.backward();
                assertThat(denoised.grad().abs().sum().item_double()).isPositive();
                detector.parameters()
                        .shapes()
                        .keySet()
                        .forEach(name -> assertThat(
                                        detector.parameters().get(name).grad().defined())
                                .as(name)
                                .isFalse());
            }
        }
    }

    @Nested
    class Best {
        @Test
        void isThatOfTheHighestSumOfATenthOfPsnrAndPrecisionAndTheEarlierOfEquals() {
            BestOfBoth best = BestOfBoth.of("");
            assertThat(best.isEmpty()).isTrue();
            assertThat(best.add(30, 0.5)).as("the start").isTrue();
            assertThat(best.add(31, 0.45)).as("a decibel for 0.05").isTrue();
            assertThat(best.add(31.5, 0.35)).as("half a decibel for 0.1").isFalse();
            assertThat(best.add(31, 0.45)).as("an equal one").isFalse();
            assertThat(best.sinceBest()).isEqualTo(2);
            assertThat(best.add(30.8, 0.5)).as("a fifth of a decibel for 0.05").isTrue();
            assertThat(best.sinceBest()).isZero();
        }

        @Test
        void isNoHighPrecisionByChanceOfADenoiserThatIsNotYetOne() {
            BestOfBoth best = BestOfBoth.of("");
            best.add(22, 0.20);
            assertThat(best.add(23, 0.60)).isTrue();
            assertThat(best.add(25, 0.50)).isTrue();
        }

        @Test
        void isNoDetectorThatLostMuchForALittlePsnr() {
            BestOfBoth best = BestOfBoth.of("");
            best.add(30, 0.60);
            assertThat(best.add(30.01, 0.20)).isFalse();
            assertThat(best.add(30.02, 0.21)).isFalse();
        }

        @Test
        void isTheStartOfADetectorThatFindsLessAndLess() {
            BestOfBoth best = BestOfBoth.of("");
            best.add(30, 0.60);
            for (int i = 1; i <= 11; i++) {
                assertThat(best.add(30 + 0.01 * i, 0.60 - 0.05 * i)).isFalse();
            }
            assertThat(best.sinceBest()).isEqualTo(11);
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
