package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

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
public final class UNet implements Network {
    /** Levels of resolution: whole, half, quarter, eighth, sixteenth. */
    public static final int LEVELS = 5;

    /** Most residual blocks at one level. */
    public static final int MOST_BLOCKS = 16;

    private static final int STEPS = LEVELS - 1;

    private final int base;
    private final List<Integer> blocks;
    private final Parameters parameters = new Parameters();
    private final DoubleConv in;
    private final DoubleConv[] down = new DoubleConv[STEPS];
    private final DoubleConv[] up = new DoubleConv[STEPS];
    private final Conv out;

    /**
     * Without residual blocks.
     *
     * @param base channels of the first level, 1..256
     */
    public UNet(int base) {
        this(base, Collections.nCopies(LEVELS, 0));
    }

    /**
     * @param base channels of the first level, 1..256
     * @param blocks residual blocks at each of the five levels, finest first, 0..16
     */
    public UNet(int base, List<Integer> blocks) {
        if (base < 1 || base > 256) {
            throw new IllegalArgumentException("a U-Net needs 1 to 256 base channels, not " + base);
        }
        if (blocks.size() != LEVELS || blocks.stream().anyMatch(count -> count < 0 || count > MOST_BLOCKS)) {
            throw new IllegalArgumentException(
                    "a U-Net has 0 to 16 residual blocks at each of five levels, not " + blocks);
        }
        this.base = base;
        this.blocks = List.copyOf(blocks);
        in = new DoubleConv("in", 1, base, base);
        down[0] = new DoubleConv("down1", base, 2 * base, 2 * base);
        down[1] = new DoubleConv("down2", 2 * base, 4 * base, 4 * base);
        down[2] = new DoubleConv("down3", 4 * base, 8 * base, 8 * base);
        down[3] = new DoubleConv("down4", 8 * base, 8 * base, 8 * base);
        up[0] = new DoubleConv("up1", 16 * base, 8 * base, 4 * base);
        up[1] = new DoubleConv("up2", 8 * base, 4 * base, 2 * base);
        up[2] = new DoubleConv("up3", 4 * base, 2 * base, base);
        up[3] = new DoubleConv("up4", 2 * base, base, base);
        out = new Conv(parameters, "out", base, 1, 1);
        parameters.startAtZero("out.weight");
        addBlocks();
    }

    /** After all else, so that the random start of the rest does not depend on them. */
    private void addBlocks() {
        in.addBlocks(blocks.get(0));
        for (int level = 0; level < STEPS; level++) {
            down[level].addBlocks(blocks.get(level + 1));
        }
        for (int level = 0; level < STEPS; level++) {
            up[level].addBlocks(blocks.get(STEPS - 1 - level));
        }
    }

    @Override
    public Tensor forward(Tensor image, ScalarType layers) {
        Tensor[] skips = new Tensor[STEPS];
        Tensor x = in.apply(image.to(layers));
        for (int level = 0; level < STEPS; level++) {
            skips[level] = x;
            x = down[level].apply(Ops.maxPool2(x));
        }
        for (int level = 0; level < STEPS; level++) {
            x = up[level].apply(Ops.concat(skips[STEPS - 1 - level], Ops.upsample2(x)));
        }
        // The last layer and the sum are computed in the image's precision: bf16 would round the image to 8 bits.
        return image.add(out.apply(x.to(image.scalar_type())));
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public String architecture() {
        return "unet";
    }

    @Override
    public Map<String, Object> configuration() {
        Map<String, Object> configuration = new TreeMap<>(Map.of("base", base));
        if (blocks.stream().anyMatch(count -> count > 0)) {
            configuration.put("blocks", blocks.stream().map(String::valueOf).collect(Collectors.joining(",")));
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
            reach += (2 << level) * blocks.get(level) * ways;
        }
        return (reach + stride() - 1) / stride() * stride();
    }

    /** Twice a 3 x 3 convolution and max(x, 0), then residual blocks if there are. */
    private final class DoubleConv {
        private final String name;
        private final int outputs;
        private final Conv first;
        private final Conv second;
        private final List<ResidualBlock> behind = new ArrayList<>();

        DoubleConv(String name, int inputs, int middle, int outputs) {
            this.name = name;
            this.outputs = outputs;
            first = new Conv(parameters, name + ".conv1", inputs, middle, 3);
            second = new Conv(parameters, name + ".conv2", middle, outputs, 3);
        }

        void addBlocks(int count) {
            for (int i = 0; i < count; i++) {
                behind.add(new ResidualBlock(parameters, name + ".block" + i, outputs));
            }
        }

        Tensor apply(Tensor x) {
            return Ops.freeing(() -> ResidualBlock.chain(behind, Ops.relu(second.apply(Ops.relu(first.apply(x))))));
        }
    }
}
