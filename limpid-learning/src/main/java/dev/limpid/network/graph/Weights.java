package dev.limpid.network.graph;

import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What operations compute with.
 *
 * @param parameters the network's weights
 * @param exact precision of the input and of the operations that carry the image itself
 * @param layers precision of all others
 */
public record Weights(Parameters parameters, ScalarType exact, ScalarType layers) {
    /** A weight in the precision of what it is applied to. */
    Tensor get(String name, Tensor operand) {
        return parameters.get(name, operand.scalar_type());
    }
}
