package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * DRUNet, the denoiser of DPIR (Zhang et al., "Plug-and-Play Image Restoration with Deep Denoiser Prior", IEEE TPAMI
 * 2022, figure 2): four scales of residual blocks, 2 x 2 convolutions of stride 2 down and transposed ones up, skips by
 * addition, and the noise level as a second channel of the input. The published network has widths 64, 128, 256, 512
 * and 4 blocks a scale, 32,638,656 weights for grey images.
 *
 * <p>No convolution has a bias, so the network is homogeneous: f(c x, c sigma) = c f(x, sigma) for every c of at least 0.
 * Weights have the names of the authors' public code, so that theirs can be read as they are.
 */
public final class DrUNet implements Network {
    /** The published widths. */
    public static final List<Integer> PUBLISHED_WIDTHS = List.of(64, 128, 256, 512);

    /** The published number of residual blocks at each scale, on the way down and on the way up. */
    public static final int PUBLISHED_BLOCKS = 4;

    private static final int SCALES = 3;
    private static final int MOST = 1024;

    private final List<Integer> widths;
    private final int blocks;
    private final Parameters parameters = new Parameters();
    private final Conv head;
    private final Down[] down = new Down[SCALES];
    private final List<ResidualBlock> body;
    private final Up[] up = new Up[SCALES];
    private final Conv tail;

    /**
     * @param widths channels at full, half, quarter and eighth resolution, 1..1024 each
     * @param blocks residual blocks at each scale, 1..16
     */
    public DrUNet(List<Integer> widths, int blocks) {
        if (widths.size() != SCALES + 1 || widths.stream().anyMatch(width -> width < 1 || width > MOST)) {
            throw new IllegalArgumentException("a DRUNet needs four widths of 1 to " + MOST + ", not " + widths);
        }
        if (blocks < 1 || blocks > 16) {
            throw new IllegalArgumentException("a DRUNet needs 1 to 16 blocks a scale, not " + blocks);
        }
        this.widths = List.copyOf(widths);
        this.blocks = blocks;
        head = Conv.withoutBias(parameters, "m_head", 2, widths.get(0), 3);
        down[0] = new Down("m_down1", widths.get(0), widths.get(1));
        down[1] = new Down("m_down2", widths.get(1), widths.get(2));
        down[2] = new Down("m_down3", widths.get(2), widths.get(3));
        body = residualBlocks("m_body", 0, widths.get(3));
        up[2] = new Up("m_up3", widths.get(3), widths.get(2));
        up[1] = new Up("m_up2", widths.get(2), widths.get(1));
        up[0] = new Up("m_up1", widths.get(1), widths.get(0));
        tail = Conv.withoutBias(parameters, "m_tail", widths.get(0), 1, 3);
    }

    @Override
    public Tensor forward(Tensor input, ScalarType layers) {
        // Head, tail and the skip between them, on which the image passes, keep its precision: bf16 has 8 bits.
        Tensor x1 = head.apply(input);
        Tensor x2 = down[0].apply(x1.to(layers));
        Tensor x3 = down[1].apply(x2);
        Tensor x4 = down[2].apply(x3);
        Tensor x = up[2].apply(Ops.freeing(() -> ResidualBlock.chain(body, x4).add(x4)));
        x = up[1].apply(x.add(x3));
        x = up[0].apply(x.add(x2));
        return tail.apply(x.to(input.scalar_type()).add(x1));
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public String architecture() {
        return "drunet";
    }

    @Override
    public Map<String, Object> configuration() {
        String list = widths.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Map.of("widths", list, "blocks", blocks);
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

    private List<ResidualBlock> residualBlocks(String name, int first, int width) {
        List<ResidualBlock> made = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            made.add(new ResidualBlock(parameters, name + "." + (first + i), width));
        }
        return made;
    }

    /** Residual blocks, then half the size. */
    private final class Down {
        private final List<ResidualBlock> before;
        private final StridedConv halving;

        Down(String name, int inputs, int outputs) {
            before = residualBlocks(name, 0, inputs);
            halving = new StridedConv(parameters, name + "." + blocks, inputs, outputs);
        }

        Tensor apply(Tensor x) {
            return Ops.freeing(() -> halving.apply(ResidualBlock.chain(before, x)));
        }
    }

    /** Twice the size, then residual blocks. */
    private final class Up {
        private final TransposedConv doubling;
        private final List<ResidualBlock> after;

        Up(String name, int inputs, int outputs) {
            doubling = new TransposedConv(parameters, name + ".0", inputs, outputs);
            after = residualBlocks(name, 1, outputs);
        }

        Tensor apply(Tensor x) {
            return Ops.freeing(() -> ResidualBlock.chain(after, doubling.apply(x)));
        }
    }
}
