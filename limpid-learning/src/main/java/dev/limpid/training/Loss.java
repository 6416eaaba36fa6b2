package dev.limpid.training;

import dev.limpid.tensor.Ops;
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
            Tensor squares = Ops.meanOfEach(result.sub(clean).square());
            return squares.add(Ops.scalar(SMALL)).sqrt().mean();
        }
    },
    /**
     * 1 - SSIM, windows of 7 x 7 equal weights within the patch, of values whose range is 0 to 1 (Wang, Bovik, Sheikh and
     * Simoncelli, IEEE TIP 13(4), 2004; as a loss Zhao, Gallo, Frosio and Kautz, IEEE TCI 3(1), 2017).
     */
    STRUCTURAL("1 - SSIM") {
        @Override
        Tensor of(Tensor result, Tensor clean) {
            Tensor meanResult = Ops.windowMean(result, WINDOW);
            Tensor meanClean = Ops.windowMean(clean, WINDOW);
            Tensor product = meanResult.mul(meanClean);
            Tensor squares = meanResult.square().add(meanClean.square());
            Tensor covariance = Ops.windowMean(result.mul(clean), WINDOW).sub(product);
            Tensor variances =
                    Ops.windowMean(result.square().add(clean.square()), WINDOW).sub(squares);
            Tensor luminance = twice(product, C1).div(squares.add(Ops.scalar(C1)));
            Tensor structure = twice(covariance, C2).div(variances.add(Ops.scalar(C2)));
            return luminance.mul(structure).mean().neg().add(Ops.scalar(1));
        }

        private Tensor twice(Tensor value, double constant) {
            return value.mul(Ops.scalar(2)).add(Ops.scalar(constant));
        }
    },
    /** Nothing: what a phase adds to its loss is all there is, as in WGAN-VGG. */
    NONE("nothing") {
        @Override
        Tensor of(Tensor result, Tensor clean) {
            return result.sum().mul(Ops.scalar(0));
        }
    },
    /** The mean squared error, and as much again of the errors of differences between neighbours: edges count more. */
    EDGES("mean squared error of values and of differences between neighbours") {
        @Override
        Tensor of(Tensor result, Tensor clean) {
            Tensor error = result.sub(clean);
            return error.square()
                    .mean()
                    .add(difference(error, 2).square().mean())
                    .add(difference(error, 3).square().mean());
        }

        private Tensor difference(Tensor error, int dimension) {
            long size = error.size(dimension) - 1;
            return error.narrow(dimension, 1, size).sub(error.narrow(dimension, 0, size));
        }
    };

    /** (0.01 L)^2 and (0.03 L)^2 with L = 1. */
    private static final double C1 = 1e-4;

    private static final double C2 = 9e-4;
    private static final int WINDOW = 7;

    /** Keeps the root's slope finite where a patch is met exactly: 1e-4 of the range. */
    private static final double SMALL = 1e-8;

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
