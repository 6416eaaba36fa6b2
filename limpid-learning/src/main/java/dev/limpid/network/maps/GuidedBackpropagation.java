package dev.limpid.network.maps;

import dev.limpid.network.Network;
import dev.limpid.network.graph.Gate;
import dev.limpid.network.graph.Trace;
import dev.limpid.network.graph.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Maps of a network by a reverse pass with a chosen gate: with {@link Gate.Guided} and ReLU guided backpropagation as
 * published (Springenberg et al., "Striving for Simplicity", ICLR workshop 2015; arXiv 2310.20101, equation 2), with {@link
 * Gate.Plain} the gradient.
 *
 * <p>The reverse pass is computed by ordinary operations; the activation itself keeps its own derivative, so that a network
 * can be trained through its maps.
 *
 * @param network whose maps
 * @param gate at its activations
 * @param target what is differentiated
 */
public record GuidedBackpropagation(Network network, Gate gate, Target target) {
    /**
     * The map of each image.
     *
     * @param input batch x inputs x rows x columns, normalised; of a network that is told the noise level with that channel
     * @param layers precision of the layers
     * @return of the input's shape and precision, in the caller's scope
     */
    public Tensor map(Tensor input, ScalarType layers) {
        return reverse(trace(input, layers)).map();
    }

    Trace trace(Tensor input, ScalarType layers) {
        return Trace.of(network.graph(), new Weights(network.parameters(), input.scalar_type(), layers), input);
    }

    Trace.Reverse reverse(Trace trace) {
        return trace.reverse(target.start(trace.output()), gate);
    }

    /** Whether maps change with the image also where no gate changes sides, so that a loss on them has a gradient. */
    public boolean informative() {
        return target.followsOutput() || gate.informative(network.graph().activation());
    }
}
