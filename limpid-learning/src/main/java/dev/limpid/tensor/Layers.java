package dev.limpid.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Layers of published networks that are more than the plain {@link Convolutions}. Images are batch x channels x rows x
 * columns; nothing is computed in place.
 */
public final class Layers {
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] PLANE = {2, 3};
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private Layers() {}

    /** Convolution that keeps the size, whose channels are computed group by group; weight outputs x inputs/groups x k x k. */
    public static Tensor groupedConv(Tensor input, Tensor weight, Tensor bias, int groups) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.conv2d(input, weight, optionalBias, ONE, half(weight), ONE, groups);
        }
    }

    /** Convolution of stride 2 with an odd kernel and as much padding as makes half the size, rounded up. */
    public static Tensor stridedConv(Tensor input, Tensor weight, Tensor bias) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.conv2d(input, weight, optionalBias, TWO, half(weight), ONE, 1);
        }
    }

    /** Transposed convolution of stride 1 with an odd kernel that keeps the size; weight inputs x outputs x k x k. */
    public static Tensor transposedConv(Tensor input, Tensor weight, Tensor bias) {
        return Convolutions.same(input, Ops.channelsLast(weight.flip(PLANE).transpose(0, 1)), bias);
    }

    private static long[] half(Tensor weight) {
        return new long[] {weight.size(2) / 2, weight.size(3) / 2};
    }

    /**
     * Batch normalisation of each channel (Ioffe and Szegedy, ICML 2015): less the mean, over the root of variance + 1e-5, times
     * {@code scale}, plus {@code shift}.
     *
     * @param mean running mean, and {@code variance} running variance, one a channel
     * @param learning whether mean and variance are the batch's, which then also move the running ones by a tenth; else the running
     *     ones are used
     */
    public static Tensor batchNorm(
            Tensor input, Tensor scale, Tensor shift, Tensor mean, Tensor variance, boolean learning) {
        try (TensorOptional optionalScale = new TensorOptional(scale);
                TensorOptional optionalShift = new TensorOptional(shift);
                TensorOptional optionalMean = new TensorOptional(mean);
                TensorOptional optionalVariance = new TensorOptional(variance)) {
            return torch.batch_norm(
                    input,
                    optionalScale,
                    optionalShift,
                    optionalMean,
                    optionalVariance,
                    learning,
                    MOMENTUM,
                    EPSILON,
                    false);
        }
    }

    /** x above 0, else x times the slope. */
    public static Tensor leakyRelu(Tensor input, double slope) {
        return torch.leaky_relu(input, Ops.scalar(slope));
    }

    /** x W^T + b over the last dimension. */
    public static Tensor linear(Tensor input, Tensor weight, Tensor bias) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.linear(input, weight, optionalBias);
        }
    }

    /**
     * Scaled dot-product attention of several heads (Vaswani et al., NeurIPS 2017, section 3.2): softmax(q k^T / sqrt(d)) v in each
     * head of d values.
     *
     * @param query batch x tokens x values, projected; {@code key} and {@code value} alike, with tokens of their own
     * @param heads divide the values
     */
    public static Tensor attention(Tensor query, Tensor key, Tensor value, int heads) {
        Tensor q = inHeads(query, heads);
        Tensor k = inHeads(key, heads);
        double scale = 1 / Math.sqrt((double) query.size(2) / heads);
        Tensor weights = torch.softmax(torch.matmul(q, k.transpose(2, 3)).mul(Ops.scalar(scale)), 3);
        Tensor mixed = torch.matmul(weights, inHeads(value, heads));
        return mixed.transpose(1, 2).reshape(query.size(0), query.size(1), query.size(2));
    }

    /** Batch x heads x tokens x values of the head. */
    private static Tensor inHeads(Tensor input, int heads) {
        return input.view(input.size(0), input.size(1), heads, input.size(2) / heads)
                .transpose(1, 2);
    }

    /**
     * Each block x block pixels become the channels of one: channel (row x block + column) x channels + c holds channel c of the
     * pixel at that row and column of the block.
     */
    public static Tensor spaceToDepth(Tensor input, long block) {
        long rows = input.size(2) / block;
        long columns = input.size(3) / block;
        return input.reshape(input.size(0), input.size(1), rows, block, columns, block)
                .permute(0, 3, 5, 1, 2, 4)
                .reshape(input.size(0), input.size(1) * block * block, rows, columns);
    }

    /** The inverse of {@link #spaceToDepth}. */
    public static Tensor depthToSpace(Tensor input, long block) {
        long channels = input.size(1) / (block * block);
        long rows = input.size(2);
        long columns = input.size(3);
        return input.reshape(input.size(0), block, block, channels, rows, columns)
                .permute(0, 3, 4, 1, 5, 2)
                .reshape(input.size(0), channels, rows * block, columns * block);
    }

    /** Convolution of one channel with a kernel that sums to 1, the image mirrored at its border without the edge pixel. */
    public static Tensor blur(Tensor input, Tensor kernel) {
        long reach = kernel.size(2) / 2;
        Tensor padded = torch.reflection_pad2d(input, reach, reach, reach, reach);
        return Convolutions.shrinking(padded, kernel);
    }

    /** Windows of edge x edge pixels, in rows of windows, each an image of its own; the sizes are multiples of the edge. */
    public static Tensor windows(Tensor input, long edge) {
        long down = input.size(2) / edge;
        long across = input.size(3) / edge;
        return input.reshape(input.size(0), 1, down, edge, across, edge)
                .permute(0, 2, 4, 1, 3, 5)
                .reshape(input.size(0) * down * across, 1, edge, edge);
    }

    /** The images that {@link #windows} cut up. */
    public static Tensor joined(Tensor windows, long rows, long columns) {
        long edge = windows.size(2);
        long down = rows / edge;
        long across = columns / edge;
        long images = windows.size(0) / (down * across);
        return windows.reshape(images, down, across, 1, edge, edge)
                .permute(0, 3, 1, 4, 2, 5)
                .reshape(images, 1, rows, columns);
    }

    /** The part of an image that begins {@code top} rows and {@code left} columns in. */
    public static Tensor part(Tensor input, long top, long left, long rows, long columns) {
        return input.narrow(2, top, rows).narrow(3, left, columns);
    }

    /** Zeros around an image. */
    public static Tensor bordered(Tensor input, long rows, long columns) {
        return torch.constant_pad_nd(input, columns, columns, rows, rows);
    }
}
