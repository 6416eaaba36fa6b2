package dev.limpid.network.maps;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The restoration network's part in a training step: the feature loss of a batch and its gradient. Maps of clean patches that
 * come again are computed once. Not safe for several threads.
 */
public final class FeatureTeacher {
    private static final double FLOOR = 0.01;
    private static final double LEAST = 1e-12;

    private final FeatureLoss loss;
    private final boolean informative;
    private final double weight;
    private final Compute compute;
    private final Map<Long, float[]> cleanMaps = new HashMap<>();

    /**
     * @param maps of the restoration network
     * @param weight lambda
     * @param clean patches whose maps tell what is small, each batch x 1 x rows x columns, normalised
     */
    public FeatureTeacher(GuidedBackpropagation maps, double weight, Compute compute, List<Tensor> clean) {
        this.loss = new FeatureLoss(maps, floor(maps, clean, compute));
        this.informative = maps.informative();
        this.weight = weight;
        this.compute = compute;
    }

    /** A hundredth of the mean energy of clean patches' maps. */
    private static double floor(GuidedBackpropagation maps, List<Tensor> clean, Compute compute) {
        double sum = 0;
        for (Tensor batch : clean) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor map = maps.map(batch, compute.precision().type());
                sum += Ops.sumOfEach(map.square()).mean().item_double() / clean.size();
            }
        }
        return Math.max(LEAST, FLOOR * sum);
    }

    /** Whether the loss has a gradient at all. */
    public boolean informative() {
        return informative;
    }

    /**
     * What to add to the loss of a step.
     *
     * @param value lambda times the feature loss
     * @param surrogate a tensor whose gradient with respect to the result is that of {@code value}
     */
    public record Term(double value, Tensor surrogate) {}

    /**
     * The term of a step.
     *
     * @param result of the denoiser, with its graph
     * @param clean the clean patches
     * @param keys of the clean patches; 0 for those that do not come again
     */
    public Term of(Tensor result, Tensor clean, long[] keys) {
        FeatureLoss.Result feature =
                loss.of(result, cleanMap(clean, keys), compute.precision().type());
        return new Term(
                weight * feature.value(), result.mul(feature.gradient()).sum().mul(Ops.scalar(weight)));
    }

    /** Maps of patches that come again are computed one by one, so that they do not depend on what came with them. */
    private Tensor cleanMap(Tensor clean, long[] keys) {
        ScalarType layers = compute.precision().type();
        if (Arrays.stream(keys).allMatch(key -> key == 0)) {
            return loss.map(clean, layers);
        }
        Tensor[] maps = new Tensor[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Tensor one = clean.narrow(0, i, 1);
            if (keys[i] == 0) {
                maps[i] = loss.map(one, layers);
            } else {
                float[] map = cleanMaps.computeIfAbsent(keys[i], key -> Ops.values(loss.map(one, layers)));
                maps[i] = Ops.tensor(map, 1, 1, clean.size(2), clean.size(3)).to(clean);
            }
        }
        return Ops.concat(maps);
    }
}
