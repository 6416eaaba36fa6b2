package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.training.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DenoiserLossTest {
    private static final int EDGE = 128;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static LidnetPlan plan(OwnLoss own) {
        return LidnetTrainingTest.plan(2, own, Perceptual.ROI, 0.01, 0, false, false);
    }

    /** 0, 1, 2, ... divided by the number of pixels. */
    private static Tensor ramp() {
        float[] values = new float[EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) i / values.length;
        }
        return Ops.tensor(values, 1, 1, EDGE, EDGE);
    }

    private static Tensor noisy(Tensor clean) {
        return clean.add(clean.mul(Ops.scalar(9e4)).sin().mul(Ops.scalar(0.3)));
    }

    @Test
    void ofMeanSquaredErrorIsTheMeanOfSquares() {
        try (DenoiserLoss loss = new DenoiserLoss(plan(OwnLoss.MSE), Optional.empty(), Compute.cpu());
                PointerScope scope = new PointerScope()) {
            Tensor clean = ramp();
            Tensor brighter = clean.add(Ops.scalar(0.5));
            assertThat(loss.of(brighter, clean).item_double()).isCloseTo(0.25, within(1e-6));
            assertThat(loss.error(brighter, clean).item_double()).isCloseTo(0.25, within(1e-6));
            assertThat(loss.hasOpponent()).isFalse();
            assertThat(loss.state()).isEmpty();
        }
    }

    @Test
    void ofWganVggIsTheErrorOfFeaturesAndTheJudgementOfACriticThatLearns() {
        try (Network restoration = JointLossTest.restoration();
                DenoiserLoss loss = new DenoiserLoss(plan(OwnLoss.WGAN_VGG), Optional.of(restoration), Compute.cpu());
                PointerScope scope = new PointerScope()) {
            Tensor clean = ramp();
            Tensor noisy = noisy(clean);
            assertThat(loss.error(clean, clean).item_double()).isZero();
            double error = loss.error(noisy, clean).item_double();
            assertThat(error).isPositive();
            double before = loss.of(noisy, clean).item_double() - error;
            double beforeOfClean = loss.of(clean, clean).item_double();
            for (int turn = 1; turn <= 5; turn++) {
                loss.learn(turn, turn, 1, List.of(noisy, noisy), List.of(clean, clean), List.of(noisy, noisy));
            }
            double judged = loss.of(noisy, clean).item_double() - error;
            double judgedOfClean = loss.of(clean, clean).item_double();
            assertThat(judged - judgedOfClean)
                    .as("what is noisy costs more than what is clean, the longer the critic learns")
                    .isGreaterThan(before - beforeOfClean);
            assertThat(loss.error(noisy, clean).item_double()).isEqualTo(error);
        }
    }

    @Test
    void gradientsGoToTheDenoisedImageAloneAndNoneFromWhatTheOpponentLearns() {
        try (Network restoration = JointLossTest.restoration();
                DenoiserLoss loss = new DenoiserLoss(plan(OwnLoss.WGAN_VGG), Optional.of(restoration), Compute.cpu());
                PointerScope scope = new PointerScope()) {
            Tensor clean = ramp();
            Tensor denoised = noisy(clean).set_requires_grad(true);
            loss.learn(1, 1, 1, List.of(clean), List.of(clean), List.of(denoised));
            assertThat(denoised.grad().defined()).isFalse();
            Map<String, float[]> critic = loss.state();
            loss.of(denoised, clean).backward();
            assertThat(denoised.grad().abs().sum().item_double()).isPositive();
            for (String name : restoration.parameters().shapes().keySet()) {
                assertThat(restoration.parameters().get(name).grad().defined())
                        .as(name)
                        .isFalse();
            }
            // A gradient left behind would move the critic's next step away from one without it.
            loss.learn(2, 2, 1, List.of(clean), List.of(clean), List.of(denoised));
            Map<String, float[]> after = loss.state();
            try (DenoiserLoss other =
                    new DenoiserLoss(plan(OwnLoss.WGAN_VGG), Optional.of(restoration), Compute.cpu())) {
                other.restore(new Checkpoint(0, 0, "", "", critic));
                other.learn(2, 2, 1, List.of(clean), List.of(clean), List.of(denoised));
                other.state()
                        .forEach((name, values) -> assertThat(values).as(name).isEqualTo(after.get(name)));
            }
        }
    }

    @Test
    void ofWganVggNeedsTheNetworkWhoseFeaturesItCompares() {
        assertThatThrownBy(() -> new DenoiserLoss(plan(OwnLoss.WGAN_VGG), Optional.empty(), Compute.cpu()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give it by --restoration");
    }

    @Test
    void aCriticSeesASquareInPatchesRowByRow() {
        try (PointerScope scope = new PointerScope()) {
            Tensor square = ramp().to(ScalarType.Float);
            Tensor patches = DenoiserLoss.patches(square);
            assertThat(patches.size(0)).isEqualTo(4);
            int patch = DenoiserLoss.PATCH;
            for (int which = 0; which < 4; which++) {
                Tensor wanted = square.narrow(2, which / 2 * patch, patch).narrow(3, which % 2 * patch, patch);
                assertThat(patches.narrow(0, which, 1).equal(wanted))
                        .as("patch %d", which)
                        .isTrue();
            }
        }
    }
}
