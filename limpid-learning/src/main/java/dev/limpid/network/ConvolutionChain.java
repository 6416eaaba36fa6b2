package dev.limpid.network;

import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.GraphBuilder;
import dev.limpid.tensor.Parameters;
import java.util.List;
import java.util.Map;

/**
 * Convolutions with bias that keep the size, max(x, 0) between them and nothing behind the last: the networks for low-dose CT
 * that are no more than that. They compute the image itself, not the noise. Layers are named {@code conv1}, {@code conv2}, ...
 */
public final class ConvolutionChain extends GraphNetwork {
    /**
     * One layer.
     *
     * @param channels of its result
     * @param kernel edge of its kernel, odd
     */
    private record Layer(int channels, int kernel) {}

    private final List<Layer> layers;

    private ConvolutionChain(String architecture, List<Layer> layers) {
        super(architecture, Map.of(), parameters -> figure(parameters, layers));
        this.layers = layers;
    }

    private static Graph figure(Parameters parameters, List<Layer> layers) {
        GraphBuilder builder = new GraphBuilder(parameters, Activation.RELU);
        int x = builder.toLayers(Graph.INPUT);
        int channels = 1;
        for (int i = 0; i < layers.size() - 1; i++) {
            Layer layer = layers.get(i);
            String name = "conv" + (i + 1);
            x = builder.rectified(builder.conv(x, name, channels, layer.channels(), layer.kernel()), name);
            channels = layer.channels();
        }
        Layer last = layers.get(layers.size() - 1);
        builder.conv(builder.toExact(x), "conv" + layers.size(), channels, last.channels(), last.kernel());
        return builder.graph();
    }

    /**
     * CNN-10 (Chen et al., Biomed Opt Express 8(2), 2017), three layers for all its name: 64 of 9 x 9, 32 of 3 x 3, 1 of 5 x 5;
     * 24,513 weights.
     */
    public static ConvolutionChain cnn10() {
        return new ConvolutionChain("cnn10", List.of(new Layer(64, 9), new Layer(32, 3), new Layer(1, 5)));
    }

    /** The generator of WGAN-VGG (Yang et al., IEEE TMI 37(6), 2018): seven layers of 32 of 3 x 3, and 1; 56,097 weights. */
    public static ConvolutionChain wganVgg() {
        Layer inner = new Layer(32, 3);
        return new ConvolutionChain(
                "wganvgg", List.of(inner, inner, inner, inner, inner, inner, inner, new Layer(1, 3)));
    }

    @Override
    public int halo() {
        return layers.stream().mapToInt(layer -> layer.kernel() / 2).sum();
    }
}
