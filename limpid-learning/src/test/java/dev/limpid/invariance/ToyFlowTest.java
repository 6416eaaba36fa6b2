package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.network.invariance.ConditionalFlow;
import dev.limpid.network.invariance.InvarianceShape;
import dev.limpid.network.invariance.Pass;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A denoiser whose invariance is known: f replaces each pair of numbers by its mean, so it sees sums and no differences. */
class ToyFlowTest {
    private static final int SIZE = 8;
    private static final int PAIRS = SIZE / 2;
    private static final int BATCH = 64;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static float[] means(float[] rows) {
        float[] means = new float[rows.length / 2];
        for (int i = 0; i < means.length; i++) {
            means[i] = (rows[2 * i] + rows[2 * i + 1]) / 2;
        }
        return means;
    }

    private static float[] normal(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Of standard normal numbers, the difference of a pair has deviation sqrt(2) whatever its mean. */
    @Test
    void samplesSpanWhatTheDenoiserDoesNotSeeAndNothingElse() {
        InvarianceShape shape = new InvarianceShape(
                32,
                SIZE,
                TinyRuns.SHAPE.residual(),
                TinyRuns.SHAPE.decoder(),
                4,
                new InvarianceShape.Flow(4, 32, 1, 1, PAIRS));
        Random random = new Random(5);
        try (ConditionalFlow flow = new ConditionalFlow(shape)) {
            flow.initialise(1, Compute.cpu());
            flow.parameters().trainable(name -> name.startsWith("flow"));
            try (Adam adam = new Adam(flow.parameters())) {
                for (int step = 1; step <= 700; step++) {
                    try (PointerScope scope = new PointerScope()) {
                        float[] x = normal(random, BATCH * SIZE);
                        Tensor seen = Ops.tensor(means(x), BATCH, PAIRS);
                        Pass pass = step == 1 ? Pass.FIRST : Pass.TRAINING;
                        FlowStep.loss(flow.forward(Ops.tensor(x, BATCH, SIZE), seen, ConditionalFlow.Leak.EXACT, pass))
                                .backward();
                        adam.step(step, 4e-3 * (1 - step / 701.0));
                    }
                }
            }
            float[] x = normal(random, SIZE);
            float[] wanted = means(x);
            double unseen = 0;
            double seen = 0;
            int count = 2000;
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor told = Ops.tensor(wanted, 1, PAIRS).expand(count, PAIRS);
                float[] samples = Ops.values(flow.inverse(Ops.tensor(normal(random, count * SIZE), count, SIZE), told));
                float[] means = means(samples);
                for (int i = 0; i < count; i++) {
                    for (int pair = 0; pair < PAIRS; pair++) {
                        int at = i * SIZE + 2 * pair;
                        unseen += Math.pow(samples[at] - samples[at + 1], 2) / (count * PAIRS);
                        seen += Math.pow(means[i * PAIRS + pair] - wanted[pair], 2) / (count * PAIRS);
                    }
                }
            }
            assertThat(Math.sqrt(unseen)).as("deviation of differences").isBetween(1.2, 1.65);
            assertThat(Math.sqrt(seen)).as("error of means").isLessThan(0.15);
        }
    }

    @Test
    void theLikelihoodOfTheIdentityIsThatOfItsInput() {
        try (ConditionalFlow flow = new ConditionalFlow(new InvarianceShape(
                        32,
                        SIZE,
                        TinyRuns.SHAPE.residual(),
                        TinyRuns.SHAPE.decoder(),
                        4,
                        new InvarianceShape.Flow(1, 4, 0, 1, PAIRS)));
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            flow.initialise(1, Compute.cpu());
            float[] rows = {1, 2, 3, 4, 1, 2, 3, 4};
            Tensor told = Ops.tensor(new float[PAIRS], 1, PAIRS);
            double loss = FlowStep.loss(
                            flow.forward(Ops.tensor(rows, 1, SIZE), told, ConditionalFlow.Leak.EXACT, Pass.INFERENCE))
                    .item_double();
            assertThat(loss).isEqualTo(30);
        }
    }
}
