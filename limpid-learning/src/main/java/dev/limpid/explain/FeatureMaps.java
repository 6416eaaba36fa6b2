package dev.limpid.explain;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelFile;
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

/**
 * Feature maps of images as the paper has them (arXiv 2310.20101, equation 2): guided backpropagation with hard gates of the
 * sum of a restoration network's output.
 *
 * <p>Layers are computed in fp32, so that which gates are open does not depend on the processor. One thread at a time; not to
 * be used once closed.
 */
public final class FeatureMaps implements AutoCloseable {
    private final Network network;
    private final GuidedBackpropagation maps;

    private FeatureMaps(Network network) {
        this.network = network;
        this.maps = new GuidedBackpropagation(network, new Gate.Guided(), Target.SUM);
    }

    /**
     * Loads a network.
     *
     * @throws IOException if it is told the noise level, or its weights are not those of its architecture
     */
    public static FeatureMaps open(ModelFile model, InferenceOptions options) throws IOException {
        NativeLibrary.load(options.threads());
        Network network = Networks.load(model, Compute.of(options.device(), "fp32"));
        if (network.takesNoiseLevel()) {
            network.close();
            throw new IOException(model.path() + " is told the noise level; feature maps need a network that is not");
        }
        return new FeatureMaps(network);
    }

    /**
     * The map of an image: how much the network's output grows with each pixel, along paths that guided backpropagation
     * keeps open.
     *
     * @param range what counts as 0 and 1
     * @return of the same size, a pure number for each pixel
     */
    public Slice map(Slice image, IntensityRange range) {
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
            Tensor plane = Ops.tensor(values, 1, 1, rows, columns);
            Ops.read(maps.map(plane, plane.scalar_type()), map);
        }
        Slice.Builder result = Slice.builder(image.rows(), image.columns(), Unit.ARBITRARY);
        for (int row = 0; row < image.rows(); row++) {
            result.row(row, 0, image.columns(), map, row * columns);
        }
        return result.build();
    }

    /**
     * The paper's distance of two maps: ||map - reference||^2 / ||reference||^2. 0 for equal maps; 1 for an empty one.
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
