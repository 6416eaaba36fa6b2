package dev.limpid.network.maps;

import dev.limpid.network.Network;
import dev.limpid.network.graph.Gate;
import dev.limpid.network.graph.Trace;
import dev.limpid.network.graph.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A layer behind its activation, and the derivative of the sum of the network's output with respect to it.
 *
 * @param activation batch x channels x rows x columns
 * @param gradient of the same shape
 */
public record LayerGradient(Tensor activation, Tensor gradient) {
    /**
     * Of the coarsest layer: the last of those with the smallest planes.
     *
     * @param input batch x inputs x rows x columns, normalised
     * @param layers precision of the layers
     * @return in the caller's scope
     */
    public static LayerGradient coarsest(Network network, Tensor input, ScalarType layers) {
        Trace trace = Trace.of(network.graph(), new Weights(network.parameters(), input.scalar_type(), layers), input);
        String name = trace.coarsest();
        Trace.Reverse pass = trace.reverse(Target.SUM.start(trace.output()), new Gate.Plain());
        return new LayerGradient(trace.activation(name), trace.arriving(pass, name));
    }
}
