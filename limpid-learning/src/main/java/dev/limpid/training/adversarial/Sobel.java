package dev.limpid.training.adversarial;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.Tensor;

/**
 * How steep an image is at each pixel: sqrt(gx^2 + gy^2 + 1e-4) with [[1, 0, -1], [2, 0, -2], [1, 0, -1]] / 4 and its transpose,
 * the image continued by its edge pixels.
 */
final class Sobel {
    private static final double SMALL = 1e-4;
    private static final float[] ACROSS = {0.25f, 0, -0.25f, 0.5f, 0, -0.5f, 0.25f, 0, -0.25f};
    private static final float[] DOWN = {0.25f, 0.5f, 0.25f, 0, 0, 0, -0.25f, -0.5f, -0.25f};

    private Sobel() {}

    /** Of the size of the image; batch x 1 x rows x columns. */
    static Tensor magnitude(Tensor image) {
        Tensor wide = Ops.repeatEdge(image, 1);
        Tensor across = slope(wide, ACROSS);
        Tensor down = slope(wide, DOWN);
        return across.square().add(down.square()).add(Ops.scalar(SMALL)).sqrt();
    }

    private static Tensor slope(Tensor image, float[] kernel) {
        return Convolutions.shrinking(image, Ops.tensor(kernel, 1, 1, 3, 3).to(image));
    }
}
