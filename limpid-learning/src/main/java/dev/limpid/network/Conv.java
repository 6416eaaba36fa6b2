package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/** A convolution of stride 1 and zero padding that keeps the size. */
final class Conv {
    private final Parameters parameters;
    private final String name;
    private final boolean pointwise;
    private final boolean biased;

    /** With bias. */
    Conv(Parameters parameters, String name, int inputs, int outputs, int kernel) {
        this(parameters, name, inputs, outputs, kernel, true);
    }

    private Conv(Parameters parameters, String name, int inputs, int outputs, int kernel, boolean biased) {
        this.parameters = parameters;
        this.name = name;
        this.pointwise = kernel == 1;
        this.biased = biased;
        parameters.declare(name + ".weight", outputs, inputs, kernel, kernel);
        if (biased) {
            parameters.declare(name + ".bias", outputs);
        }
    }

    static Conv withoutBias(Parameters parameters, String name, int inputs, int outputs, int kernel) {
        return new Conv(parameters, name, inputs, outputs, kernel, false);
    }

    /** Computes in the input's precision; weights of another precision are rounded on the way. */
    Tensor apply(Tensor input) {
        Tensor weight = parameters.get(name + ".weight", input.scalar_type());
        if (!biased) {
            return Ops.conv(input, weight);
        }
        Tensor bias = parameters.get(name + ".bias", input.scalar_type());
        return pointwise && weight.size(0) == 1 ? Ops.channelSum(input, weight, bias) : Ops.conv(input, weight, bias);
    }
}
