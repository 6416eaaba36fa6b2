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
 * The region proposal network (Ren et al., NIPS 2015, section 3.1): for every anchor of every level how likely it holds something,
 * and how it must be changed to fit.
 */
final class ProposalHead {
    private final Layers layers;

    /**
     * What it says of all anchors, level after level.
     *
     * @param logits one an anchor, fp32 or fp64
     * @param changes anchors x 4, see {@link BoxCoding#OF_ANCHORS}
     * @param anchors the anchors
     * @param counts anchors of each level
     */
    record Said(Tensor logits, Tensor changes, List<Box> anchors, List<Integer> counts) {}

    ProposalHead(Layers layers, DetectorShape shape) {
        this.layers = layers;
        layers.declareConv("proposals.shared", shape.pyramid(), shape.pyramid(), 3);
        layers.declareConv("proposals.object", shape.pyramid(), Anchors.SHAPES, 1);
        layers.declareConv("proposals.change", shape.pyramid(), BoxCoding.NUMBERS * Anchors.SHAPES, 1);
        layers.startAtZero("proposals.object");
        layers.startAtZero("proposals.change");
    }

    /** @param exact the precision of the results */
    Said forward(List<Tensor> levels, ScalarType exact) {
        List<Box> anchors = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        try (TensorVector logits = new TensorVector();
                TensorVector changes = new TensorVector()) {
            for (int level = 0; level < levels.size(); level++) {
                Tensor features = levels.get(level);
                Tensor shared = Ops.relu(layers.conv("proposals.shared", features));
                logits.push_back(rows(layers.conv("proposals.object", shared), 1, exact));
                changes.push_back(rows(layers.conv("proposals.change", shared), BoxCoding.NUMBERS, exact));
                List<Box> here = Anchors.of(Anchors.STRIDES.get(level), features.size(2), features.size(3));
                anchors.addAll(here);
                counts.add(here.size());
            }
            return new Said(
                    DetectionOps.rows(logits).flatten(), DetectionOps.rows(changes), anchors, List.copyOf(counts));
        }
    }

    /** Channels last: pixel by pixel, shape by shape, as the anchors are. */
    private static Tensor rows(Tensor plane, long numbers, ScalarType exact) {
        return plane.permute(0, 2, 3, 1).reshape(-1, numbers).to(exact);
    }
}
