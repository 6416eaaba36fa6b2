package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisations without weights, and sums over the dimensions of a batch. */
final class Norms {
    private static final double BATCH_EPSILON = 1e-5;

    private Norms() {}

    /** A row as a unit vector; a shorter one than {@code least} is only divided by that. */
    static Tensor unit(Tensor row, double least) {
        double length = Math.sqrt(row.square().sum().item_double());
        return row.div(Ops.scalar(Math.max(length, least)));
    }

    /** Each plane of each image to mean 0 and variance 1. */
    static Tensor ofPlanes(Tensor input) {
        try (TensorOptional none = new TensorOptional()) {
            return torch.instance_norm(input, none, none, none, none, true, 0, BATCH_EPSILON, false);
        }
    }

    /** The sum over the last dimension of a batch of rows. */
    static Tensor sumOfRows(Tensor rows) {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return rows.sum(new long[] {1}, false, same);
        }
    }

    /** The mean over rows and columns: batch x channels. */
    static Tensor meanOfPlanes(Tensor input) {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return input.mean(new long[] {2, 3}, false, same);
        }
    }
}
