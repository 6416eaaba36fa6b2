package dev.limpid.network;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Layers;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import dev.limpid.tensor.Start;
import java.util.Map;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The residual network of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379, after Missert et al., CT Meeting 2018): a 9 x 9
 * convolution, ten blocks x + conv1(relu(norm(grouped conv3(relu(norm(conv3(x))))))), and a 3 x 3 convolution that gives the noise; the
 * result is input - noise. The published network has 128 channels, in 8 groups where grouped: 1,843,329 weights.
 *
 * <p>Batch normalisation counts running means and variances, which lie in the model file and are not weights. While weights learn it
 * normalises by the batch; when nothing is recorded, or a phase freezes it, by what it counted, so that an image's result does not
 * depend on its batch mates.
 */
public final class ResNet extends NamedNetwork {
    /** The published number of channels and of blocks. */
    public static final int PUBLISHED_WIDTH = 128;

    public static final int PUBLISHED_BLOCKS = 10;

    private static final int GROUPS = 8;
    private static final int FIRST = 9;

    private final int blocks;

    /**
     * @param width channels, a multiple of 8 in 8..1024
     * @param blocks 1..64
     */
    public ResNet(int width, int blocks) {
        super("resnet", Map.of("width", width, "blocks", blocks));
        if (width < GROUPS || width > 1024 || width % GROUPS != 0 || blocks < 1 || blocks > 64) {
            throw new IllegalArgumentException(
                    "a ResNet needs 8 to 1024 channels, a multiple of 8, and 1 to 64 blocks, not " + width + " and "
                            + blocks);
        }
        this.blocks = blocks;
        declareConv("in_conv", width, 1, FIRST);
        for (int i = 0; i < blocks; i++) {
            declareConv(layer(i, 0), width, width, 3);
            declareNorm(layer(i, 1), width);
            declareConv(layer(i, 3), width, width / GROUPS, 3);
            declareNorm(layer(i, 4), width);
            declareConv(layer(i, 6), width, width, 1);
        }
        declareConv("out_conv", 1, width, 3);
        parameters().startAtZero("out_conv.weight");
    }

    /** Layers have the names of the public code, where activations count too. */
    private static String layer(int block, int index) {
        return "blocks." + block + ".layers." + index;
    }

    private void declareConv(String name, int outputs, int inputs, int kernel) {
        parameters().declare(name + ".weight", outputs, inputs, kernel, kernel);
        parameters().declare(name + ".bias", outputs);
    }

    private void declareNorm(String name, int channels) {
        Parameters parameters = parameters();
        parameters.declare(name + ".weight", channels);
        parameters.start(name + ".weight", new Start.Constant(1));
        parameters.declare(name + ".bias", channels);
        parameters.keepExact(name + ".weight");
        parameters.keepExact(name + ".bias");
        parameters.declareStatistic(name + ".running_mean", Start.ZERO, channels);
        parameters.declareStatistic(name + ".running_var", new Start.Constant(1), channels);
    }

    @Override
    public Tensor forward(Tensor input, ScalarType layers) {
        Tensor x = Ops.freeing(() -> conv(input.to(layers), "in_conv"));
        for (int i = 0; i < blocks; i++) {
            int block = i;
            Tensor before = x;
            x = Ops.freeing(() -> block(before, block));
            before.close();
        }
        // The noise is computed in the image's precision.
        Tensor features = x;
        Tensor result = Ops.freeing(() -> input.sub(conv(features.to(input.scalar_type()), "out_conv")));
        features.close();
        return result;
    }

    private Tensor block(Tensor x, int block) {
        Tensor first = Ops.relu(norm(conv(x, layer(block, 0)), layer(block, 1)));
        String grouped = layer(block, 3);
        Tensor second =
                Layers.groupedConv(first, weight(grouped + ".weight", first), weight(grouped + ".bias", first), GROUPS);
        return conv(Ops.relu(norm(second, layer(block, 4))), layer(block, 6)).add(x);
    }

    private Tensor conv(Tensor x, String name) {
        return Convolutions.same(x, weight(name + ".weight", x), weight(name + ".bias", x));
    }

    private Tensor norm(Tensor x, String name) {
        Tensor scale = parameters().get(name + ".weight");
        return Layers.batchNorm(
                x,
                scale,
                parameters().get(name + ".bias"),
                parameters().get(name + ".running_mean"),
                parameters().get(name + ".running_var"),
                GradMode.is_enabled() && scale.requires_grad());
    }

    /** Four pixels of the first convolution, two a block, one of the last. */
    @Override
    public int halo() {
        return FIRST / 2 + 2 * blocks + 1;
    }
}
