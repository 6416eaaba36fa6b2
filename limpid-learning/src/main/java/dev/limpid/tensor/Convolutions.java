package dev.limpid.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** The convolutions networks are written in, of batches x channels x rows x columns; other layers see {@link Layers}. */
public final class Convolutions {
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] NONE = {0, 0};
    private static final long[] PLANE = {2, 3};

    private Convolutions() {}

    /** Convolution with stride 1 and zero padding that keeps the size ({@code weight} has an odd kernel). */
    public static Tensor same(Tensor input, Tensor weight, Tensor bias) {
        long[] padding = {weight.size(2) / 2, weight.size(3) / 2};
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.conv2d(input, weight, optionalBias, ONE, padding, ONE, 1);
        }
    }

    /** The same without bias. */
    public static Tensor same(Tensor input, Tensor weight) {
        long[] padding = {weight.size(2) / 2, weight.size(3) / 2};
        try (TensorOptional noBias = new TensorOptional()) {
            return torch.conv2d(input, weight, noBias, ONE, padding, ONE, 1);
        }
    }

    /**
     * Convolution with a 1 x 1 kernel to one channel, as a matrix-vector product over pixels: libtorch's own path takes a
     * general matrix product whose long side is one row, which on one thread costs as much as the rest of the network.
     */
    public static Tensor toOneChannel(Tensor input, Tensor weight, Tensor bias) {
        return channelSums(input, weight).add(bias).view(plane(input));
    }

    /** The same without bias. */
    public static Tensor toOneChannel(Tensor input, Tensor weight) {
        return channelSums(input, weight).view(plane(input));
    }

    private static Tensor channelSums(Tensor input, Tensor weight) {
        return input.permute(0, 2, 3, 1).reshape(-1, input.size(1)).mv(weight.reshape(-1));
    }

    private static long[] plane(Tensor input) {
        return new long[] {input.size(0), 1, input.size(2), input.size(3)};
    }

    /** Convolution of stride 2 with a 2 x 2 kernel: half the size. {@code weight} is outputs x inputs x 2 x 2. */
    public static Tensor halving(Tensor input, Tensor weight) {
        try (TensorOptional noBias = new TensorOptional()) {
            return torch.conv2d(input, weight, noBias, TWO, NONE, ONE, 1);
        }
    }

    /** Its transpose: twice the size. {@code weight} is inputs x outputs x 2 x 2. */
    public static Tensor doubling(Tensor input, Tensor weight) {
        try (TensorOptional noBias = new TensorOptional()) {
            return torch.conv_transpose2d(input, weight, noBias, TWO, NONE, NONE, 1, ONE);
        }
    }

    /** Convolution with stride 1 and without padding. {@code weight} is outputs x inputs x kernel x kernel. */
    public static Tensor shrinking(Tensor input, Tensor weight, Tensor bias) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.conv2d(input, weight, optionalBias, ONE, NONE, ONE, 1);
        }
    }

    /** The same without bias. */
    public static Tensor shrinking(Tensor input, Tensor weight) {
        try (TensorOptional noBias = new TensorOptional()) {
            return torch.conv2d(input, weight, noBias, ONE, NONE, ONE, 1);
        }
    }

    /**
     * The transpose of {@link #shrinking(Tensor, Tensor)}, with bias: a convolution with the kernel turned over and as much
     * padding as it reaches, which libtorch computes faster. {@code weight} is inputs x outputs x kernel x kernel.
     */
    public static Tensor growing(Tensor input, Tensor weight, Tensor bias) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.conv2d(input, turned(weight), optionalBias, ONE, whole(weight), ONE, 1);
        }
    }

    /** The same without bias. */
    public static Tensor growing(Tensor input, Tensor weight) {
        try (TensorOptional noBias = new TensorOptional()) {
            return torch.conv2d(input, turned(weight), noBias, ONE, whole(weight), ONE, 1);
        }
    }

    private static Tensor turned(Tensor weight) {
        return Ops.channelsLast(weight.flip(PLANE).transpose(0, 1));
    }

    private static long[] whole(Tensor weight) {
        return new long[] {weight.size(2) - 1, weight.size(3) - 1};
    }

    /** Convolution of any stride and zero padding. {@code weight} is outputs x inputs x kernel x kernel. */
    public static Tensor strided(Tensor input, Tensor weight, Tensor bias, int stride, int padding) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.conv2d(
                    input, weight, optionalBias, new long[] {stride, stride}, new long[] {padding, padding}, ONE, 1);
        }
    }
}
