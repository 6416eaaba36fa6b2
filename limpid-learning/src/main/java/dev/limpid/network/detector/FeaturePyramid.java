package dev.limpid.network.detector;

import dev.limpid.tensor.DetectionOps;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A feature pyramid (Lin et al., CVPR 2017, section 3): each stage through a 1 x 1 convolution, plus the level above it at twice
 * the size, then 3 x 3; and one coarser level that takes every second pixel of the coarsest.
 */
final class FeaturePyramid {
    private final Layers layers;

    FeaturePyramid(Layers layers, DetectorShape shape) {
        this.layers = layers;
        for (int stage = 0; stage < ResNet.STAGES; stage++) {
            layers.declareConv("pyramid.inner" + stage, shape.channels(stage), shape.pyramid(), 1);
            layers.declareConv("pyramid.outer" + stage, shape.pyramid(), shape.pyramid(), 3);
        }
    }

    /** Levels at strides 4, 8, 16, 32 and 64. */
    List<Tensor> forward(List<Tensor> stages) {
        List<Tensor> levels = new ArrayList<>();
        int top = ResNet.STAGES - 1;
        Tensor inner = layers.conv("pyramid.inner" + top, stages.get(top));
        levels.add(layers.conv("pyramid.outer" + top, inner));
        for (int stage = top - 1; stage >= 0; stage--) {
            inner = layers.conv("pyramid.inner" + stage, stages.get(stage)).add(DetectionOps.doubled(inner));
            levels.add(0, layers.conv("pyramid.outer" + stage, inner));
        }
        levels.add(DetectionOps.everySecond(levels.get(top)));
        return levels;
    }
}
