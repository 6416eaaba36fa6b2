package dev.limpid.network.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {
    private static final Detector.Size SIZE = new Detector.Size(60, 128);

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    /** Counted by hand from the layers' shapes; the backbones by the published ones, for one channel and without classes. */
    @ParameterizedTest
    @CsvSource({"SMALL, 307888, 742725", "RESNET18, 11170240, 15510997", "RESNET50, 23501760, 41341909"})
    void hasTheWeightsOfItsLayers(DetectorShape shape, long backbone, long all) {
        try (Detector detector = new Detector(shape)) {
            long counted = detector.parameters().shapes().entrySet().stream()
                    .filter(entry -> entry.getKey().matches("(stem|stage).*"))
                    .mapToLong(entry -> product(entry.getValue()))
                    .sum();
            assertThat(counted).isEqualTo(backbone);
            assertThat(detector.parameters().count()).isEqualTo(all);
        }
    }

    @Test
    void stagesAndLevelsHaveTheirStrides() {
        try (Detector detector = initialised(7);
                PointerScope scope = new PointerScope()) {
            Detector.Features features = detector.features(image(1), ScalarType.Float);
            assertThat(features.stages()).extracting(stage -> stage.size(3)).containsExactly(32L, 16L, 8L, 4L);
            assertThat(features.levels()).extracting(level -> level.size(3)).containsExactly(32L, 16L, 8L, 4L, 2L);
            assertThat(features.levels()).extracting(level -> level.size(2)).containsExactly(16L, 8L, 4L, 2L, 1L);
        }
    }

    @Test
    void startsUndecided() {
        try (Detector detector = initialised(7);
                PointerScope scope = new PointerScope()) {
            Tensor loss = detector.loss(image(1), SIZE, List.of(), new PixelRandom(1, 1), ScalarType.Float);
            // Nothing there: every sampled anchor and proposal costs the logarithm of two.
            assertThat(loss.item_double()).isCloseTo(2 * Math.log(2), within(1e-5));
        }
    }

    @Test
    void whatIsFoundLiesInTheImageAndFallsInScore() {
        try (Detector detector = initialised(7);
                PointerScope scope = new PointerScope()) {
            List<Detector.Scored> found = detector.detect(image(1), SIZE, ScalarType.Float);
            assertThat(found).isNotEmpty().allMatch(each -> each.box().within(SIZE.rows(), SIZE.columns()));
            assertThat(found).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
    }

    @Test
    void theGradientOfTheImageIsThatOfFiniteDifferences() {
        Compute exact = new Compute("cpu", Compute.Precision.FP64);
        try (Detector detector = new Detector(DetectorShape.SMALL);
                PointerScope scope = new PointerScope()) {
            detector.parameters().initialise(3, exact);
            Random random = new Random(5);
            for (String name : List.of("proposals.object.weight", "proposals.change.weight")) {
                float[] values = new float[(int) product(detector.parameters().shape(name))];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian() * 0.01f;
                }
                detector.parameters().put(name, values, exact);
            }
            Tensor image = image(4).to(ScalarType.Double).set_requires_grad(true);
            ofAnchors(detector, image).backward();
            float[] slopes = Ops.values(image.grad());
            for (int k = 0; k < 6; k++) {
                int at = random.nextInt(slopes.length);
                double step = 1e-5;
                double slope = (ofAnchors(detector, changed(image, at, step)).item_double()
                                - ofAnchors(detector, changed(image, at, -step)).item_double())
                        / (2 * step);
                assertThat((double) slopes[at]).isCloseTo(slope, within(1e-3 * Math.abs(slope) + 1e-7));
            }
        }
    }

    /** The part of the loss without proposals, whose choice jumps. */
    private static Tensor ofAnchors(Detector detector, Tensor image) {
        List<Tensor> levels = detector.features(image, ScalarType.Double).levels();
        ProposalHead head = detector.proposalHead();
        return DetectorLoss.ofAnchors(
                head.forward(levels, ScalarType.Double), List.of(new Box(20, 20, 44, 50)), new PixelRandom(1, 1));
    }

    private static Tensor changed(Tensor image, int at, double by) {
        Tensor copy = image.detach().clone();
        copy.flatten().narrow(0, at, 1).add_(Ops.scalar(by));
        return copy;
    }

    private static Detector initialised(long seed) {
        Detector detector = new Detector(DetectorShape.SMALL);
        detector.parameters().initialise(seed, Compute.cpu());
        return detector;
    }

    private static Tensor image(long seed) {
        Random random = new Random(seed);
        float[] values = new float[64 * 128];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Ops.tensor(values, 1, 1, 64, 128);
    }

    private static long product(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product *= extent;
        }
        return product;
    }
}
