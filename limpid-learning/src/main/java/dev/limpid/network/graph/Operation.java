package dev.limpid.network.graph;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One step of a network. Every operation but the {@link Rectifier} is linear, apart from a bias ({@link Linear}) or from a
 * routing that is fixed at a point ({@link MaxPooling}).
 */
public sealed interface Operation permits Linear, Rectifier, MaxPooling {
    /**
     * The value, in the caller's scope.
     *
     * @param inputs not changed, unless the operation says that it reuses one
     */
    Tensor value(Weights weights, List<Tensor> inputs);

    /** Which input's memory the value may take, so that nothing else can use that input; -1 for none. */
    default int reuses() {
        return -1;
    }
}
