package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/** A 2 x 2 convolution of stride 2 without bias: half the size. */
final class StridedConv {
    private final Parameters parameters;
    private final String name;

    StridedConv(Parameters parameters, String name, int inputs, int outputs) {
        this.parameters = parameters;
        this.name = name + ".weight";
        parameters.declare(this.name, outputs, inputs, 2, 2);
    }

    Tensor apply(Tensor input) {
        return Ops.halvingConv(input, parameters.get(name, input.scalar_type()));
    }
}
