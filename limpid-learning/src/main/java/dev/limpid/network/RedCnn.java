package dev.limpid.network;

import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.GraphBuilder;
import dev.limpid.tensor.Parameters;
import java.util.Map;

/**
 * RED-CNN (Chen et al., IEEE TMI 36(12), 2017): five 5 x 5 convolutions without padding, each followed by max(x, 0), and five
 * transposed ones that give the size back. What convolutions 4 and 2 gave is added to what transposed convolutions 1 and 3 give,
 * before max(x, 0), and the image itself to what the last one gives; nothing follows it, as in ldct-benchmark (the paper has one
 * more max(x, 0) there). The published width is 96: 1,848,865 weights. The generator of DU-GAN (Huang et al., IEEE TIM 71, 2022) is
 * the same network.
 */
public final class RedCnn extends GraphNetwork {
    /** The published number of channels. */
    public static final int PUBLISHED_WIDTH = 96;

    private static final int DEPTH = 5;
    private static final int KERNEL = 5;

    /** @param width channels, 1..1024 */
    public RedCnn(int width) {
        super("redcnn", Map.of("width", width), parameters -> figure(parameters, width));
    }

    private static Graph figure(Parameters parameters, int width) {
        if (width < 1 || width > 1024) {
            throw new IllegalArgumentException("a RED-CNN needs 1 to 1024 channels, not " + width);
        }
        GraphBuilder builder = new GraphBuilder(parameters, Activation.RELU);
        int[] down = new int[DEPTH + 1];
        down[0] = builder.toLayers(Graph.INPUT);
        for (int i = 1; i <= DEPTH; i++) {
            String name = "conv" + i;
            down[i] = builder.rectified(
                    builder.shrinkingConv(down[i - 1], name, i == 1 ? 1 : width, width, KERNEL), name);
        }
        int x = down[DEPTH];
        for (int i = 1; i < DEPTH; i++) {
            String name = "tconv" + i;
            int grown = builder.growingConv(x, name, width, width, KERNEL);
            x = i % 2 == 1 ? builder.rectifiedSum(down[DEPTH - i], grown, name) : builder.rectified(grown, name);
        }
        int last = builder.growingConv(builder.toExact(x), "tconv" + DEPTH, width, 1, KERNEL);
        builder.sum(Graph.INPUT, last);
        parameters.startAtZero("tconv" + DEPTH + ".weight");
        return builder.graph();
    }

    /** Two pixels a layer, down and up again. */
    @Override
    public int halo() {
        return 2 * DEPTH * (KERNEL / 2);
    }

    /** An image must outlast the convolutions without padding. */
    @Override
    public int leastEdge() {
        return DEPTH * (KERNEL - 1) + 1;
    }
}
