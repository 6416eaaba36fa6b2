package dev.limpid.network.detector;

import dev.limpid.image.Box;
import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The second stage: each proposal's features, 7 x 7 from the level that fits its size (Lin et al., CVPR 2017, equation 1), through
 * two layers to "background or lesion" and to the change that makes the box fit.
 */
final class RegionHead {
    /** Background and lesion. */
    static final int CLASSES = 2;

    private static final int CELLS = 7;
    /** A square box of this edge is looked at at stride 16; half the published 224, as the anchors are. */
    private static final double CANONICAL = 112;

    private static final int CANONICAL_LEVEL = 2;

    private final Layers layers;

    /**
     * What it says of proposals.
     *
     * @param logits proposals x 2: background, lesion
     * @param changes proposals x 4, see {@link BoxCoding#OF_PROPOSALS}
     */
    record Said(Tensor logits, Tensor changes) {}

    RegionHead(Layers layers, DetectorShape shape) {
        this.layers = layers;
        layers.declareLinear("head.first", shape.pyramid() * CELLS * CELLS, shape.hidden());
        layers.declareLinear("head.second", shape.hidden(), shape.hidden());
        layers.declareLinear("head.class", shape.hidden(), CLASSES);
        layers.declareLinear("head.change", shape.hidden(), BoxCoding.NUMBERS);
        layers.startAtZero("head.class");
        layers.startAtZero("head.change");
    }

    Said forward(List<Tensor> levels, List<Box> boxes, ScalarType exact) {
        Tensor rows = align(levels, boxes, exact).flatten(1, -1);
        Tensor first = Ops.relu(layers.linear("head.first", rows));
        Tensor second = Ops.relu(layers.linear("head.second", first));
        return new Said(layers.linear("head.class", second), layers.linear("head.change", second));
    }

    /** Features of boxes in their order, each from its level. */
    private static Tensor align(List<Tensor> levels, List<Box> boxes, ScalarType exact) {
        int[] places = new int[boxes.size()];
        int done = 0;
        try (TensorVector parts = new TensorVector()) {
            for (int level = 0; level < ResNet.STAGES; level++) {
                List<Box> here = new ArrayList<>();
                for (int i = 0; i < boxes.size(); i++) {
                    if (level(boxes.get(i)) == level) {
                        places[i] = done++;
                        here.add(boxes.get(i));
                    }
                }
                if (!here.isEmpty()) {
                    Tensor features = levels.get(level).to(exact);
                    parts.push_back(RoiAlign.of(features, here, Anchors.STRIDES.get(level), CELLS));
                }
            }
            return DetectionOps.rows(DetectionOps.rows(parts), places);
        }
    }

    /** The level of a box: 0 at stride 4 to 3 at stride 32. */
    static int level(Box box) {
        double octaves = Math.log(Math.sqrt(box.area()) / CANONICAL) / Math.log(2);
        return (int) Math.max(0, Math.min(ResNet.STAGES - 1, Math.floor(CANONICAL_LEVEL + octaves)));
    }
}
