package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PerceptualTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private Tensor constant(int size, float value) {
        float[] values = new float[size * size];
        Arrays.fill(values, value);
        return Ops.tensor(values, 1, 1, size, size);
    }

    @Test
    void theLossOfFeaturesThatDifferByAConstantIsItsSquareForEachStage() {
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
            assertThat(Perceptual.IMAGE.of(one, other, regions).item_double()).isPositive();
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
