package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Random;
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
    void theStructuralLossIsOneMinusSsim() {
        Random random = new Random(1);
        float[] clean = new float[12 * 10];
        float[] result = new float[clean.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = random.nextFloat();
            result[i] = clean[i] + 0.2f * (float) random.nextGaussian();
        }
        Slice reference = Slice.of(12, 10, clean, Unit.NORMALISED);
        double expected = 1 - populationSsim(reference, Slice.of(12, 10, result, Unit.NORMALISED));
        try (PointerScope scope = new PointerScope()) {
            double loss = Loss.STRUCTURAL
                    .of(Ops.tensor(result, 1, 1, 12, 10), Ops.tensor(clean, 1, 1, 12, 10))
                    .item_double();
            assertThat(loss).isCloseTo(expected, within(1e-5)).isBetween(0.1, 0.9);
        }
    }

    /** The formula as published, by loops. */
    private static double populationSsim(Slice a, Slice b) {
        double sum = 0;
        int windows = 0;
        for (int top = 0; top + 7 <= a.rows(); top++) {
            for (int left = 0; left + 7 <= a.columns(); left++) {
                double ma = 0;
                double mb = 0;
                double aa = 0;
                double bb = 0;
                double ab = 0;
                for (int i = 0; i < 49; i++) {
                    double x = a.at(top + i / 7, left + i % 7);
                    double y = b.at(top + i / 7, left + i % 7);
                    ma += x / 49;
                    mb += y / 49;
                    aa += x * x / 49;
                    bb += y * y / 49;
                    ab += x * y / 49;
                }
                sum += (2 * ma * mb + 1e-4)
                        / (ma * ma + mb * mb + 1e-4)
                        * (2 * (ab - ma * mb) + 9e-4)
                        / (aa - ma * ma + bb - mb * mb + 9e-4);
                windows++;
            }
        }
        return sum / windows;
    }

    @Test
    void theLossOfEdgesCountsValuesAndDifferences() {
        try (PointerScope scope = new PointerScope()) {
            // Errors 3, 1 above 0, 0: values (9 + 1) / 4, down (9 + 1) / 2, across (4 + 0) / 2.
            Tensor result = Ops.tensor(new float[] {3, 1, 0, 0}, 1, 1, 2, 2);
            Tensor clean = Ops.tensor(new float[4], 1, 1, 2, 2);
            assertThat(Loss.EDGES.of(result, clean).item_double()).isCloseTo(2.5 + 5 + 2, within(1e-6));
        }
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
