package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.network.maps.FeatureLoss;
import dev.limpid.network.maps.GuidedBackpropagation;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * The restoration network's part in a training step: the feature loss of a batch and its gradient. Maps of clean patches that
 * come again are computed once. Not safe for several threads.
 */
final class FeatureTeacher {
    private final FeatureLoss loss;
    private final boolean informative;
    private final double weight;
    private final Compute compute;
    private final Map<Long, float[]> cleanMaps = new HashMap<>();

    /** @param clean patches to measure the widths of soft gates on, each batch x 1 x edge x edge, normalised */
    FeatureTeacher(FeatureTerm term, Network restoration, Compute compute, List<Tensor> clean) {
        GuidedBackpropagation maps =
                new GuidedBackpropagation(restoration, term.gateOf(restoration, clean), term.target());
        this.loss = new FeatureLoss(maps);
        this.informative = maps.informative();
        this.weight = term.weight();
        this.compute = compute;
    }

    /** Whether the loss has a gradient at all. */
    boolean informative() {
        return informative;
    }

    /**
     * What to add to the loss of a step.
     *
     * @param value lambda times the feature loss
     * @param surrogate a tensor whose gradient with respect to the result is that of {@code value}
     */
    record Term(double value, Tensor surrogate) {}

    /**
     * The term of a step.
     *
     * @param result of the denoiser, with its graph
     * @param clean the clean patches
     * @param keys of the clean patches; 0 for those that do not come again
     */
    Term of(Tensor result, Tensor clean, long[] keys) {
        FeatureLoss.Result feature =
                loss.of(result, cleanMap(clean, keys), compute.precision().type());
        return new Term(
                weight * feature.value(), result.mul(feature.gradient()).sum().mul(Ops.scalar(weight)));
    }

    private Tensor cleanMap(Tensor clean, long[] keys) {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == 0 || !cleanMaps.containsKey(keys[i])) {
                missing.add(i);
            }
        }
        if (missing.size() == keys.length) {
            // All new: one pass for the batch.
            Tensor maps = loss.map(clean, compute.precision().type());
            remember(maps, keys);
            return maps;
        }
        int area = Math.toIntExact(clean.size(2) * clean.size(3));
        float[] all = new float[keys.length * area];
        for (int i = 0; i < keys.length; i++) {
            float[] map = missing.contains(i) ? map(clean.narrow(0, i, 1), keys[i]) : cleanMaps.get(keys[i]);
            System.arraycopy(map, 0, all, i * area, area);
        }
        return Ops.tensor(all, keys.length, 1, clean.size(2), clean.size(3)).to(clean);
    }

    private float[] map(Tensor clean, long key) {
        try (PointerScope scope = new PointerScope()) {
            float[] map = Ops.values(loss.map(clean, compute.precision().type()));
            if (key != 0) {
                cleanMaps.put(key, map);
            }
            return map;
        }
    }

    private void remember(Tensor maps, long[] keys) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                try (PointerScope scope = new PointerScope()) {
                    cleanMaps.put(keys[i], Ops.values(maps.narrow(0, i, 1)));
                }
            }
        }
    }
}
