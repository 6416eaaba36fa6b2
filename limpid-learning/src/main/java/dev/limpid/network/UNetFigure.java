package dev.limpid.network;

import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.GraphBuilder;
import java.util.List;

/** Writes a U-Net's graph: down on the left, up on the right, skips between. */
final class UNetFigure {
    private static final int STEPS = UNet.LEVELS - 1;

    private final GraphBuilder builder;
    private final int base;
    private final List<Integer> blocks;
    private final boolean residual;

    /**
     * @param blocks residual blocks at each level, finest first
     * @param residual whether the output is added to the input
     */
    UNetFigure(GraphBuilder builder, int base, List<Integer> blocks, boolean residual) {
        this.builder = builder;
        this.base = base;
        this.blocks = blocks;
        this.residual = residual;
    }

    Graph draw() {
        int[] skips = new int[STEPS];
        int x = level(builder.toLayers(Graph.INPUT), "in", 1, base, base, 0);
        for (int step = 0; step < STEPS; step++) {
            skips[step] = x;
            int outputs = width(step + 1);
            x = level(builder.maxPool(x), "down" + (step + 1), width(step), outputs, outputs, step + 1);
        }
        for (int step = 0; step < STEPS; step++) {
            int at = STEPS - 1 - step;
            int joined = builder.concat(skips[at], builder.upsample(x));
            int outputs = at == 0 ? base : width(at - 1);
            x = level(joined, "up" + (step + 1), 2 * width(at), width(at), outputs, at);
        }
        // The last layer and the sum are computed in the image's precision: bf16 would round the image to 8 bits.
        int out = builder.conv(builder.toExact(x), "out", base, 1, 1);
        if (residual) {
            builder.sum(Graph.INPUT, out);
        }
        return builder.graph();
    }

    /** Channels of a level on the way down: b, 2b, 4b, 8b, 8b. */
    private int width(int level) {
        return base << Math.min(level, STEPS - 1);
    }

    /** Twice a 3 x 3 convolution and an activation, then residual blocks if there are. */
    private int level(int from, String name, int inputs, int middle, int outputs, int level) {
        int x = rectifiedConv(from, name + ".conv1", inputs, middle);
        x = rectifiedConv(x, name + ".conv2", middle, outputs);
        for (int i = 0; i < blocks.get(level); i++) {
            x = builder.residualBlock(x, name + ".block" + i, outputs);
        }
        return x;
    }

    private int rectifiedConv(int from, String name, int inputs, int outputs) {
        return builder.rectified(builder.conv(from, name, inputs, outputs, 3), name);
    }
}
