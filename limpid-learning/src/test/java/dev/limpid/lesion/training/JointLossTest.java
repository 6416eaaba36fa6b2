package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.detector.DetectorShape;
import dev.limpid.network.graph.Activation;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.network.maps.GateWidths;
import dev.limpid.network.maps.GuidedBackpropagation;
import dev.limpid.network.maps.Target;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JointLossTest {
    private static final Compute EXACT = new Compute("cpu", Precision.FP64);
    private static final LesionExample EXAMPLE = example();

    private final PointerScope scope = new PointerScope();
    private final Detector detector = new Detector(DetectorShape.SMALL);
    private final Network restoration = restoration();

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @BeforeEach
    void initialise() {
        detector.parameters().initialise(1, EXACT);
        detector.parameters().trainable(false);
        restoration.parameters().initialise(5, EXACT);
    }

    @AfterEach
    void close() {
        restoration.close();
        detector.close();
        scope.close();
    }

    private static LesionExample example() {
        LesionImage image = LesionRuns.images(1).get(0);
        FittedPlane plane = new FittedPlane(64, 64, image.image().pixels());
        return new LesionExample(plane, plane, image.boxes());
    }

    static Network restoration() {
        NativeLibrary.load(1);
        UNet network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
        network.parameters().initialise(5, Compute.cpu());
        return network;
    }

    private static Tensor clean() {
        return Ops.tensor(EXAMPLE.clean().pixels(), 1, 1, 64, 64).to(ScalarType.Double);
    }

    /** Not the clean image, and as far from it as is asked for. */
    private static Tensor denoised(double brighter) {
        return clean().square().add(Ops.scalar(brighter)).detach();
    }

    private JointLoss loss(Perceptual perceptual, double detection, double feature) {
        List<Tensor> clean = List.of(clean());
        GuidedBackpropagation maps = new GuidedBackpropagation(
                restoration, GateWidths.measure(restoration, clean, GateWidths.DEFAULT_FRACTION), Target.SUM);
        Optional<FeatureTeacher> teacher =
                feature > 0 ? Optional.of(new FeatureTeacher(maps, 1, EXACT, clean)) : Optional.empty();
        LidnetPlan plan = LidnetTrainingTest.plan(2, perceptual, detection, feature);
        return new JointLoss(plan, new DenoiserLoss(plan, Optional.empty(), EXACT), EXACT, teacher);
    }

    private double[] measured(JointLoss loss, Tensor denoised) {
        return loss.measured(detector, denoised, clean(), EXAMPLE, new PixelRandom(1, 2));
    }

    private Tensor value(JointLoss loss, Tensor denoised) {
        return loss.of(detector, denoised, clean(), EXAMPLE, new PixelRandom(1, 2));
    }

    @Test
    void eachLossCountsItsWeightInUnitsOfTheOwnLossWhereTheScalesWereFixed() throws IOException {
        Tensor image = denoised(0.1);
        double own = measured(loss(Perceptual.NONE, 0, 0), image)[0];
        JointLoss all = loss(Perceptual.ROI, 0.5, 0.25);
        double[] parts = measured(all, image);
        assertThat(parts[0]).isEqualTo(own);
        assertThat(parts).hasSize(4).doesNotContain(0);
        all.fix(parts);
        assertThat(value(all, image).item_double()).isCloseTo(own * (1 + 0.1 + 0.5 + 0.25), within(1e-6 * own));
        // Elsewhere with the same scales.
        Tensor other = denoised(0.3);
        double[] there = measured(all, other);
        double wanted = there[0];
        for (int i = 1; i < 4; i++) {
            wanted += all.scales()[i] * there[i];
        }
        assertThat(value(all, other).item_double()).isCloseTo(wanted, within(1e-6 * wanted));
    }

    @Test
    void theDetectorSeesWhatTheDenoiserSeesAtItsOwnSizeMadeSmaller() {
        Sight sight = Sight.of(new Detector.Size(64, 64), 0.5);
        LesionExample large = new LesionExample(EXAMPLE.clean(), EXAMPLE.seen(), EXAMPLE.boxes(), 0.5);
        FittedPlane half = EXAMPLE.clean().shrunk(32);
        LesionExample small = new LesionExample(half, half, sight.of(EXAMPLE.boxes()));
        JointLoss loss = loss(Perceptual.ROI, 0.5, 0);
        double[] atOwnSize = loss.measured(detector, denoised(0.1), clean(), large, new PixelRandom(1, 2));
        double[] madeSmaller =
                loss.measured(detector, sight.of(denoised(0.1)), sight.of(clean()), small, new PixelRandom(1, 2));
        assertThat(atOwnSize[1]).isPositive().isCloseTo(madeSmaller[1], within(1e-9));
        assertThat(atOwnSize[2]).isPositive().isCloseTo(madeSmaller[2], within(1e-9));
        assertThat(atOwnSize[0]).as("the error, at its own size").isNotEqualTo(madeSmaller[0]);
    }

    @Test
    void aLossWithoutWeightIsNoPartOfIt() throws IOException {
        JointLoss alone = loss(Perceptual.NONE, 0, 0);
        double[] parts = measured(alone, denoised(0.1));
        assertThat(parts).endsWith(0, 0, 0);
        alone.fix(parts);
        assertThat(value(alone, denoised(0.1)).item_double()).isEqualTo(parts[0]);
    }

    @Test
    void itsGradientIsThatOfTheValueAndGoesToTheImageAlone() throws IOException {
        JointLoss loss = loss(Perceptual.IMAGE, 0, 0.5);
        loss.fix(measured(loss, denoised(0.1)));
        Tensor image = denoised(0.1).set_requires_grad(true);
        value(loss, image).backward();
        Tensor direction = clean().sub(clean().mean()).cos();
        double step = 1e-5;
        double ahead =
                value(loss, denoised(0.1).add(direction.mul(Ops.scalar(step)))).item_double();
        double behind =
                value(loss, denoised(0.1).sub(direction.mul(Ops.scalar(step)))).item_double();
        double slope = image.grad().mul(direction).sum().item_double();
        assertThat(slope).isCloseTo((ahead - behind) / (2 * step), within(1e-4 * Math.abs(slope)));
        for (Parameters still : List.of(detector.parameters(), restoration.parameters())) {
            for (String name : still.shapes().keySet()) {
                assertThat(still.get(name).grad().defined()).as(name).isFalse();
            }
        }
    }

    @Test
    void aLossThatIsZeroWhereScalesAreFixedIsRefused() {
        JointLoss loss = loss(Perceptual.ROI, 0, 0);
        double[] parts = measured(loss, denoised(0.1));
        parts[1] = 0;
        assertThatThrownBy(() -> loss.fix(parts))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the perceptual loss is 0");
        assertThatThrownBy(() -> value(loss, denoised(0.1))).isInstanceOf(IllegalStateException.class);
    }
}
