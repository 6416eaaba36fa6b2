package dev.limpid.explain;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.network.Network;
import dev.limpid.network.maps.LayerGradient;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Grad-CAM (Selvaraju et al., ICCV 2017) of the sum of a network's output, at its coarsest layer: max(sum of w_k A_k, 0) with
 * A_k the layer's channels and w_k the mean derivative over each, brought to the image's size by bilinear interpolation.
 */
final class CoarseMap {
    private final Slice image;
    private float[][] channels = new float[0][];
    private double[] weights = new double[0];
    private int scale = 1;
    private int columns;

    private CoarseMap(Slice image) {
        this.image = image;
    }

    static float[] of(Network network, Compute compute, ImageTiles tiles, Slice image, IntensityRange range) {
        CoarseMap map = new CoarseMap(image);
        tiles.forEach(image, range, tile -> {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor plane = Ops.tensor(tile.values(), 1, 1, tile.rows(), tile.columns())
                        .to(compute.nativeDevice(), ScalarType.Float);
                map.take(tile, LayerGradient.coarsest(network, plane, ScalarType.Float));
            }
        });
        return map.pixels();
    }

    /** Keeps what is the tile's own: A whole, and the sum of the derivatives. */
    private void take(ImageTiles.Tile tile, LayerGradient layer) {
        int width = Math.toIntExact(layer.activation().size(3));
        int height = Math.toIntExact(layer.activation().size(2));
        int count = Math.toIntExact(layer.activation().size(1));
        if (channels.length == 0) {
            scale = tile.columns() / width;
            columns = (image.columns() + scale - 1) / scale;
            channels = new float[count][columns * ((image.rows() + scale - 1) / scale)];
            weights = new double[count];
        }
        float[] activation = Ops.values(layer.activation());
        float[] gradient = Ops.values(layer.gradient());
        for (int channel = 0; channel < count; channel++) {
            for (int row = tile.top() / scale; row * scale < tile.bottom(); row++) {
                for (int column = tile.left() / scale; column * scale < tile.right(); column++) {
                    int at = (channel * height + row - tile.firstRow() / scale) * width
                            + column
                            - tile.firstColumn() / scale;
                    channels[channel][row * columns + column] = activation[at];
                    weights[channel] += gradient[at];
                }
            }
        }
    }

    private float[] pixels() {
        int size = channels[0].length;
        float[] coarse = new float[size];
        for (int channel = 0; channel < channels.length; channel++) {
            float weight = (float) (weights[channel] / size);
            for (int i = 0; i < size; i++) {
                coarse[i] += weight * channels[channel][i];
            }
        }
        for (int i = 0; i < size; i++) {
            coarse[i] = Math.max(coarse[i], 0);
        }
        float[] pixels = new float[image.size()];
        int rows = size / columns;
        for (int i = 0; i < pixels.length; i++) {
            float y = position(i / image.columns(), rows);
            float x = position(i % image.columns(), columns);
            int top = (int) y;
            int left = (int) x;
            int below = Math.min(top + 1, rows - 1) * columns;
            int right = Math.min(left + 1, columns - 1);
            float above = blend(coarse[top * columns + left], coarse[top * columns + right], x - left);
            pixels[i] = blend(above, blend(coarse[below + left], coarse[below + right], x - left), y - top);
        }
        return pixels;
    }

    /** Where a pixel's centre lies among those of the coarse grid. */
    private float position(int pixel, int count) {
        return Math.min(Math.max((pixel + 0.5f) / scale - 0.5f, 0), count - 1);
    }

    private static float blend(float first, float second, float share) {
        return first + share * (second - first);
    }
}
