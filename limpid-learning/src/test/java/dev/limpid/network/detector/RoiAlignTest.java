package dev.limpid.network.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoiAlignTest {
    private static final int CHANNELS = 2;
    private static final int ROWS = 6;
    private static final int COLUMNS = 7;
    private static final int STRIDE = 4;
    private static final int CELLS = 3;
    private static final List<Box> BOXES =
            List.of(new Box(2.3, 1.1, 17.9, 20.2), new Box(8, 4, 12, 24), new Box(0, 0, 28, 24));

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void isTheMeanOfFourBilinearSamplesOfEachCell() {
        float[] values = random(CHANNELS * ROWS * COLUMNS, 1);
        try (PointerScope scope = new PointerScope()) {
            float[] aligned = Ops.values(RoiAlign.of(features(values), BOXES, STRIDE, CELLS));
            assertThat(aligned).hasSize(BOXES.size() * CHANNELS * CELLS * CELLS);
            int at = 0;
            for (Box box : BOXES) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    for (int row = 0; row < CELLS; row++) {
                        for (int column = 0; column < CELLS; column++) {
                            assertThat((double) aligned[at++])
                                    .isCloseTo(cell(values, channel, box, row, column), within(1e-5));
                        }
                    }
                }
            }
        }
    }

    @Test
    void ofAFlatImageIsFlatAndOfARampItsMean() {
        float[] ramp = new float[CHANNELS * ROWS * COLUMNS];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i < ROWS * COLUMNS ? 5 : i % COLUMNS;
        }
        try (PointerScope scope = new PointerScope()) {
            float[] aligned = Ops.values(RoiAlign.of(features(ramp), List.of(new Box(8, 8, 20, 20)), STRIDE, 1));
            assertThat((double) aligned[0]).isCloseTo(5, within(1e-5));
            // The centre x = 14 px lies at feature 14/4 - 1/2 = 3.
            assertThat((double) aligned[1]).isCloseTo(3, within(1e-5));
        }
    }

    @Test
    void itsGradientIsThatOfFiniteDifferences() {
        float[] values = random(CHANNELS * ROWS * COLUMNS, 2);
        float[] weights = random(BOXES.size() * CHANNELS * CELLS * CELLS, 3);
        try (PointerScope scope = new PointerScope()) {
            Tensor features = features(values).set_requires_grad(true);
            weighted(features, weights).backward();
            float[] slopes = Ops.values(features.grad());
            double step = 1e-3;
            for (int i = 0; i < values.length; i++) {
                Tensor more = features(values);
                more.flatten().narrow(0, i, 1).add_(Ops.scalar(step));
                Tensor less = features(values);
                less.flatten().narrow(0, i, 1).add_(Ops.scalar(-step));
                double slope = (weighted(more, weights).item_double()
                                - weighted(less, weights).item_double())
                        / (2 * step);
                assertThat((double) slopes[i]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static Tensor weighted(Tensor features, float[] weights) {
        Tensor aligned = RoiAlign.of(features, BOXES, STRIDE, CELLS);
        return aligned.reshape(-1)
                .mul(Ops.tensor(weights, weights.length).to(ScalarType.Double))
                .square()
                .sum();
    }

    private static Tensor features(float[] values) {
        return Ops.tensor(values, 1, CHANNELS, ROWS, COLUMNS).to(ScalarType.Double);
    }

    private static double cell(float[] values, int channel, Box box, int row, int column) {
        double sum = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                double y = box.y0() + (row + (a + 0.5) / 2) * box.height() / CELLS;
                double x = box.x0() + (column + (b + 0.5) / 2) * box.width() / CELLS;
                sum += bilinear(values, channel, y / STRIDE - 0.5, x / STRIDE - 0.5);
            }
        }
        return sum / 4;
    }

    private static double bilinear(float[] values, int channel, double y, double x) {
        double row = Math.min(ROWS - 1, Math.max(0, y));
        double column = Math.min(COLUMNS - 1, Math.max(0, x));
        int top = (int) Math.min(ROWS - 2, Math.floor(row));
        int left = (int) Math.min(COLUMNS - 2, Math.floor(column));
        double down = row - top;
        double right = column - left;
        int at = (channel * ROWS + top) * COLUMNS + left;
        return (1 - down) * ((1 - right) * values[at] + right * values[at + 1])
                + down * ((1 - right) * values[at + COLUMNS] + right * values[at + COLUMNS + 1]);
    }

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
