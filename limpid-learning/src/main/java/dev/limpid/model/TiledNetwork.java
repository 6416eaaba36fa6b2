package dev.limpid.model;

import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network with its weights on a device, applied to normalised planes of any size tile by tile, so that memory is
 * bounded by the tile and the result does not depend on the tiling. Safe for several threads, whose networks compute one after the
 * other, until it is closed.
 */
final class TiledNetwork implements AutoCloseable {
    private static final Object COMPUTING = new Object();

    private boolean closed;
    private final Network network;
    private final Compute compute;
    private final int tile;

    TiledNetwork(Network network, Compute compute, int tile) {
        this.network = network;
        this.compute = compute;
        this.tile = tile;
    }

    /** Values by index in row-major order. */
    @FunctionalInterface
    interface Pixels {
        float at(int index);
    }

    /** Takes the network's output; every pixel once. */
    @FunctionalInterface
    interface Result {
        void set(int row, int column, float value);
    }

    /**
     * Loads a network.
     *
     * @throws ModelFormatException if the file does not hold it
     * @throws IllegalArgumentException if the device cannot be used
     */
    static TiledNetwork open(NetworkSource source, InferenceOptions options) throws IOException {
        NativeLibrary.load(options.threads());
        Compute compute = source.compute(options);
        return new TiledNetwork(source.network(compute), compute, options.tile());
    }

    Network network() {
        return network;
    }

    Compute compute() {
        return compute;
    }

    /**
     * Computes a plane.
     *
     * @param level the noise's standard deviation, for networks that take it
     */
    void apply(int rows, int columns, double level, Pixels input, Result result) {
        int height = Math.max(rows, network.leastEdge());
        int width = Math.max(columns, network.leastEdge());
        Tiling tiling = network.window() > 0
                ? Tiling.ofWindows(height, width, network.window(), network.halo())
                : Tiling.of(height, width, tile, network.stride(), network.halo());
        for (Tiling.Tile each : tiling.tiles()) {
            apply(rows, columns, level, input, each, result);
        }
    }

    /** The same for a plane in an array, row-major, which is not modified. */
    float[] apply(float[] plane, int rows, int columns, double level) {
        float[] result = new float[plane.length];
        apply(
                rows,
                columns,
                level,
                index -> plane[index],
                (row, column, value) -> result[row * columns + column] = value);
        return result;
    }

    private void apply(int rows, int columns, double level, Pixels input, Tiling.Tile tile, Result result) {
        Tiling.Window window = tile.window();
        float[] values = new float[window.rows() * window.columns()];
        // Rows and columns added to reach the stride or the least size repeat those of the image.
        Network.Extension extension = network.extension();
        for (int row = 0; row < window.rows(); row++) {
            int source = extension.index(window.top() + row, rows) * columns;
            for (int column = 0; column < window.columns(); column++) {
                values[row * window.columns() + column] =
                        input.at(source + extension.index(window.left() + column, columns));
            }
        }
        infer(values, window.rows(), window.columns(), level);
        int bottom = Math.min(tile.bottom(), rows);
        int right = Math.min(tile.right(), columns);
        for (int row = tile.top(); row < bottom; row++) {
            int offset = (row - window.top()) * window.columns() - window.left();
            for (int column = tile.left(); column < right; column++) {
                result.set(row, column, values[offset + column]);
            }
        }
    }

    /** Replaces normalised values by the network's output. */
    private void infer(float[] values, int rows, int columns, double level) {
        // One network at a time: several would each start a team of compute threads and wait for each other's cores.
        // What the callers do before and after, reading, writing and evidence, goes on meanwhile.
        synchronized (COMPUTING) {
            if (closed) {
                throw new IllegalStateException("the model was closed while it was in use");
            }
            compute(values, rows, columns, level);
        }
    }

    private void compute(float[] values, int rows, int columns, double level) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            ScalarType exact = compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
            Tensor image = Ops.tensor(values, 1, 1, rows, columns).to(compute.nativeDevice(), exact);
            Tensor input = network.takesNoiseLevel() ? Ops.withLevels(image, new float[] {(float) level}) : image;
            Ops.read(network.forward(input, compute.precision().type()), values);
        }
    }

    @Override
    public void close() {
        // Not while another thread's network computes with the weights, which are native memory.
        synchronized (COMPUTING) {
            closed = true;
            network.close();
        }
    }
}
