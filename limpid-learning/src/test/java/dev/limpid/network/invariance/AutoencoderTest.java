package dev.limpid.network.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AutoencoderTest {
    private static final int EDGE = Shapes.TINY.edge();
    private static final int LATENT = Shapes.TINY.latent();

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Nested
    class ThePublishedSizes {
        @Test
        void theAutoencoderHas108878827Weights() {
            try (Autoencoder network = new Autoencoder(InvarianceShape.PAPER)) {
                assertThat(Buffers.trained(network.parameters(), "encoder.")).isEqualTo(24_553_984);
                assertThat(Buffers.trained(network.parameters(), "")).isEqualTo(108_878_827);
            }
        }

        @Test
        void theCriticHas9310674() {
            try (Critic critic = new Critic(InvarianceShape.PAPER)) {
                assertThat(Buffers.trained(critic.parameters(), "")).isEqualTo(9_310_674);
            }
        }

        @Test
        void theFlowHas137133184OfWhich11144320AreItsEmbedders() {
            try (ConditionalFlow flow = new ConditionalFlow(InvarianceShape.PAPER)) {
                assertThat(Buffers.trained(flow.parameters(), "embedder.")).isEqualTo(11_144_320);
                assertThat(Buffers.trained(flow.parameters(), "")).isEqualTo(137_133_184);
            }
        }
    }

    @Test
    void theSmallOneFitsInTwentyMegabytesOfSixteenBits() {
        try (Autoencoder network = new Autoencoder(InvarianceShape.SMALL);
                ConditionalFlow flow = new ConditionalFlow(InvarianceShape.SMALL)) {
            assertThat(2 * (network.parameters().count() + flow.parameters().count()))
                    .isBetween(10_000_000L, 19_500_000L);
        }
    }

    @Test
    void anImageOfEverySizeComesBackInItsSize() {
        for (int edge : new int[] {32, 64, 128}) {
            InvarianceShape shape =
                    new InvarianceShape(edge, 16, Shapes.TINY.residual(), Shapes.TINY.decoder(), 4, Shapes.TINY.flow());
            try (Autoencoder network = new Autoencoder(shape);
                    PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                network.initialise(1, Compute.cpu());
                Tensor image = Ops.tensor(Shapes.normal(2 * edge * edge, 1), 2, 1, edge, edge);
                Tensor noise = Ops.tensor(Shapes.normal(2 * 16, 2), 2, 16);
                Tensor made =
                        network.reconstruct(image, image, noise, Pass.INFERENCE).image();
                assertThat(new long[] {made.size(0), made.size(1), made.size(2), made.size(3)})
                        .containsExactly(2, 1, edge, edge);
            }
        }
    }

    /** At inference an image does not depend on its batch mates. */
    @Test
    void aBatchGivesWhatEachImageGives() {
        try (Autoencoder network = new Autoencoder(Shapes.TINY);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Shapes.randomise(network.parameters(), 1, 1.4, Compute.cpu());
            Tensor codes = Ops.tensor(Shapes.normal(3 * LATENT, 3), 3, LATENT);
            Tensor denoised = Ops.tensor(Shapes.normal(3 * EDGE * EDGE, 4), 3, 1, EDGE, EDGE);
            Tensor all = network.decode(codes, denoised, Pass.INFERENCE);
            for (int i = 0; i < 3; i++) {
                float[] alone =
                        Ops.values(network.decode(codes.narrow(0, i, 1), denoised.narrow(0, i, 1), Pass.INFERENCE));
                float[] together = Ops.values(all.narrow(0, i, 1));
                for (int k = 0; k < alone.length; k++) {
                    assertThat(together[k]).isCloseTo(alone[k], within(1e-4f));
                }
            }
        }
    }

    /** Both the code and the denoised patch decide the image. */
    @Test
    void everyNumberOfTheCodeMovesTheImage() {
        try (Autoencoder network = new Autoencoder(Shapes.TINY);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Shapes.randomise(network.parameters(), 1, 1.4, Compute.cpu());
            float[] code = Shapes.normal(LATENT, 3);
            Tensor denoised = Ops.tensor(Shapes.normal(EDGE * EDGE, 4), 1, 1, EDGE, EDGE);
            float[] image = Ops.values(network.decode(Ops.tensor(code, 1, LATENT), denoised, Pass.INFERENCE));
            for (int i = 0; i < LATENT; i++) {
                float[] other = code.clone();
                other[i] += 1;
                assertThat(Ops.values(network.decode(Ops.tensor(other, 1, LATENT), denoised, Pass.INFERENCE)))
                        .isNotEqualTo(image);
            }
            Tensor shifted = denoised.add(Ops.scalar(0.5));
            assertThat(Ops.values(network.decode(Ops.tensor(code, 1, LATENT), shifted, Pass.INFERENCE)))
                    .isNotEqualTo(image);
        }
    }

    /** In closed form: 1/2 sum(mean^2 + variance - 1 - ln variance). */
    @Test
    void theDivergenceOfAStandardNormalCodeIsZeroAndOfOthersItsFormula() {
        try (Autoencoder network = new Autoencoder(Shapes.TINY);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            network.initialise(1, Compute.cpu());
            float[] none = new float
                    [Math.toIntExact(
                            network.parameters().get("encoder.last.weight").numel())];
            network.parameters().put("encoder.last.weight", none, Compute.cpu());
            Tensor image = Ops.tensor(Shapes.normal(2 * EDGE * EDGE, 1), 2, 1, EDGE, EDGE);
            Tensor noise = Ops.tensor(Shapes.normal(2 * LATENT, 2), 2, LATENT);
            assertThat(network.reconstruct(image, image, noise, Pass.INFERENCE)
                            .divergence()
                            .item_double())
                    .isZero();
            float[] bias = new float[2 * LATENT];
            bias[0] = 2;
            bias[LATENT + 1] = -1;
            network.parameters().put("encoder.last.bias", bias, Compute.cpu());
            assertThat(network.reconstruct(image, image, noise, Pass.INFERENCE)
                            .divergence()
                            .item_double())
                    .isCloseTo(0.5 * (4 + Math.exp(-1) - 1 + 1), within(1e-5));
            float[] code = Ops.values(network.code(image, image, noise, Pass.INFERENCE));
            float[] drawn = Ops.values(noise);
            assertThat(code[0]).isCloseTo(2 + drawn[0], within(1e-5f));
            assertThat(code[1]).isCloseTo((float) (Math.exp(-0.5) * drawn[1]), within(1e-5f));
        }
    }

    /** The singular value by many power iterations of its own. */
    @Test
    void normalisedWeightsComeToHaveTheLargestSingularValueOne() {
        try (Autoencoder network = new Autoencoder(Shapes.TINY);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            network.initialise(1, Compute.cpu());
            Tensor codes = Ops.tensor(Shapes.normal(2 * LATENT, 3), 2, LATENT);
            Tensor denoised = Ops.tensor(Shapes.normal(2 * EDGE * EDGE, 4), 2, 1, EDGE, EDGE);
            for (int i = 0; i < 60; i++) {
                network.decode(codes, denoised, Pass.TRAINING);
            }
            Tensor weight = network.parameters().get("decoder.block0.conv2.weight");
            Tensor left = network.parameters().get("decoder.block0.conv2.u");
            Tensor matrix = weight.reshape(weight.size(0), -1);
            double found = left.matmul(matrix).norm().item_double();
            Tensor row = Ops.tensor(Shapes.normal(Math.toIntExact(matrix.size(1)), 7), matrix.size(1), 1);
            double largest = 0;
            for (int i = 0; i < 500; i++) {
                Tensor image = matrix.matmul(row);
                largest = image.norm().item_double() / row.norm().item_double();
                row = matrix.t().matmul(image);
                row = row.div(row.norm());
            }
            assertThat(found).isCloseTo(largest, within(0.01 * largest));
        }
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new InvarianceShape(
                        48, 8, Shapes.TINY.residual(), Shapes.TINY.decoder(), 4, Shapes.TINY.flow()))
                .hasMessageContaining("32, 64, 128, 256 or 512 pixels");
        assertThatThrownBy(() -> new InvarianceShape(
                        128, 10, Shapes.TINY.residual(), Shapes.TINY.decoder(), 4, Shapes.TINY.flow()))
                .hasMessageContaining("more latent dimensions");
        assertThatThrownBy(() -> new InvarianceShape.Residual(false, 4, List.of(1, 1)))
                .hasMessageContaining("four stages");
    }
}
