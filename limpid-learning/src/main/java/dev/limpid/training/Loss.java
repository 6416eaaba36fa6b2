package dev.limpid.training;

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
    };

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
