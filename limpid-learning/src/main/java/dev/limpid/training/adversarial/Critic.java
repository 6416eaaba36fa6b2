package dev.limpid.training.adversarial;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * The critic of WGAN-VGG (Yang et al., IEEE TMI 37(6), 2018): six unpadded 3 x 3 convolutions of b, b, 2b, 2b, 4b, 4b channels,
 * every second one of stride 2, then 16b and 1 numbers; leaky rectifiers of slope 0.01. With b = 64 and patches of 76 to 83 pixels
 * it has the published 13,991,361 weights.
 */
final class Critic implements AutoCloseable {
    /** What six layers take away leaves nothing of less. */
    static final int LEAST_EDGE = 29;

    private static final int LAYERS = 6;
    private static final int KERNEL = 3;
    private static final double SLOPE = 0.01;
    private static final int HIDDEN = 16;

    private final Parameters parameters = new Parameters();

    /**
     * @param edge of the patches in pixels, at least {@link #LEAST_EDGE}
     * @param base b
     */
    Critic(int edge, int base) {
        if (edge < LEAST_EDGE) {
            throw new IllegalArgumentException(
                    "a critic needs patches of at least " + LEAST_EDGE + " pixels, not " + edge);
        }
        int side = edge;
        int channels = 1;
        for (int layer = 0; layer < LAYERS; layer++) {
            int outputs = base << (layer / 2);
            parameters.declare("conv" + layer + ".weight", outputs, channels, KERNEL, KERNEL);
            parameters.declare("conv" + layer + ".bias", outputs);
            channels = outputs;
            side = (side - KERNEL) / stride(layer) + 1;
        }
        parameters.declare("hidden.weight", (long) HIDDEN * base, (long) channels * side * side);
        parameters.declare("hidden.bias", (long) HIDDEN * base);
        parameters.declare("score.weight", 1, (long) HIDDEN * base);
        parameters.declare("score.bias", 1);
    }

    private static int stride(int layer) {
        return 1 + layer % 2;
    }

    Parameters parameters() {
        return parameters;
    }

    /** A number for each image, larger for what looks clean; batch x 1. */
    Tensor score(Tensor images) {
        Tensor x = images;
        for (int layer = 0; layer < LAYERS; layer++) {
            String name = "conv" + layer;
            x = Ops.leakyRelu(
                    Convolutions.strided(
                            x, parameters.get(name + ".weight"), parameters.get(name + ".bias"), stride(layer), 0),
                    SLOPE);
        }
        Tensor hidden = Ops.leakyRelu(
                Ops.linear(x.flatten(1, -1), parameters.get("hidden.weight"), parameters.get("hidden.bias")), SLOPE);
        return Ops.linear(hidden, parameters.get("score.weight"), parameters.get("score.bias"));
    }

    @Override
    public void close() {
        parameters.close();
    }
}
