package dev.limpid.invariance;

import dev.limpid.image.IntensityRange;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.network.invariance.PatchScale;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The perceptual loss: mean absolute differences of feature maps at four resolutions, each relative to the size of the real image's
 * map. Published with a VGG-16 of photographs, whose weights we may not ship; ours are the maps of our own restoration network, on
 * its way down.
 */
final class FeatureDistance implements AutoCloseable {
    private static final int LEVELS = 4;
    private static final double EPSILON = 1e-6;

    private final Network network;
    private final double scale;
    private final double shift;

    private FeatureDistance(Network network, IntensityRange range) {
        this.network = network;
        // From the scale of patches to that of the restoration network, an affine map of HU each.
        double zero = range.normalise(PatchScale.toHounsfield(0));
        this.scale = range.normalise(PatchScale.toHounsfield(1)) - zero;
        this.shift = zero;
    }

    /**
     * Opens the network.
     *
     * @throws ModelFormatException if it is no U-Net of rectified linear units without residual blocks, made to restore CT
     */
    static FeatureDistance of(ModelFile restoration, Compute compute) throws IOException {
        boolean fits = restoration.card().task().equals("restore")
                && restoration.architecture().name().equals("unet")
                && restoration.architecture().text("activation", "relu").equals("relu")
                && !restoration.architecture().parameters().containsKey("blocks")
                && restoration.input().range().isPresent();
        if (!fits) {
            throw new ModelFormatException(restoration.path()
                    + ": its feature maps cannot be compared; give a restoration network for CT, a plain U-Net, by"
                    + " --restoration");
        }
        Network network = Networks.load(restoration, compute);
        network.parameters().trainable(false);
        return new FeatureDistance(network, restoration.input().range().get());
    }

    /** Those of the network, which learn nothing here. */
    Parameters parameters() {
        return network.parameters();
    }

    /** The distance of images from real ones, batch x 1 x edge x edge each; a gradient reaches the images alone. */
    Tensor of(Tensor images, Tensor real, Precision convolutions) {
        List<Tensor> wanted = new ArrayList<>();
        try (NoGradGuard guard = new NoGradGuard()) {
            wanted.addAll(maps(real, convolutions));
        }
        List<Tensor> found = maps(images, convolutions);
        Tensor sum = images.new_zeros(1);
        for (int level = 0; level < LEVELS; level++) {
            Tensor size = wanted.get(level).abs().mean().add(Ops.scalar(EPSILON));
            sum = sum.add(found.get(level).sub(wanted.get(level)).abs().mean().div(size));
        }
        return sum.sum();
    }

    private List<Tensor> maps(Tensor images, Precision convolutions) {
        List<Tensor> maps = new ArrayList<>();
        boolean halved = convolutions == Precision.BF16;
        Tensor scaled = images.mul(Ops.scalar(scale)).add(Ops.scalar(shift));
        Tensor x = halved ? scaled.to(ScalarType.BFloat16) : scaled;
        for (int level = 0; level < LEVELS; level++) {
            String name = level == 0 ? "in" : "down" + level;
            x = level == 0 ? x : Ops.maxPool2(x);
            x = conv(conv(x, name + ".conv1"), name + ".conv2");
            maps.add(halved ? x.to(ScalarType.Float) : x);
        }
        return maps;
    }

    private Tensor conv(Tensor x, String name) {
        Parameters weights = network.parameters();
        ScalarType type = x.scalar_type();
        return torch.relu(Convolutions.same(x, weights.get(name + ".weight", type), weights.get(name + ".bias", type)));
    }

    @Override
    public void close() {
        network.close();
    }
}
