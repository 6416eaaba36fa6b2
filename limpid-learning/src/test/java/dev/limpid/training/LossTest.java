package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LossTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    /** Two patches of 1 x 2 pixels with errors 3, 4 and 0, 1. */
    private static double of(Loss loss) {
        try (PointerScope scope = new PointerScope()) {
            Tensor result = Ops.tensor(new float[] {3, 4, 0, 2}, 2, 1, 1, 2);
            Tensor clean = Ops.tensor(new float[] {0, 0, 0, 1}, 2, 1, 1, 2);
            return loss.of(result, clean).item_double();
        }
    }

    @Test
    void eachLossHasItsClosedForm() {
        assertThat(of(Loss.ABSOLUTE)).isCloseTo(8.0 / 4, within(1e-6));
        assertThat(of(Loss.SQUARED)).isCloseTo(26.0 / 4, within(1e-6));
        assertThat(of(Loss.ROOT_SQUARED)).isCloseTo((Math.sqrt(25.0 / 2) + Math.sqrt(0.5)) / 2, within(1e-6));
    }

    @Test
    void theRootsSlopeIsFiniteWhereAPatchIsMetExactly() {
        try (PointerScope scope = new PointerScope()) {
            Tensor clean = Ops.tensor(new float[] {0.5f, 0.25f}, 1, 1, 1, 2);
            Tensor result = Ops.tensor(new float[] {0.5f, 0.25f}, 1, 1, 1, 2);
            result.set_requires_grad(true);
            Loss.ROOT_SQUARED.of(result, clean).backward();
            assertThat(Ops.values(result.grad())).containsOnly(0f);
        }
    }
}
