package dev.limpid.network.graph;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One step of a network. Every operation but the {@link Rectifier} is linear (apart from a bias, and from a routing that is
 * fixed at a point), and has three faces: its value, its linear part applied to a direction, and the transpose of that.
 */
public sealed interface Operation permits Linear, Rectifier, MaxPooling {
    /**
     * The value, in the caller's scope.
     *
     * @param inputs not changed, unless the operation says that it reuses one
     */
    Tensor value(Weights weights, List<Tensor> inputs);
}
