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
 * <p>Layers are computed in fp32: in bf16 more gates near their edge would open or shut by rounding. Images of more than 1.2
 * million pixels are cut into tiles with twice the network's halo around them, which is as far as a map's pixel depends on: once for the
 * gates, once for the way down through them. So memory is bounded, at about 60 planes of a tile for each base channel. One
 * thread at a time; not to be used once closed.
 */
public final class FeatureMaps implements AutoCloseable {
    /** Pixels of an image that is looked at whole. */
    private static final int WHOLE = 1_200_000;

    private static final int TILE = 384;

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
        float[] map = new float[image.size()];
        int edge = image.size() <= WHOLE ? Math.max(image.rows(), image.columns()) : up(TILE);
        for (int top = 0; top < image.rows(); top += edge) {
            for (int left = 0; left < image.columns(); left += edge) {
                tile(image, range, top, left, edge, map);
            }
        }
        return Slice.of(image.rows(), image.columns(), map, Unit.ARBITRARY);
    }

    /** The map of edge x edge pixels, from them and all that they depend on. */
    private void tile(Slice image, IntensityRange range, int top, int left, int edge, float[] map) {
        int reach = up(2 * network.halo());
        int firstRow = Math.max(0, top - reach);
        int firstColumn = Math.max(0, left - reach);
        int rows = up(Math.min(image.rows(), top + edge + reach) - firstRow);
        int columns = up(Math.min(image.columns(), left + edge + reach) - firstColumn);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int row = mirror(firstRow + i / columns, image.rows());
            int at = row * image.columns() + mirror(firstColumn + i % columns, image.columns());
            values[i] = image.isPadding(at) ? 0 : range.normalise(image.at(at));
        }
        float[] part = new float[values.length];
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor plane = Ops.tensor(values, 1, 1, rows, columns).to(compute.nativeDevice(), ScalarType.Float);
            Ops.read(maps.map(plane, ScalarType.Float), part);
        }
        int width = Math.min(edge, image.columns() - left);
        for (int row = top; row < Math.min(image.rows(), top + edge); row++) {
            int from = (row - firstRow) * columns + left - firstColumn;
            System.arraycopy(part, from, map, row * image.columns() + left, width);
        }
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
