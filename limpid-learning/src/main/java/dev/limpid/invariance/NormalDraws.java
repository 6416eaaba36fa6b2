package dev.limpid.invariance;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.Tensor;

/** Random numbers of a training's steps: each a function of the seed, the step and what it is for. */
final class NormalDraws {
    private static final long STREAMS = 1L << 59;
    private static final int USES = 3;

    private final long seed;
    private final Compute compute;

    /** What a draw is for. */
    enum Use {
        CRITIC_CODE,
        CODE,
        MIX
    }

    NormalDraws(long seed, Compute compute) {
        this.seed = seed;
        this.compute = compute;
    }

    /** Standard normal, rows x columns. */
    Tensor normal(long step, Use use, int rows, int columns) {
        PixelRandom random = stream(step, use);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.gaussian();
        }
        return compute.place(Ops.tensor(values, rows, columns));
    }

    /** Uniform in 0..1, rows x 1 x 1 x 1. */
    Tensor uniform(long step, Use use, int rows) {
        PixelRandom random = stream(step, use);
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = (float) random.uniform();
        }
        return compute.place(Ops.tensor(values, rows, 1, 1, 1));
    }

    private PixelRandom stream(long step, Use use) {
        return new PixelRandom(seed, STREAMS + step * USES + use.ordinal());
    }
}
