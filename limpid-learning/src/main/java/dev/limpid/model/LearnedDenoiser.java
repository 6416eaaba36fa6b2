package dev.limpid.model;

import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A trained network as a {@link Denoiser}.
 *
 * <p>Images of any size are cut into tiles with the network's halo, so memory is bounded by the tile, and the result
 * does not depend on the tiling (in fp32 to about 1e-6 of the range). What the model may change and what keeps its
 * value is said by {@link Reach}.
 *
 * <p>Example:
 * <pre>{@code
 * try (LearnedDenoiser ct = LearnedDenoiser.open(ModelFile.open(path), InferenceOptions.DEFAULT)) {
 *     Slice denoised = ct.denoise(noisy);
 * }
 * }</pre>
 *
 * <p>Safe for several threads, whose networks compute one after the other; not to be used once closed.
 */
public final class LearnedDenoiser implements Denoiser, AutoCloseable {
    private static final Object COMPUTING = new Object();

    private final ModelFile model;
    private final Network network;
    private final Compute compute;
    private final InferenceOptions options;
    private final Optional<IntensityRange> range;

    private LearnedDenoiser(
            ModelFile model,
            Network network,
            Compute compute,
            InferenceOptions options,
            Optional<IntensityRange> range) {
        this.model = model;
        this.network = network;
        this.compute = compute;
        this.options = options;
        this.range = range;
    }

    /**
     * Loads a model's weights.
     *
     * @throws ModelFormatException if the weights are not those of the card's architecture, or it is not known
     * @throws IllegalArgumentException if the device cannot be used
     */
    public static LearnedDenoiser open(ModelFile model, InferenceOptions options) throws IOException {
        NativeLibrary.load(options.threads());
        Compute compute = Compute.of(options.device(), options.precision());
        Network network = Networks.create(model.card().architecture());
        try {
            load(model, network, compute);
        } catch (IOException | RuntimeException failure) {
            network.close();
            throw failure;
        }
        network.parameters().round(compute);
        return new LearnedDenoiser(
                model, network, compute, options, model.card().input().range());
    }

    private static void load(ModelFile model, Network network, Compute compute) throws IOException {
        for (String name : network.parameters().shapes().keySet()) {
            StoredTensor tensor = model.tensor(name);
            List<Long> expected =
                    Arrays.stream(network.parameters().shape(name)).boxed().toList();
            if (!tensor.shape().equals(expected)) {
                throw new ModelFormatException(model.path() + ": weight " + name + " has shape " + tensor.shape()
                        + ", but " + model.card().architecture().name() + " needs " + expected);
            }
            network.parameters().put(name, tensor.toFloats(), compute);
        }
    }

    /**
     * The same weights for images of a given range, where the card leaves the range to the image; a range that the
     * model has of its own stays. Close only one of the two.
     */
    public LearnedDenoiser forRange(IntensityRange imageRange) {
        return new LearnedDenoiser(
                model, network, compute, options, model.card().input().range().or(() -> Optional.of(imageRange)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model takes the image's range and {@link #forRange} was not used
     * @throws IllegalArgumentException if the image's unit is not the model's
     */
    @Override
    public Slice denoise(Slice noisy) {
        if (noisy.unit() != model.card().input().unit()) {
            throw new IllegalArgumentException("model " + name() + " is for images in "
                    + model.card().input().unit().symbol() + ", not "
                    + noisy.unit().symbol());
        }
        Reach reach = new Reach(
                range.orElseThrow(() -> new IllegalStateException("model " + name() + " needs the image's range")),
                model.card().input().margin());
        Tiling tiling = Tiling.of(noisy.rows(), noisy.columns(), options.tile(), network.stride(), network.halo());
        Slice.Builder result = noisy.like();
        for (Tiling.Tile tile : tiling.tiles()) {
            denoise(noisy, reach, tile, result);
        }
        return result.build();
    }

    private void denoise(Slice noisy, Reach reach, Tiling.Tile tile, Slice.Builder result) {
        Tiling.Window window = tile.window();
        float[] values = new float[window.rows() * window.columns()];
        for (int row = 0; row < window.rows(); row++) {
            int source = mirror(window.top() + row, noisy.rows()) * noisy.columns();
            for (int column = 0; column < window.columns(); column++) {
                int index = source + mirror(window.left() + column, noisy.columns());
                values[row * window.columns() + column] = reach.seen(noisy, index);
            }
        }
        infer(values, window.rows(), window.columns());
        int bottom = Math.min(tile.bottom(), noisy.rows());
        int right = Math.min(tile.right(), noisy.columns());
        for (int row = tile.top(); row < bottom; row++) {
            int offset = (row - window.top()) * window.columns() - window.left();
            for (int column = tile.left(); column < right; column++) {
                result.set(row, column, reach.result(noisy, row, column, values[offset + column]));
            }
        }
    }

    /** Replaces normalised values by the network's output. */
    private void infer(float[] values, int rows, int columns) {
        // One network at a time: several would each start a team of compute threads and wait for each other's cores.
        // What the callers do before and after, reading, writing and evidence, goes on meanwhile.
        synchronized (COMPUTING) {
            compute(values, rows, columns);
        }
    }

    private void compute(float[] values, int rows, int columns) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor input = Ops.tensor(values, 1, 1, rows, columns).to(compute.nativeDevice(), exactType());
            Ops.read(network.forward(input, compute.precision().type()), values);
        }
    }

    private ScalarType exactType() {
        return compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
    }

    /** Rows and columns added to reach the stride mirror the image. */
    private static int mirror(int index, int size) {
        int period = 2 * size;
        int folded = index % period;
        return folded < size ? folded : period - 1 - folded;
    }

    /** The model behind it. */
    public ModelFile model() {
        return model;
    }

    @Override
    public String name() {
        return model.card().name();
    }

    @Override
    public String describe() {
        return name() + "(precision=" + compute.precision().name().toLowerCase(Locale.ROOT) + ", device="
                + compute.device() + ", tile=" + (options.tile() == 0 ? "auto" : options.tile()) + ")";
    }

    @Override
    public Optional<Unit> unit() {
        return Optional.of(model.card().input().unit());
    }

    @Override
    public Optional<IntensityRange> range() {
        return range;
    }

    @Override
    public int halo() {
        return network.halo();
    }

    @Override
    public void close() {
        network.close();
    }
}
