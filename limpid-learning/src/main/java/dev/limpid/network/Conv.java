package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/** A convolution with bias, stride 1 and zero padding that keeps the size. */
final class Conv {
    private final Parameters parameters;
    private final String name;
    private final boolean pointwise;

    Conv(Parameters parameters, String name, int inputs, int outputs, int kernel) {
        this.parameters = parameters;
        this.name = name;
        this.pointwise = kernel == 1;
        parameters.declare(name + ".weight", outputs, inputs, kernel, kernel);
        parameters.declare(name + ".bias", outputs);
    }

    /** Computes in the input's precision; weights of another precision are rounded on the way. */
    Tensor apply(Tensor input) {
        Tensor weight = parameters.get(name + ".weight");
        Tensor bias = parameters.get(name + ".bias");
        if (weight.scalar_type() != input.scalar_type()) {
            weight = weight.to(input.scalar_type());
            bias = bias.to(input.scalar_type());
        }
        return pointwise && weight.size(0) == 1 ? Ops.channelSum(input, weight, bias) : Ops.conv(input, weight, bias);
    }
}
