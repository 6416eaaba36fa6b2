package dev.limpid.tensor;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The operations that detectors need beside {@link Ops}: strides, normalisation, sampling at places, rows, losses of rows. */
public final class DetectionOps {
    private static final long BILINEAR = 0;
    private static final long BORDER = 1;
    private static final long MEAN = 1;
    private static final long SUM = 2;
    private static final double SMALL = 1e-5;

    private DetectionOps() {}

    /** Convolution of a stride with zero padding of half the odd kernel, without bias. */
    public static Tensor stridedConv(Tensor input, Tensor weight, int stride) {
        if (weight.size(2) == 1 && weight.size(3) == 1 && stride > 1) {
            return stridedConv(everyNth(input, stride), weight, 1);
        }
        long[] padding = {weight.size(2) / 2, weight.size(3) / 2};
        try (TensorOptional noBias = new TensorOptional()) {
            return torch.conv2d(input, weight, noBias, new long[] {stride, stride}, padding, new long[] {1, 1}, 1);
        }
    }

    /**
     * Every n-th row and column, from the first. A convolution of stride n with one weight a channel sees no others; taken so,
     * because oneDNN's own path of it for AVX2 writes outside its memory where the input has fewer than 8 channels.
     */
    public static Tensor everyNth(Tensor input, int n) {
        Tensor image = input;
        for (int dimension : new int[] {2, 3}) {
            try (LongOptional first = new LongOptional(0);
                    LongOptional end = new LongOptional(input.size(dimension))) {
                image = image.slice(dimension, first, end, n);
            }
        }
        return Ops.channelsLast(image);
    }

    /**
     * Group normalisation (Wu and He, ECCV 2018): each group of channels of each image gets mean 0 and variance 1, then gain and
     * offset of each channel.
     */
    public static Tensor groupNorm(Tensor input, int groups, Tensor gain, Tensor offset) {
        try (TensorOptional scale = new TensorOptional(gain);
                TensorOptional shift = new TensorOptional(offset)) {
            return torch.group_norm(input, groups, scale, shift, SMALL, false);
        }
    }

    /** Largest value of 3 x 3 pixels, at every second pixel. */
    public static Tensor maxPool3(Tensor input) {
        return torch.max_pool2d(
                input, new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, false);
    }

    /** Every second row and column. */
    public static Tensor everySecond(Tensor input) {
        return torch.max_pool2d(
                input, new long[] {1, 1}, new long[] {2, 2}, new long[] {0, 0}, new long[] {1, 1}, false);
    }

    /** Each pixel as a block of 2 x 2. */
    public static Tensor doubled(Tensor input) {
        long[] size = {2 * input.size(2), 2 * input.size(3)};
        try (DoubleOptional two = new DoubleOptional(2)) {
            return torch.upsample_nearest2d(input, size, two, two);
        }
    }

    /** rows x inputs by outputs x inputs, and a bias. */
    public static Tensor linear(Tensor rows, Tensor weight, Tensor bias) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.linear(rows, weight, optionalBias);
        }
    }

    /**
     * Values between pixels, bilinear on pixel centres; beyond the border those at it.
     *
     * @param input 1 x channels x rows x columns
     * @param places 1 x a x b x 2: x and y, where -1 and 1 are the outer edges of the image
     * @return 1 x channels x a x b
     */
    public static Tensor sample(Tensor input, Tensor places) {
        return torch.grid_sampler_2d(input, places, BILINEAR, BORDER, false);
    }

    /** The mean of each block of size x size pixels. */
    public static Tensor blockMean(Tensor input, int size) {
        long[] window = {size, size};
        return torch.avg_pool2d(input, window, window, new long[] {0, 0}, false, true, new LongOptional());
    }

    /** Rows of a tensor one after the other. */
    public static Tensor rows(TensorVector parts) {
        return torch.cat(parts, 0);
    }

    /** Some rows of a tensor, in this order. */
    public static Tensor rows(Tensor tensor, int[] which) {
        return tensor.index_select(0, whole(which).to(tensor.device(), ScalarType.Long));
    }

    /** The sum of binary cross entropies between logits and 0 or 1. */
    public static Tensor binaryCrossEntropySum(Tensor logits, Tensor targets) {
        try (TensorOptional none = new TensorOptional();
                TensorOptional alsoNone = new TensorOptional()) {
            return torch.binary_cross_entropy_with_logits(logits, targets, none, alsoNone, SUM);
        }
    }

    /** The mean cross entropy of rows of logits and each row's class. */
    public static Tensor crossEntropy(Tensor logits, int[] classes) {
        try (TensorOptional none = new TensorOptional()) {
            Tensor wanted = whole(classes).to(logits.device(), ScalarType.Long);
            return torch.cross_entropy_loss(logits, wanted, none, MEAN, -100, 0);
        }
    }

    /** The sum of x^2 / (2 beta) where |x| is below beta, else |x| - beta / 2, of all differences (Girshick, ICCV 2015). */
    public static Tensor smoothAbsoluteSum(Tensor values, Tensor targets, double beta) {
        return torch.smooth_l1_loss(values, targets, SUM, beta);
    }

    static Tensor whole(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return torch.tensor(wide, new TensorOptions(ScalarType.Long));
    }
}
