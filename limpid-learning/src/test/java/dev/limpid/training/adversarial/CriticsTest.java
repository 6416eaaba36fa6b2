package dev.limpid.training.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Expected numbers are PyTorch's, from scripts/fixtures/adversarial.py. */
class CriticsTest {
    private static Properties expected = new Properties();

    @BeforeAll
    static void load() throws IOException {
        NativeLibrary.load(1);
        expected = Formulas.expected(CriticsTest.class);
    }

    private static double number(String name) {
        return Double.parseDouble(expected.getProperty(name));
    }

    @Nested
    class TheWassersteinCritic {
        @Test
        void hasThePublishedSizeAtThePublishedPatchAndAt80() {
            for (int edge : new int[] {77, 80}) {
                try (Critic critic = new Critic(edge, 64)) {
                    assertThat(critic.parameters().count()).isEqualTo(13_991_361);
                }
            }
        }

        @Test
        void computesWhatPyTorchComputes() {
            try (Critic critic = new Critic(48, 2);
                    PointerScope scope = new PointerScope()) {
                Formulas.fill(critic.parameters());
                assertThat(critic.score(Formulas.image(0, 48)).item_double())
                        .isCloseTo(number("critic.first"), within(1e-9));
                assertThat(critic.score(Formulas.image(1, 48)).item_double())
                        .isCloseTo(number("critic.second"), within(1e-9));
            }
        }

        @Test
        void refusesPatchesThatItsLayersUseUp() {
            assertThatThrownBy(() -> new Critic(28, 2)).hasMessageContaining("at least 29 pixels, not 28");
        }
    }

    @Nested
    class TheGradientPenalty {
        @Test
        void andItsGradientAreThoseOfPyTorch() {
            try (Critic critic = new Critic(48, 2);
                    PointerScope scope = new PointerScope()) {
                Formulas.fill(critic.parameters());
                critic.parameters().trainable(true);
                Tensor share = Ops.tensor(new float[] {0.25f}, 1, 1, 1, 1).to(ScalarType.Double);
                Tensor penalty = GradientPenalty.of(critic::score, Formulas.image(0, 48), Formulas.image(1, 48), share);
                penalty.backward();
                assertThat(penalty.item_double()).isCloseTo(number("penalty.value"), within(1e-9));
                assertThat(gradient(critic, "conv2.weight")).isCloseTo(number("penalty.gradient.conv2"), within(1e-8));
                assertThat(gradient(critic, "hidden.weight"))
                        .isCloseTo(number("penalty.gradient.hidden"), within(1e-7));
            }
        }

        @Test
        void isTheSquareOfTheLengthLessOneForALinearCritic() {
            try (PointerScope scope = new PointerScope()) {
                Tensor weight = Formulas.image(4, 6);
                double length = Math.sqrt(weight.square().sum().item_double());
                Tensor share = Ops.tensor(new float[] {0.5f}, 1, 1, 1, 1).to(ScalarType.Double);
                Tensor penalty = GradientPenalty.of(
                        image -> image.mul(weight).sum(), Formulas.image(0, 6), Formulas.image(1, 6), share);
                assertThat(penalty.item_double()).isCloseTo((length - 1) * (length - 1), within(1e-9));
            }
        }

        private double gradient(Critic critic, String name) {
            return critic.parameters().get(name).mutable_grad().abs().sum().item_double();
        }
    }

    @Nested
    class TheUNetDiscriminator {
        @Test
        void hasThePublishedSize() {
            try (UNetDiscriminator discriminator = new UNetDiscriminator(64)) {
                assertThat(discriminator.parameters().count()).isEqualTo(57_213_839);
            }
        }

        @Test
        void judgesAsPyTorchDoesOnceThePowerMethodHasFoundTheSingularValues() {
            try (UNetDiscriminator discriminator = new UNetDiscriminator(2);
                    Parameters weights = discriminator.parameters();
                    PointerScope scope = new PointerScope()) {
                Formulas.fill(weights);
                discriminator.start(1);
                for (int i = 0; i < 500; i++) {
                    discriminator.iterate();
                }
                UNetDiscriminator.Judgement judgement = discriminator.judge(Formulas.image(0, 64));
                float[] pixels = Ops.values(judgement.pixels());
                assertThat(judgement.whole().item_double()).isCloseTo(number("discriminator.whole"), within(1e-5));
                assertThat((double) pixels[0]).isCloseTo(number("discriminator.corner"), within(1e-5));
                assertThat((double) pixels[31 * 64 + 40]).isCloseTo(number("discriminator.middle"), within(1e-5));
                assertThat(judgement.pixels().abs().mean().item_double())
                        .isCloseTo(number("discriminator.mean"), within(1e-5));
            }
        }
    }

    @Test
    void steepnessIsThatOfPyTorchAndTheConstantUnderTheRootWhereFlat() {
        try (PointerScope scope = new PointerScope()) {
            Tensor steep = Sobel.magnitude(Formulas.image(2, 8));
            float[] values = Ops.values(steep);
            assertThat((double) values[0]).isCloseTo(number("sobel.corner"), within(1e-6));
            assertThat((double) values[3 * 8 + 4]).isCloseTo(number("sobel.inside"), within(1e-6));
            assertThat(steep.mean().item_double()).isCloseTo(number("sobel.mean"), within(1e-6));
            Tensor flat = Sobel.magnitude(Formulas.image(2, 8).mul(Ops.scalar(0)));
            assertThat(flat.mean().item_double()).isCloseTo(0.01, within(1e-12));
        }
    }

    @Test
    void masksMixHalfOfTheAreaInTheMean() {
        float[] masks = CutMix.masks(2000, 16, new PixelRandom(1, 2));
        double sum = 0;
        for (float value : masks) {
            assertThat(value).isIn(0f, 1f);
            sum += value;
        }
        assertThat(sum / masks.length).isCloseTo(0.5, within(0.02));
    }

    @Test
    void patchesThatTheCriticsCannotTakeAreRefusedBeforeARun() {
        AdversarialTerm wasserstein =
                new AdversarialTerm(1, 1e-4, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        AdversarialTerm dual = new AdversarialTerm(
                1,
                1e-4,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new AdversarialTerm.DualDomain(1, 1, 0.5, 10)));
        assertThatThrownBy(() -> wasserstein.requirePatch(16)).hasMessageContaining("at least 29 pixels, not 16");
        assertThatThrownBy(() -> dual.requirePatch(80)).hasMessageContaining("multiple of 64, not 80");
    }
}
