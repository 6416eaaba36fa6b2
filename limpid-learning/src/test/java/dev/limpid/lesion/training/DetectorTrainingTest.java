package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.TrainingImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTrainingTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static LesionSampler sampler(List<LesionImage> images, DetectorPlan plan) {
        return new LesionSampler(images, plan.lesionShare(), plan.degradations(), plan.nodules(), plan.seed());
    }

    @Test
    void oneImageIsLearntByHeart() throws IOException {
        List<LesionImage> images = LesionRuns.images(1);
        DetectorPlan plan = LesionRuns.plan(60, 1e-3, 60, false);
        LesionSampler sampler = sampler(images, plan);
        try (Detector detector = new Detector(DetectorShape.SMALL)) {
            DetectorValidation validation = new DetectorValidation(images, 1, sampler, message -> {});
            new DetectorTraining(plan, detector, Compute.cpu(), sampler, validation)
                    .run(folder.resolve("a"), 3600, "", LesionRuns.killedAfter(1000));
            assertThat(validation.ofClean(detector, Compute.cpu()).precision()).isEqualTo(1);
        }
    }

    @Test
    void aResumedRunIsTheRunThatWasInterrupted() throws IOException {
        List<LesionImage> images = LesionRuns.images(3);
        DetectorPlan plan = LesionRuns.plan(4, 1e-3, 2, true);
        LesionSampler sampler = sampler(images, plan);
        Checkpoint whole;
        try (Detector detector = new Detector(DetectorShape.SMALL)) {
            whole = training(plan, detector, sampler, images)
                    .run(folder.resolve("whole"), 3600, "x", LesionRuns.killedAfter(9));
        }
        Path broken = folder.resolve("broken");
        try (Detector detector = new Detector(DetectorShape.SMALL)) {
            DetectorTraining training = training(plan, detector, sampler, images);
            assertThatThrownBy(() -> training.run(broken, 0, "x", LesionRuns.killedAfter(2)))
                    .hasMessage("killed");
        }
        try (Detector detector = new Detector(DetectorShape.SMALL)) {
            DetectorTraining training = training(plan, detector, sampler, images);
            assertThatThrownBy(() -> training.run(broken, 0, "y", LesionRuns.killedAfter(9)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("other settings or images");
            Checkpoint resumed = training.run(broken, 0, "x", LesionRuns.killedAfter(9));
            assertThat(resumed.log()).isEqualTo(whole.log());
            assertThat(resumed.tensors().keySet()).isEqualTo(whole.tensors().keySet());
            resumed.tensors()
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(whole.tensor(name)));
        }
    }

    private static DetectorTraining training(
            DetectorPlan plan, Detector detector, LesionSampler sampler, List<LesionImage> images) {
        return new DetectorTraining(
                plan, detector, Compute.cpu(), sampler, new DetectorValidation(images, 2, sampler, message -> {}));
    }

    @Test
    void theLastQuarterOfTheStepsSeesImagesAsTheyAreDrawn() {
        List<LesionImage> images = LesionRuns.images(3);
        DetectorPlan plan = LesionRuns.plan(8, 1e-3, 2, false);
        LesionSampler sampler = sampler(images, plan);
        try (Detector detector = new Detector(DetectorShape.SMALL)) {
            DetectorTraining training = training(plan, detector, sampler, images);
            for (int step = 1; step <= 8; step++) {
                float[] drawn = sampler.example(step).seen().pixels();
                assertThat(Arrays.equals(training.viewed(step).seen().pixels(), drawn))
                        .as("step %d of 8", step)
                        .isEqualTo(step > 6);
            }
        }
    }

    @Test
    void whatIsDrawnIsAFunctionOfSeedAndNumber() {
        List<LesionImage> images = LesionRuns.images(5);
        LesionSampler one = sampler(images, LesionRuns.plan(4, 1e-3, 2, true));
        LesionSampler other = sampler(images, LesionRuns.plan(4, 1e-3, 2, true));
        one.example(1);
        assertThat(one.example(7).seen().pixels())
                .isEqualTo(other.example(7).seen().pixels());
        assertThat(one.example(8).boxes()).isEqualTo(other.example(8).boxes());
    }

    @Test
    void boxesLieOnTheirSquaresHoweverImagesAreTurned() {
        LesionSampler sampler = sampler(LesionRuns.images(4), LesionRuns.plan(4, 1e-3, 2, false));
        for (int i = 0; i < 20; i++) {
            LesionExample example = sampler.example(i);
            Box box = example.boxes().get(0);
            FittedPlane plane = example.clean();
            int row = (int) box.y0();
            int column = (int) box.x0();
            assertThat(plane.pixels()[row * LesionRuns.SIZE + column]).isGreaterThan(0.6f);
            assertThat(plane.pixels()[row * LesionRuns.SIZE + column - 1]).isLessThan(0.6f);
            assertThat(plane.pixels()[((int) box.y1() - 1) * LesionRuns.SIZE + (int) box.x1() - 1])
                    .isGreaterThan(0.6f);
        }
    }

    @Test
    void withoutLesionsThereIsNothingToLearnOrToMeasure() {
        LesionImage image = LesionRuns.images(1).get(0);
        List<LesionImage> healthy = List.of(new LesionImage(image.image(), List.of()));
        assertThatThrownBy(() -> new LesionSampler(healthy, 1, Optional.empty(), Optional.empty(), 1))
                .hasMessageContaining("no training image with a lesion");
        LesionSampler sampler = sampler(List.of(image), LesionRuns.plan(4, 1e-3, 2, false));
        assertThatThrownBy(() -> new DetectorValidation(healthy, 3, sampler, message -> {}))
                .hasMessageContaining("no validation image has a lesion");
    }

    @Test
    void fewImagesAreLookedAtAgainWithOtherNodules() {
        float[] values = new float[128 * 128];
        for (int i = 0; i < values.length; i++) {
            double radius = Math.hypot(i / 128 - 64, i % 128 - 64);
            values[i] = radius < 45 ? -850 : radius < 60 ? 40 : -1000;
        }
        Slice chest = Slice.builder(128, 128, Unit.HOUNSFIELD)
                .rows(0, 128, values)
                .spacing(new PixelSpacing(0.8, 0.8))
                .build();
        List<LesionImage> one =
                List.of(new LesionImage(TrainingImage.of("p", "ct", "n", chest, IntensityRange.CT), List.of()));
        LesionSampler sampler = new LesionSampler(one, 1, Optional.empty(), Optional.of(new NoduleMix(1, 6, 16, 2)), 1);
        assertThat(new DetectorValidation(one, 5, sampler, message -> {}).examples())
                .hasSize(5)
                .extracting(LesionExample::boxes)
                .doesNotHaveDuplicates();
        List<LesionImage> plain = LesionRuns.images(2);
        LesionSampler without = sampler(plain, LesionRuns.plan(4, 1e-3, 2, false));
        assertThat(new DetectorValidation(plain, 5, without, message -> {}).examples())
                .hasSize(2);
    }

    @Test
    void aLesionCountsInASquareThatHoldsEnoughOfIt() {
        FittedPlane plane = new FittedPlane(64, 64, new float[64 * 64]);
        LesionExample example = new LesionExample(plane, plane, List.of(new Box(20, 20, 40, 40)));
        assertThat(example.cut(0, 0, 32).boxes()).isEmpty();
        assertThat(example.cut(10, 10, 32).boxes()).containsExactly(new Box(10, 10, 30, 30));
        assertThat(example.cut(0, 10, 32).boxes()).containsExactly(new Box(10, 20, 30, 32));
    }

    @Test
    void imagesThatShowTooLittleForTheNoiseAreNeverSeenClean() {
        Optional<DegradationMix> lowDose = Optional.of(new DegradationMix(1, List.of("low-dose"), 1, 1, 0, 1));
        List<LesionImage> unfit = LesionRuns.images(3);
        LesionSampler sampler = new LesionSampler(unfit, 1, lowDose, Optional.empty(), 1);
        // Not CT, and without spacing.
        assertThatThrownBy(() -> sampler.example(1)).isInstanceOf(UnfitImageException.class);
        List<String> messages = new ArrayList<>();
        assertThatThrownBy(() -> new DetectorValidation(unfit, 3, sampler, messages::add))
                .hasMessageContaining("3 images show too little for the noise");
        assertThat(messages).hasSize(3).allMatch(line -> line.contains("is not looked at"));
    }

    @Test
    void aPlanIsWhatItsTextSays() throws IOException {
        DetectorPlan plan = LesionRuns.plan(4, 1e-3, 2, true);
        Path file = folder.resolve("plan.json");
        Files.writeString(file, plan.toJson());
        assertThat(DetectorPlan.read(file)).isEqualTo(plan);
        Files.writeString(file, "{\"name\": \"x\", \"colour\": 3}");
        assertThatThrownBy(() -> DetectorPlan.read(file)).hasMessageContaining("is not a plan of a detector");
    }

    @Test
    void fewOfManyImagesAreTakenFromAllOverThem() {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        List<Integer> spread = DetectorValidation.spread(numbers);
        assertThat(spread).containsExactlyInAnyOrderElementsOf(numbers).startsWith(50, 25, 75);
        for (int count = 1; count <= 100; count++) {
            List<Integer> first = IntStream.concat(
                            spread.subList(0, count).stream().mapToInt(n -> n), IntStream.of(-1, 100))
                    .sorted()
                    .boxed()
                    .toList();
            for (int i = 1; i < first.size(); i++) {
                assertThat(first.get(i) - first.get(i - 1))
                        .as("no long part is left out of the first %d", count)
                        .isLessThanOrEqualTo(4 * 100 / count + 1);
            }
        }
        assertThat(DetectorValidation.spread(List.of(7, 7))).containsExactly(7, 7);
        assertThat(DetectorValidation.spread(List.of())).isEmpty();
    }
}
