package dev.limpid.network.graph;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * An activation, and the gate of a reverse pass.
 *
 * @param name of the convolution before it
 * @param activation what it computes
 */
public record Rectifier(String name, Activation activation) implements Operation {
    /** In the memory of its input, which nothing else needs. */
    @Override
    public Tensor value(Weights weights, List<Tensor> inputs) {
        return activation.valueInPlace(inputs.get(0));
    }

    @Override
    public int reuses() {
        return 0;
    }
}
