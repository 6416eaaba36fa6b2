package dev.limpid.network;

import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.Weights;
import dev.limpid.tensor.Parameters;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network of convolutions and rectifiers, written down as a graph, so that it can be run backwards with other gates too. */
public abstract class GraphNetwork extends NamedNetwork {
    private final Graph graph;

    /** @param figure draws the graph and declares its weights */
    GraphNetwork(String architecture, Map<String, Object> configuration, Function<Parameters, Graph> figure) {
        super(architecture, configuration);
        graph = figure.apply(parameters());
    }

    @Override
    public final Graph graph() {
        return graph;
    }

    @Override
    public final Tensor forward(Tensor input, ScalarType layers) {
        return graph.value(new Weights(parameters(), input.scalar_type(), layers), input);
    }
}
