package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.network.invariance.Critic;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GradientPenaltyTest {
    private static final Compute DOUBLE = new Compute("cpu", Compute.Precision.FP64);
    private static final int AREA = TinyRuns.EDGE * TinyRuns.EDGE;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static Tensor images(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count * AREA];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return DOUBLE.place(Ops.tensor(values, count, 1, TinyRuns.EDGE, TinyRuns.EDGE));
    }

    /** The critic's gradient by central differences, pixel by pixel, in double precision. */
    @Test
    void itIsTheSquaredDistanceOfTheGradientsLengthFromOne() {
        try (Critic critic = new Critic(TinyRuns.SHAPE);
                PointerScope scope = new PointerScope()) {
            critic.initialise(3, DOUBLE);
            Tensor real = images(2, 1);
            Tensor made = images(2, 2);
            Tensor denoised = images(2, 3);
            Tensor part = DOUBLE.place(Ops.tensor(new float[] {0.25f, 0.75f}, 2, 1, 1, 1));
            double told = GradientPenalty.of(critic, real, made, denoised, part).item_double();
            double expected = 0;
            try (NoGradGuard guard = new NoGradGuard()) {
                for (int image = 0; image < 2; image++) {
                    double t = image == 0 ? 0.25 : 0.75;
                    Tensor mixed = real.narrow(0, image, 1)
                            .mul(Ops.scalar(t))
                            .add(made.narrow(0, image, 1).mul(Ops.scalar(1 - t)));
                    double length = slope(critic, mixed, denoised.narrow(0, image, 1));
                    expected += (length - 1) * (length - 1) / 2;
                }
            }
            assertThat(told).isCloseTo(expected, within(1e-5 * expected)).isPositive();
        }
    }

    private static double slope(Critic critic, Tensor image, Tensor denoised) {
        double step = 1e-5;
        double squares = 0;
        for (int i = 0; i < AREA; i++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor bump = image.new_zeros(AREA);
                bump.narrow(0, i, 1).add_(Ops.scalar(step));
                Tensor up = image.add(bump.view_as(image));
                Tensor down = image.sub(bump.view_as(image));
                double difference = critic.score(up, denoised).item_double()
                        - critic.score(down, denoised).item_double();
                squares += Math.pow(difference / (2 * step), 2);
            }
        }
        return Math.sqrt(squares);
    }

    /** The critic can only learn from it if it has a gradient with respect to the weights. */
    @Test
    void everyWeightButTheAddedConstantsFeelsIt() {
        try (Critic critic = new Critic(TinyRuns.SHAPE);
                PointerScope scope = new PointerScope()) {
            critic.initialise(3, DOUBLE);
            critic.parameters().trainable(true);
            Tensor part = DOUBLE.place(Ops.tensor(new float[] {0.5f, 0.5f}, 2, 1, 1, 1));
            GradientPenalty.of(critic, images(2, 1), images(2, 2), images(2, 3), part)
                    .backward();
            critic.parameters().tensors().forEach((name, weight) -> {
                if (name.endsWith(".weight")) {
                    assertThat(weight.grad().abs().max().item_double()).as(name).isPositive();
                }
            });
        }
    }
}
