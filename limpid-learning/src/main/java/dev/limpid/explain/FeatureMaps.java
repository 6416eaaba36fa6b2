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
 * Maps of images through a restoration network: feature maps as the paper has them (arXiv 2310.20101, equation 2), or one of
 * the other kinds for comparison.
 *
 * <p>Layers are computed in fp32: in bf16 more gates near their edge would open or shut by rounding. Images of more than 1.2
 * million pixels are cut into tiles, so memory is bounded, at some tens of planes of a tile for each base channel. One thread at a
 * time; not to be used once closed.
 */
public final class FeatureMaps implements AutoCloseable {
    private final Network network;
    private final GuidedBackpropagation maps;
    private final MapKind kind;
    private final Compute compute;
    private final ModelInput input;
    private final ImageTiles tiles;

    private FeatureMaps(Network network, MapKind kind, Compute compute, ModelInput input) {
        this.network = network;
        this.maps = new GuidedBackpropagation(network, kind.gate(), Target.SUM);
        this.kind = kind;
        this.compute = compute;
        this.input = input;
        this.tiles = new ImageTiles(network.stride(), network.halo());
    }

    /** Loads a network for the paper's maps. */
    public static FeatureMaps open(ModelFile model, InferenceOptions options) throws IOException {
        return open(model, options, MapKind.GUIDED);
    }

    /**
     * Loads a network.
     *
     * @throws IOException if it is no restoration network, or its weights are not those of its architecture
     */
    public static FeatureMaps open(ModelFile model, InferenceOptions options, MapKind kind) throws IOException {
        if (!model.card().task().equals(ModelCard.RESTORE)) {
            throw new IOException(
                    model.path() + " is a model to " + model.card().task() + "; feature maps are of one to restore");
        }
        NativeLibrary.load(options.threads());
        Compute compute = Compute.of(options.device(), "fp32");
        return new FeatureMaps(
                Networks.load(model, compute), kind, compute, model.card().input());
    }

    /**
     * The map of an image: how much the network's output grows with each pixel, along the paths that the kind keeps open.
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
        return switch (kind) {
            case GUIDED, GRADIENT -> reverse(image, range);
            case SMOOTH_GRAD -> SmoothGrad.of(image, range, copy -> reverse(copy, range));
            case GRAD_CAM -> slice(image, CoarseMap.of(network, compute, tiles, image, range));
        };
    }

    /** The map of one reverse pass. */
    private Slice reverse(Slice image, IntensityRange range) {
        float[] map = new float[image.size()];
        tiles.forEach(image, range, tile -> {
            float[] part = new float[tile.values().length];
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor plane = Ops.tensor(tile.values(), 1, 1, tile.rows(), tile.columns())
                        .to(compute.nativeDevice(), ScalarType.Float);
                Ops.read(maps.map(plane, ScalarType.Float), part);
            }
            for (int row = tile.top(); row < tile.bottom(); row++) {
                int from = (row - tile.firstRow()) * tile.columns() + tile.left() - tile.firstColumn();
                System.arraycopy(part, from, map, row * image.columns() + tile.left(), tile.right() - tile.left());
            }
        });
        return slice(image, map);
    }

    private static Slice slice(Slice image, float[] map) {
        return Slice.of(image.rows(), image.columns(), map, Unit.ARBITRARY);
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

    @Override
    public void close() {
        network.close();
    }
}
