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

    /**
     * A square of edge s = sqrt(u) of the image's, its middle uniform, keeps s - s^2 / 4 of the image's edge on average once it is cut
     * off at the border, so its mean area is that of u - u^1.5 / 2 + u^2 / 16 for uniform u: 77 / 240.
     */
    @Test
    void masksAreBoxesOfTheirKnownMeanAreaInsideOrOutsideByEvenChance() {
        int edge = 64;
        int images = 4000;
        float[] masks = CutMix.masks(images, edge, new PixelRandom(1, 2));
        double area = 0;
        int inside = 0;
        for (int image = 0; image < images; image++) {
            int ones = pixels(masks, image, edge, 1);
            int zeros = pixels(masks, image, edge, 0);
            assertThat(ones + zeros).isEqualTo(edge * edge);
            // The box is what fills its own bounds; where both do, both are boxes, and the smaller one is taken.
            boolean onesFill = ones == bounds(masks, image, edge, 1);
            boolean zerosFill = zeros == bounds(masks, image, edge, 0);
            assertThat(onesFill || zerosFill).isTrue();
            boolean boxOfOnes = onesFill && (!zerosFill || ones < zeros);
            inside += boxOfOnes ? 1 : 0;
            area += boxOfOnes ? ones : zeros;
        }
        assertThat(area / images / (edge * edge)).isCloseTo(77 / 240.0, within(0.012));
        assertThat(inside / (double) images).isCloseTo(0.5, within(0.03));
    }

    private static int pixels(float[] masks, int image, int edge, float value) {
        int count = 0;
        for (int i = 0; i < edge * edge; i++) {
            count += masks[image * edge * edge + i] == value ? 1 : 0;
        }
        return count;
    }

    /** The area of the smallest box round all pixels of a value. */
    private static int bounds(float[] masks, int image, int edge, float value) {
        int[] low = {edge, edge};
        int[] high = {-1, -1};
        for (int i = 0; i < edge * edge; i++) {
            if (masks[image * edge * edge + i] == value) {
                int[] place = {i / edge, i % edge};
                for (int axis = 0; axis < 2; axis++) {
                    low[axis] = Math.min(low[axis], place[axis]);
                    high[axis] = Math.max(high[axis], place[axis]);
                }
            }
        }
        return high[0] < 0 ? 0 : (high[0] - low[0] + 1) * (high[1] - low[1] + 1);
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
