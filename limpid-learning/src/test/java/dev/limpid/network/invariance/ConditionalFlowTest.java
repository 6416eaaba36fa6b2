package dev.limpid.network.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalFlowTest {
    private static final Compute DOUBLE = new Compute("cpu", Compute.Precision.FP64);
    private static final int LATENT = Shapes.TINY.latent();
    private static final int EMBEDDING = Shapes.TINY.flow().embedding();

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theInverseOfTheForwardIsTheInput(long seed) {
        assertThat(returnError(seed, 0.6, Compute.cpu())).isLessThan(1e-4);
    }

    /** Wilder weights stretch the rounding of single precision; in double precision nothing is left of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void soItIsWithWilderWeightsInDoublePrecision(long seed) {
        assertThat(returnError(seed, 1, DOUBLE)).isLessThan(1e-6);
    }

    private static double returnError(long seed, double gain, Compute compute) {
        try (ConditionalFlow flow = new ConditionalFlow(InvarianceShape.SMALL);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Shapes.randomise(flow.parameters(), seed, gain, compute);
            int latent = InvarianceShape.SMALL.latent();
            int embedding = InvarianceShape.SMALL.flow().embedding();
            float[] codes = Shapes.normal(4 * latent, seed);
            Tensor condition = compute.place(Ops.tensor(Shapes.normal(4 * embedding, 9), 4, embedding));
            Tensor input = compute.place(Ops.tensor(codes, 4, latent));
            Tensor there = flow.forward(input, condition, ConditionalFlow.Leak.EXACT, Pass.INFERENCE)
                    .value();
            assertThat(Ops.values(there)).isNotEqualTo(codes);
            return flow.inverse(there, condition).sub(input).abs().max().item_double();
        }
    }

    /** The Jacobian by central differences in double precision, its determinant by Gaussian elimination. */
    @ParameterizedTest
    @EnumSource(ConditionalFlow.Leak.class)
    void theLogDeterminantIsThatOfTheJacobian(ConditionalFlow.Leak leak) {
        try (ConditionalFlow flow = new ConditionalFlow(Shapes.TINY)) {
            Shapes.randomise(flow.parameters(), 3, 1, DOUBLE);
            float[] code = Shapes.normal(LATENT, 5);
            double[][] jacobian = new double[LATENT][LATENT];
            double step = 1e-3;
            for (int j = 0; j < LATENT; j++) {
                float[] up = code.clone();
                float[] down = code.clone();
                up[j] += (float) step;
                down[j] -= (float) step;
                double[] above = value(flow, up, leak).values();
                double[] below = value(flow, down, leak).values();
                for (int i = 0; i < LATENT; i++) {
                    jacobian[i][j] = (above[i] - below[i]) / ((double) up[j] - down[j]);
                }
            }
            double exact = logDeterminant(jacobian);
            double told = value(flow, code, leak).logDeterminant();
            if (leak == ConditionalFlow.Leak.EXACT) {
                assertThat(told).isCloseTo(exact, within(1e-4));
            } else {
                double negatives = (told - exact) / -Math.log(0.9);
                assertThat(negatives)
                        .isCloseTo(Math.rint(negatives), within(1e-2))
                        .isBetween(1.0, 3.0 * LATENT);
            }
        }
    }

    @Test
    void theFirstBatchLeavesEveryNormalisationStandardised() {
        try (ConditionalFlow flow = new ConditionalFlow(Shapes.TINY);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            flow.initialise(1, Compute.cpu());
            float[] codes = Shapes.normal(64 * LATENT, 2);
            for (int i = 0; i < codes.length; i++) {
                codes[i] = 7 * codes[i] + i % LATENT;
            }
            Tensor condition = Ops.tensor(Shapes.normal(64 * EMBEDDING, 3), 64, EMBEDDING);
            Tensor first = flow.forward(
                            Ops.tensor(codes, 64, LATENT), condition, ConditionalFlow.Leak.EXACT, Pass.FIRST)
                    .value();
            float[] shift = Ops.values(flow.parameters().get("flow0.norm.shift"));
            float[] gain = Ops.values(flow.parameters().get("flow0.norm.gain"));
            for (int j = 0; j < LATENT; j++) {
                double mean = 0;
                for (int i = 0; i < 64; i++) {
                    mean += codes[i * LATENT + j] / 64.0;
                }
                assertThat((double) shift[j]).isCloseTo(-mean, within(1e-4));
                assertThat(1 / gain[j]).isCloseTo(7, within(2f));
            }
            double squares = 0;
            for (float value : Ops.values(first)) {
                squares += value * value / (64.0 * LATENT);
            }
            // Leaks make a standardised batch a little smaller, and the next block sets that right.
            assertThat(squares).isBetween(0.8, 1.05);
        }
    }

    private record Value(double[] values, double logDeterminant) {}

    private static Value value(ConditionalFlow flow, float[] code, ConditionalFlow.Leak leak) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor condition =
                    Ops.tensor(Shapes.normal(EMBEDDING, 8), 1, EMBEDDING).to(ScalarType.Double);
            Tensor input = Ops.tensor(code, 1, LATENT).to(ScalarType.Double);
            ConditionalFlow.Transformed result = flow.forward(input, condition, leak, Pass.INFERENCE);
            double[] values = new double[LATENT];
            for (int i = 0; i < LATENT; i++) {
                values[i] = result.value().select(1, i).item_double();
            }
            return new Value(values, result.logDeterminant().item_double());
        }
    }

    private static double logDeterminant(double[][] matrix) {
        double sum = 0;
        int n = matrix.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k; i < n; i++) {
                if (Math.abs(matrix[i][k]) > Math.abs(matrix[pivot][k])) {
                    pivot = i;
                }
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[k];
            matrix[k] = row;
            sum += Math.log(Math.abs(row[k]));
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / row[k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * row[j];
                }
            }
        }
        return sum;
    }
}
