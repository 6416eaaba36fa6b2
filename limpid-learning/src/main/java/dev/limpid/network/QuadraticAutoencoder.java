package dev.limpid.network;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Layers;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import dev.limpid.tensor.Start;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The quadratic autoencoder (Fan et al., IEEE TMI 39(6), 2020): five 3 x 3 convolutions and five transposed ones of 15 channels, where
 * each is (Wr x + br)(Wg x + bg) + Wb x^2 + bb, followed by max(x, 0) but for the last; 49,818 weights. All keep the size but the fifth
 * convolution, without padding, and the first transposed one, which gives the size back. What convolutions 4 and 2 gave is added
 * behind transposed convolutions 1 and 3, before max(x, 0), and the image behind the last.
 *
 * <p>It starts as linear convolutions, Wg = Wb = 0 and bg = 1, with Wr from a normal distribution of deviation 0.1 cut off at two
 * deviations, as the authors' code does. Weights have the names of ldct-benchmark.
 */
public final class QuadraticAutoencoder extends NamedNetwork {
    private static final int DEPTH = 5;
    private static final int WIDTH = 15;
    private static final int KERNEL = 3;
    private static final Start WEIGHTS = new Start.TruncatedNormal(0.1);

    public QuadraticAutoencoder() {
        super("qae", Map.of());
        for (int i = 0; i < DEPTH; i++) {
            declare("encoder." + i, WIDTH, i == 0 ? 1 : WIDTH, WIDTH);
        }
        for (int i = 0; i < DEPTH; i++) {
            int outputs = i == DEPTH - 1 ? 1 : WIDTH;
            declare("decoder." + i, WIDTH, outputs, outputs);
        }
    }

    /** Weights of a transposed convolution are inputs x outputs, so what a kernel begins with is not always its outputs. */
    private void declare(String name, int first, int second, int outputs) {
        Parameters parameters = parameters();
        for (String part : new String[] {"r", "g", "b"}) {
            parameters.declare(name + ".W_" + part, first, second, KERNEL, KERNEL);
            parameters.start(name + ".W_" + part, part.equals("r") ? WEIGHTS : Start.ZERO);
        }
        for (String part : new String[] {"r", "g", "b"}) {
            parameters.declare(name + ".b_" + part, outputs);
            parameters.start(name + ".b_" + part, new Start.Constant(part.equals("g") ? 1 : 0));
        }
    }

    /** How a layer moves between sizes. */
    @FunctionalInterface
    private interface Form {
        Tensor apply(Tensor input, Tensor weight, Tensor bias);
    }

    @Override
    public Tensor forward(Tensor input, ScalarType layers) {
        Tensor[] down = new Tensor[DEPTH + 1];
        down[0] = input.to(layers);
        for (int i = 1; i <= DEPTH; i++) {
            Tensor x = down[i - 1];
            String name = "encoder." + (i - 1);
            Form form = i == DEPTH ? Convolutions::shrinking : Convolutions::same;
            down[i] = Ops.freeing(() -> Ops.relu(quadratic(x, name, form)));
        }
        Tensor x = down[DEPTH];
        for (int i = 1; i < DEPTH; i++) {
            Tensor before = x;
            String name = "decoder." + (i - 1);
            Form form = i == 1 ? Convolutions::growing : Layers::transposedConv;
            boolean skips = i % 2 == 1;
            Tensor skip = down[DEPTH - i];
            x = Ops.freeing(() -> {
                Tensor value = quadratic(before, name, form);
                return Ops.relu(skips ? value.add(skip) : value);
            });
            before.close();
        }
        // The last layer and the sum are computed in the image's precision.
        Tensor features = x;
        return Ops.freeing(
                () -> quadratic(features.to(input.scalar_type()), "decoder." + (DEPTH - 1), Layers::transposedConv)
                        .add(input));
    }

    private Tensor quadratic(Tensor x, String name, Form form) {
        Tensor left = form.apply(x, weight(name + ".W_r", x), weight(name + ".b_r", x));
        Tensor right = form.apply(x, weight(name + ".W_g", x), weight(name + ".b_g", x));
        Tensor square = form.apply(x.square(), weight(name + ".W_b", x), weight(name + ".b_b", x));
        return left.mul(right).add(square);
    }

    /** One pixel a layer. */
    @Override
    public int halo() {
        return 2 * DEPTH;
    }

    /** An image must outlast the convolution without padding. */
    @Override
    public int leastEdge() {
        return KERNEL;
    }
}
