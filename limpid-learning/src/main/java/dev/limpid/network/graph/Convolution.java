package dev.limpid.network.graph;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A convolution.
 *
 * @param name its weight is {@code name.weight}, its bias {@code name.bias}
 * @param form how it moves between sizes
 * @param biased whether it has a bias
 */
record Convolution(String name, Form form, boolean biased) implements Linear {
    enum Form {
        /** Odd kernel, stride 1, zero padding that keeps the size. */
        SAME,
        /** Stride 1 without padding: kernel - 1 rows and columns fewer. */
        SHRINKING,
        /** Its transpose: as many more. */
        GROWING,
        /** 2 x 2, stride 2: half the size. Without bias. */
        HALVING,
        /** Its transpose: twice the size. Without bias. */
        DOUBLING
    }

    private static final long[] KERNEL = {2, 3};

    @Override
    public Tensor value(Weights weights, List<Tensor> inputs) {
        if (!biased) {
            return linear(weights, inputs);
        }
        Tensor x = inputs.get(0);
        Tensor weight = weights.get(name + ".weight", x);
        Tensor bias = weights.get(name + ".bias", x);
        return switch (form) {
            case SHRINKING -> Convolutions.shrinking(x, weight, bias);
            case GROWING -> Convolutions.growing(x, weight, bias);
            default ->
                sumsChannels(weight) ? Convolutions.toOneChannel(x, weight, bias) : Convolutions.same(x, weight, bias);
        };
    }

    @Override
    public Tensor linear(Weights weights, List<Tensor> directions) {
        Tensor x = directions.get(0);
        Tensor weight = weights.get(name + ".weight", x);
        return switch (form) {
            case SAME -> sumsChannels(weight) ? Convolutions.toOneChannel(x, weight) : Convolutions.same(x, weight);
            case SHRINKING -> Convolutions.shrinking(x, weight);
            case GROWING -> Convolutions.growing(x, weight);
            case HALVING -> Convolutions.halving(x, weight);
            case DOUBLING -> Convolutions.doubling(x, weight);
        };
    }

    @Override
    public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
        Tensor weight = weights.get(name + ".weight", cotangent);
        return List.of(
                switch (form) {
                    case SAME -> same(weight, cotangent);
                    case SHRINKING -> Convolutions.growing(cotangent, weight);
                    case GROWING -> Convolutions.shrinking(cotangent, weight);
                    case HALVING -> Convolutions.doubling(cotangent, weight);
                    case DOUBLING -> Convolutions.halving(cotangent, weight);
                });
    }

    /** The transpose of a convolution of stride 1 is one with the kernel turned over, which libtorch computes faster. */
    private static Tensor same(Tensor weight, Tensor cotangent) {
        if (sumsChannels(weight)) {
            return cotangent.mul(weight.view(1, weight.size(1), 1, 1));
        }
        return Convolutions.same(cotangent, Ops.channelsLast(weight.flip(KERNEL).transpose(0, 1)));
    }

    private static boolean sumsChannels(Tensor weight) {
        return weight.size(0) == 1 && weight.size(2) == 1 && weight.size(3) == 1;
    }
}
