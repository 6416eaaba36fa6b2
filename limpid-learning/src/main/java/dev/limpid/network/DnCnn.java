package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * DnCNN (Zhang et al., "Beyond a Gaussian Denoiser", IEEE TIP 26(7), 2017, figure 1): a chain of 3 x 3 convolutions with
 * max(x, 0) between them that computes the noise; the result is input - chain(input). The published network for one noise
 * level has 17 layers of 64 channels.
 *
 * <p>Batch normalisation is merged into weights and biases, as in the authors' current public files: at inference it is
 * an affine map of each channel. Weights have the names of those files (layer i is {@code model.2i}).
 */
public final class DnCnn implements Network {
    /** The published number of layers and of channels. */
    public static final int PUBLISHED_DEPTH = 17;

    public static final int PUBLISHED_WIDTH = 64;

    private final int depth;
    private final int width;
    private final Parameters parameters = new Parameters();
    private final Conv[] layers;

    /**
     * @param depth convolutions, 2..64
     * @param width channels between them, 1..1024
     */
    public DnCnn(int depth, int width) {
        if (depth < 2 || depth > 64 || width < 1 || width > 1024) {
            throw new IllegalArgumentException(
                    "a DnCNN needs 2 to 64 layers of 1 to 1024 channels, not " + depth + " of " + width);
        }
        this.depth = depth;
        this.width = width;
        layers = new Conv[depth];
        for (int i = 0; i < depth; i++) {
            layers[i] = new Conv(parameters, "model." + 2 * i, i == 0 ? 1 : width, i == depth - 1 ? 1 : width, 3);
        }
        parameters.startAtZero("model." + 2 * (depth - 1) + ".weight");
    }

    @Override
    public Tensor forward(Tensor input, ScalarType precision) {
        Tensor noise = Ops.freeing(() -> {
            Tensor x = input.to(precision);
            for (int i = 0; i < depth - 1; i++) {
                Tensor from = x;
                Conv layer = layers[i];
                x = Ops.freeing(() -> Ops.relu(layer.apply(from)));
                if (i > 0) {
                    from.close();
                }
            }
            return layers[depth - 1].apply(x.to(input.scalar_type()));
        });
        return input.sub(noise);
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public String architecture() {
        return "dncnn";
    }

    @Override
    public Map<String, Object> configuration() {
        return Map.of("depth", depth, "width", width);
    }

    @Override
    public int stride() {
        return 1;
    }

    /** Each layer reaches one pixel. */
    @Override
    public int halo() {
        return depth;
    }
}
