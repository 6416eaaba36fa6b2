package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The largest value of each 2 x 2 block. Where that stands is a {@link Routing}, with which it is linear. */
record MaxPooling() implements Operation {
    @Override
    public Tensor value(Weights weights, List<Tensor> inputs) {
        return Ops.maxPool2(inputs.get(0));
    }
}
