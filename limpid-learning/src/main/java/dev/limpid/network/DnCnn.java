package dev.limpid.network;

import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.GraphBuilder;
import dev.limpid.tensor.Parameters;
import java.util.Map;

/**
 * DnCNN (Zhang et al., "Beyond a Gaussian Denoiser", IEEE TIP 26(7), 2017, figure 1): a chain of 3 x 3 convolutions with
 * max(x, 0) between them that computes the noise; the result is input - chain(input). The published network for one noise
 * level has 17 layers of 64 channels.
 *
 * <p>Batch normalisation is merged into weights and biases, as in the authors' current public files: at inference it is
 * an affine map of each channel. Weights have the names of those files (layer i is {@code model.2i}).
 */
public final class DnCnn extends GraphNetwork {
    /** The published number of layers and of channels. */
    public static final int PUBLISHED_DEPTH = 17;

    public static final int PUBLISHED_WIDTH = 64;

    private final int depth;

    /**
     * @param depth convolutions, 2..64
     * @param width channels between them, 1..1024
     */
    public DnCnn(int depth, int width) {
        super("dncnn", Map.of("depth", depth, "width", width), parameters -> figure(parameters, depth, width));
        this.depth = depth;
    }

    private static Graph figure(Parameters parameters, int depth, int width) {
        if (depth < 2 || depth > 64 || width < 1 || width > 1024) {
            throw new IllegalArgumentException(
                    "a DnCNN needs 2 to 64 layers of 1 to 1024 channels, not " + depth + " of " + width);
        }
        GraphBuilder builder = new GraphBuilder(parameters, Activation.RELU);
        int x = builder.toLayers(Graph.INPUT);
        for (int i = 0; i < depth - 1; i++) {
            String name = name(i);
            x = builder.rectified(builder.conv(x, name, i == 0 ? 1 : width, width, 3), name);
        }
        int noise = builder.conv(builder.toExact(x), name(depth - 1), width, 1, 3);
        builder.difference(Graph.INPUT, noise);
        parameters.startAtZero(name(depth - 1) + ".weight");
        return builder.graph();
    }

    private static String name(int layer) {
        return "model." + 2 * layer;
    }

    /** Each layer reaches one pixel. */
    @Override
    public int halo() {
        return depth;
    }
}
