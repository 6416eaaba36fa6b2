package dev.limpid.network;

import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.GraphBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * DRUNet, the denoiser of DPIR (Zhang et al., "Plug-and-Play Image Restoration with Deep Denoiser Prior", IEEE TPAMI
 * 2022, figure 2): four scales of residual blocks, 2 x 2 convolutions of stride 2 down and transposed ones up, skips by
 * addition, and the noise level as a second channel of the input. The published network has widths 64, 128, 256, 512
 * and 4 blocks a scale, 32,638,656 weights for grey images.
 *
 * <p>No convolution has a bias, so the network is homogeneous: f(c x, c sigma) = c f(x, sigma) for every c of at least 0.
 * Weights have the names of the authors' public code, so that theirs can be read as they are.
 */
public final class DrUNet extends GraphNetwork {
    /** The published widths. */
    public static final List<Integer> PUBLISHED_WIDTHS = List.of(64, 128, 256, 512);

    /** The published number of residual blocks at each scale, on the way down and on the way up. */
    public static final int PUBLISHED_BLOCKS = 4;

    private static final int SCALES = 3;
    private static final int MOST = 1024;

    private final int blocks;

    /**
     * @param widths channels at full, half, quarter and eighth resolution, 1..1024 each
     * @param blocks residual blocks at each scale, 1..16
     */
    public DrUNet(List<Integer> widths, int blocks) {
        super("drunet", configuration(widths, blocks), parameters -> {
            requireBounds(widths, blocks);
            return new Figure(new GraphBuilder(parameters, Activation.RELU), widths, blocks).draw();
        });
        this.blocks = blocks;
    }

    private static Map<String, Object> configuration(List<Integer> widths, int blocks) {
        String list = widths.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Map.of("widths", list, "blocks", blocks);
    }

    private static void requireBounds(List<Integer> widths, int blocks) {
        if (widths.size() != SCALES + 1 || widths.stream().anyMatch(width -> width < 1 || width > MOST)) {
            throw new IllegalArgumentException("a DRUNet needs four widths of 1 to " + MOST + ", not " + widths);
        }
        if (blocks < 1 || blocks > 16) {
            throw new IllegalArgumentException("a DRUNet needs 1 to 16 blocks a scale, not " + blocks);
        }
    }

    @Override
    public int stride() {
        return 1 << SCALES;
    }

    /**
     * Head and tail reach 1 pixel each, a block 2 of its scale: 2 b (1 + 2 + 4) down and up, 2 b 8 between. A 2 x 2
     * convolution of stride 2 and its transpose stay within blocks of 8 pixels that lie at multiples of 8, which adds up to
     * 7. In sum 9 + 44 b, rounded up to the stride: 192 for 4 blocks.
     */
    @Override
    public int halo() {
        int reach = 9 + 44 * blocks;
        return (reach + stride() - 1) / stride() * stride();
    }

    @Override
    public boolean takesNoiseLevel() {
        return true;
    }

    /** As in the authors' code. */
    @Override
    public Extension extension() {
        return Extension.REPLICATE;
    }

    /** The paper's figure, from left to right. */
    private record Figure(GraphBuilder builder, List<Integer> widths, int blocks) {
        Graph draw() {
            // Head, tail and the skip between them, on which the image passes, keep its precision: bf16 has 8 bits.
            int x1 = builder.convWithoutBias(Graph.INPUT, "m_head", 2, widths.get(0), 3);
            int x2 = down(builder.toLayers(x1), 1);
            int x3 = down(x2, 2);
            int x4 = down(x3, 3);
            int x = builder.sum(blocks(x4, "m_body", 0, widths.get(SCALES)), x4);
            x = up(x, 3);
            x = up(builder.sum(x, x3), 2);
            x = up(builder.sum(x, x2), 1);
            builder.convWithoutBias(builder.sum(builder.toExact(x), x1), "m_tail", widths.get(0), 1, 3);
            return builder.graph();
        }

        /** Residual blocks, then half the size. */
        private int down(int from, int scale) {
            String name = "m_down" + scale;
            int x = blocks(from, name, 0, widths.get(scale - 1));
            return builder.halvingConv(x, name + "." + blocks, widths.get(scale - 1), widths.get(scale));
        }

        /** Twice the size, then residual blocks. */
        private int up(int from, int scale) {
            String name = "m_up" + scale;
            int x = builder.doublingConv(from, name + ".0", widths.get(scale), widths.get(scale - 1));
            return blocks(x, name, 1, widths.get(scale - 1));
        }

        private int blocks(int from, String name, int first, int width) {
            int x = from;
            for (int i = 0; i < blocks; i++) {
                x = builder.residualBlock(x, name + "." + (first + i), width);
            }
            return x;
        }
    }
}
