package dev.limpid.network;

import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.GraphBuilder;
import dev.limpid.tensor.Parameters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The U-Net denoiser of the feature-preserving paper (arXiv 2310.20101): five levels of b, 2b, 4b, 8b and 8b channels,
 * max-pooling down, bilinear interpolation up, skips by concatenation. b = 64 is the paper's plan.
 *
 * <p>Three things differ from the public implementation it follows, each for a reason in {@code docs/decisions.md}: no
 * batch normalisation (an image must not depend on its batch mates; convolutions carry a bias instead), the output is
 * added to the input (the network learns the noise, which is zero for a clean image), and interpolation is on pixel
 * centres (so that a tile gives what the whole image gives).
 *
 * <p>Residual blocks may follow the two convolutions of a level, on the way down and again up. They start as identities,
 * so a trained network can be given them and goes on from where it is.
 */
public final class UNet extends GraphNetwork {
    /** Levels of resolution: whole, half, quarter, eighth, sixteenth. */
    public static final int LEVELS = 5;

    /** Most residual blocks at one level. */
    public static final int MOST_BLOCKS = 16;

    private static final int STEPS = LEVELS - 1;

    private final Shape shape;

    /**
     * What makes one U-Net differ from another.
     *
     * @param base channels of the first level, 1..256
     * @param blocks residual blocks at each of the five levels, finest first, 0..16
     * @param activation behind every convolution but the last
     * @param residual whether the output is added to the input, so that the network learns what is to be taken away
     */
    public record Shape(int base, List<Integer> blocks, Activation activation, boolean residual) {
        /** Residual blocks of none of the levels. */
        public static final List<Integer> NO_BLOCKS = Collections.nCopies(LEVELS, 0);

        public Shape {
            if (base < 1 || base > 256) {
                throw new IllegalArgumentException("a U-Net needs 1 to 256 base channels, not " + base);
            }
            if (blocks.size() != LEVELS || blocks.stream().anyMatch(count -> count < 0 || count > MOST_BLOCKS)) {
                throw new IllegalArgumentException(
                        "a U-Net has 0 to 16 residual blocks at each of five levels, not " + blocks);
            }
            blocks = List.copyOf(blocks);
        }

        /** A denoiser of rectified linear units. */
        public static Shape denoiser(int base) {
            return new Shape(base, NO_BLOCKS, Activation.RELU, true);
        }

        /** A network from clean images to themselves, whose maps are looked at; without the sum that would make it trivial. */
        public static Shape restoration(int base, Activation activation) {
            return new Shape(base, NO_BLOCKS, activation, false);
        }
    }

    /**
     * A denoiser without residual blocks.
     *
     * @param base channels of the first level, 1..256
     */
    public UNet(int base) {
        this(Shape.denoiser(base));
    }

    /** @param blocks residual blocks at each of the five levels, finest first, 0..16 */
    public UNet(int base, List<Integer> blocks) {
        this(new Shape(base, blocks, Activation.RELU, true));
    }

    public UNet(Shape shape) {
        super("unet", configuration(shape), parameters -> {
            // Weights of the network without blocks come first, so that their random start does not depend on the
            // blocks.
            figure(parameters, shape, Shape.NO_BLOCKS).draw();
            return figure(parameters, shape, shape.blocks()).draw();
        });
        this.shape = shape;
        if (shape.residual()) {
            parameters().startAtZero("out.weight");
        }
    }

    private static UNetFigure figure(Parameters parameters, Shape shape, List<Integer> blocks) {
        GraphBuilder builder = new GraphBuilder(parameters, shape.activation());
        return new UNetFigure(builder, shape.base(), blocks, shape.residual());
    }

    private static Map<String, Object> configuration(Shape shape) {
        Map<String, Object> configuration = new TreeMap<>(Map.of("base", shape.base()));
        if (!shape.blocks().equals(Shape.NO_BLOCKS)) {
            configuration.put(
                    "blocks", shape.blocks().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        if (shape.activation() != Activation.RELU) {
            configuration.put("activation", shape.activation().cardName());
        }
        if (!shape.residual()) {
            configuration.put("residual", false);
        }
        return configuration;
    }

    @Override
    public int stride() {
        return 1 << STEPS;
    }

    /**
     * Convolutions reach 2 pixels of their level, interpolation 1, pooling the rest of its block:
     * 2 (1+2+4+8+16) down, (1+2+4+8) pooling, (16+8+4+2) interpolation and 2 (8+4+2+1) up; a residual block 2 of its level,
     * down and up. Rounded up to the stride: 144 without blocks.
     */
    @Override
    public int halo() {
        int reach = 62 + 15 + 30 + 30;
        for (int level = 0; level < LEVELS; level++) {
            int ways = level == STEPS ? 1 : 2;
            reach += (2 << level) * shape.blocks().get(level) * ways;
        }
        return (reach + stride() - 1) / stride() * stride();
    }
}
