package dev.limpid.training;

import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a phase of training makes small, as a mean over the pixels of a batch. */
public enum Loss {
    /** |result - clean|: learns fast and is little moved by outliers, but its optimum is the median, not the mean. */
    ABSOLUTE("mean absolute error") {
        @Override
        Tensor of(Tensor result, Tensor clean) {
            return torch.l1_loss(result, clean);
        }
    },
    /** (result - clean)^2: its optimum is the mean, which does not shrink small bright structures such as vessels. */
    SQUARED("mean squared error") {
        @Override
        Tensor of(Tensor result, Tensor clean) {
            return torch.mse_loss(result, clean);
        }
    },
    /**
     * The root of the mean squared error of each patch, averaged over the batch: within a patch it weighs errors as the
     * PSNR does, so that strong edges count, while patches of strong noise do not outweigh those of weak noise.
     */
    ROOT_SQUARED("root mean squared error of each patch") {
        @Override
        Tensor of(Tensor result, Tensor clean) {
            Tensor squares = result.sub(clean).square().flatten(1, -1).mean(PIXELS, false, NO_TYPE);
            return squares.add(Ops.scalar(SMALL)).sqrt().mean();
        }
    };

    /** Keeps the root's slope finite where a patch is met exactly: 1e-4 of the range. */
    private static final double SMALL = 1e-8;

    private static final long[] PIXELS = {1};
    private static final ScalarTypeOptional NO_TYPE = new ScalarTypeOptional();

    private final String title;

    Loss(String title) {
        this.title = title;
    }

    abstract Tensor of(Tensor result, Tensor clean);

    /** The name in a card. */
    String title() {
        return title;
    }
}
