package dev.limpid.explain;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import dev.limpid.network.graph.Gate;
import dev.limpid.network.maps.GuidedBackpropagation;
import dev.limpid.network.maps.Target;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Feature maps of images as the paper has them (arXiv 2310.20101, equation 2): guided backpropagation with hard gates of the
 * sum of a restoration network's output.
 *
 * <p>Layers are computed in fp32: in bf16 more gates near their edge would open or shut by rounding. The whole image is kept in
 * memory with all that the network makes of it, about 60 planes of its base channels. One thread at a time; not to be used
 * once closed.
 */
public final class FeatureMaps implements AutoCloseable {
    private final Network network;
    private final GuidedBackpropagation maps;
    private final Compute compute;
    private final ModelInput input;

    private FeatureMaps(Network network, Compute compute, ModelInput input) {
        this.network = network;
        this.maps = new GuidedBackpropagation(network, new Gate.Guided(), Target.SUM);
        this.compute = compute;
        this.input = input;
    }

    /**
     * Loads a network.
     *
     * @throws IOException if it is no restoration network, or its weights are not those of its architecture
     */
    public static FeatureMaps open(ModelFile model, InferenceOptions options) throws IOException {
        if (!model.card().task().equals(ModelCard.RESTORE)) {
            throw new IOException(
                    model.path() + " is a model to " + model.card().task() + "; feature maps are of one to restore");
        }
        NativeLibrary.load(options.threads());
        Compute compute = Compute.of(options.device(), "fp32");
        return new FeatureMaps(
                Networks.load(model, compute), compute, model.card().input());
    }

    /**
     * The map of an image: how much the network's output grows with each pixel, along paths that guided backpropagation
     * keeps open.
     *
     * @param imageRange what counts as 0 and 1, where the network has no range of its own
     * @return of the same size, a pure number for each pixel
     * @throws IllegalArgumentException if the image's unit is not the network's
     */
    public Slice map(Slice image, IntensityRange imageRange) {
        if (image.unit() != input.unit() && !input.takesAnyUnit()) {
            throw new IllegalArgumentException("the restoration network is for images in "
                    + input.unit().symbol() + ", not " + image.unit().symbol());
        }
        IntensityRange range = input.range().orElse(imageRange);
        int rows = up(image.rows());
        int columns = up(image.columns());
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int at = mirror(i / columns, image.rows()) * image.columns() + mirror(i % columns, image.columns());
            values[i] = image.isPadding(at) ? 0 : range.normalise(image.at(at));
        }
        float[] map = new float[values.length];
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor plane = Ops.tensor(values, 1, 1, rows, columns).to(compute.nativeDevice(), ScalarType.Float);
            Ops.read(maps.map(plane, ScalarType.Float), map);
        }
        Slice.Builder result = Slice.builder(image.rows(), image.columns(), Unit.ARBITRARY);
        for (int row = 0; row < image.rows(); row++) {
            result.row(row, 0, image.columns(), map, row * columns);
        }
        return result.build();
    }

    /**
     * The paper's distance of two maps: ||map - reference||^2 / ||reference||^2. 0 for equal maps, 1 for a map without any
     * feature; infinite where the reference has none and the map has.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public static double error(Slice reference, Slice map) {
        if (reference.rows() != map.rows() || reference.columns() != map.columns()) {
            throw new IllegalArgumentException("maps of two sizes cannot be compared");
        }
        double difference = 0;
        double energy = 0;
        for (int i = 0; i < reference.size(); i++) {
            double change = (double) map.at(i) - reference.at(i);
            difference += change * change;
            energy += (double) reference.at(i) * reference.at(i);
        }
        return difference == 0 ? 0 : difference / energy;
    }

    private int up(int size) {
        int stride = network.stride();
        return (size + stride - 1) / stride * stride;
    }

    private static int mirror(int index, int size) {
        int folded = index % (2 * size);
        return folded < size ? folded : 2 * size - 1 - folded;
    }

    @Override
    public void close() {
        network.close();
    }
}
