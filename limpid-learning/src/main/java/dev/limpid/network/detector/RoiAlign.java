package dev.limpid.network.detector;

import dev.limpid.image.Box;
import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * RoIAlign (He et al., ICCV 2017, section 3): a box is divided into cells of equal size, and each cell gets the mean of 2 x 2
 * bilinear samples of the features at its regularly spaced inner points. Nothing is rounded. Written in differentiable
 * operations; gradients go to the features, not to the boxes.
 */
public final class RoiAlign {
    private static final int SAMPLES = 2;

    private RoiAlign() {}

    /**
     * Features of boxes.
     *
     * @param features 1 x channels x rows x columns, fp32 or fp64
     * @param boxes in pixels of the image, at least one
     * @param stride pixels of the image a pixel of the features
     * @param cells along each edge of the result
     * @return boxes x channels x cells x cells
     */
    public static Tensor of(Tensor features, List<Box> boxes, int stride, int cells) {
        int points = cells * SAMPLES;
        double across = 2.0 / (stride * features.size(3));
        double down = 2.0 / (stride * features.size(2));
        float[] places = new float[boxes.size() * points * points * 2];
        int at = 0;
        for (Box box : boxes) {
            for (int row = 0; row < points; row++) {
                double y = box.y0() + (row + 0.5) * box.height() / points;
                for (int column = 0; column < points; column++) {
                    double x = box.x0() + (column + 0.5) * box.width() / points;
                    places[at++] = (float) (x * across - 1);
                    places[at++] = (float) (y * down - 1);
                }
            }
        }
        Tensor grid = Ops.tensor(places, 1, (long) boxes.size() * points, points, 2)
                .to(features.device(), features.scalar_type());
        Tensor means = DetectionOps.blockMean(DetectionOps.sample(features, grid), SAMPLES);
        return means.reshape(features.size(1), boxes.size(), cells, cells).permute(1, 0, 2, 3);
    }
}
