package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/** A transposed 2 x 2 convolution of stride 2 without bias: twice the size, each pixel makes a block of its own. */
final class TransposedConv {
    private final Parameters parameters;
    private final String name;

    TransposedConv(Parameters parameters, String name, int inputs, int outputs) {
        this.parameters = parameters;
        this.name = name + ".weight";
        parameters.declare(this.name, inputs, outputs, 2, 2);
    }

    Tensor apply(Tensor input) {
        return Ops.doublingConv(input, parameters.get(name, input.scalar_type()));
    }
}
