package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.Map;
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
 */
public final class UNet implements Network {
    private static final int LEVELS = 4;

    private final int base;
    private final Parameters parameters = new Parameters();
    private final DoubleConv in;
    private final DoubleConv[] down = new DoubleConv[LEVELS];
    private final DoubleConv[] up = new DoubleConv[LEVELS];
    private final Conv out;

    /** @param base channels of the first level, 1..256 */
    public UNet(int base) {
        if (base < 1 || base > 256) {
            throw new IllegalArgumentException("a U-Net needs 1 to 256 base channels, not " + base);
        }
        this.base = base;
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
    }

    @Override
    public Tensor forward(Tensor image, ScalarType layers) {
        Tensor[] skips = new Tensor[LEVELS];
        Tensor x = in.apply(image.to(layers));
        for (int level = 0; level < LEVELS; level++) {
            skips[level] = x;
            x = down[level].apply(Ops.maxPool2(x));
        }
        for (int level = 0; level < LEVELS; level++) {
            x = up[level].apply(Ops.concat(skips[LEVELS - 1 - level], Ops.upsample2(x)));
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
        return Map.of("base", base);
    }

    @Override
    public int stride() {
        return 1 << LEVELS;
    }

    /**
     * Convolutions reach 2 pixels of their level, interpolation 1, pooling the rest of its block:
     * 2 (1+2+4+8+16) down, (1+2+4+8) pooling, (16+8+4+2) interpolation and 2 (8+4+2+1) up, rounded up to the stride.
     */
    @Override
    public int halo() {
        return 144;
    }

    /** Twice a 3 x 3 convolution and max(x, 0). */
    private final class DoubleConv {
        private final Conv first;
        private final Conv second;

        DoubleConv(String name, int inputs, int middle, int outputs) {
            first = new Conv(parameters, name + ".conv1", inputs, middle, 3);
            second = new Conv(parameters, name + ".conv2", middle, outputs, 3);
        }

        Tensor apply(Tensor x) {
            return Ops.relu(second.apply(Ops.relu(first.apply(x))));
        }
    }
}
