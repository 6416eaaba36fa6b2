package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.network.detector.Detector;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a denoiser makes small in the joint stage: its own loss, the perceptual loss in the detector, the detector's loss,
 * and perhaps the feature-preserving loss of guided maps. All but the first are scaled once, before the first step, so that a weight
 * of 1 counts as much as the error in the denoiser's own loss does then, on the mean over some squares. A loss of weight 0 is not computed.
 */
final class JointLoss {
    private static final List<String> NAMES = List.of("own", "perceptual", "detection", "feature-preserving");

    private final LidnetPlan plan;
    private final DenoiserLoss own;
    private final Compute compute;
    private final Optional<FeatureTeacher> teacher;

    /** Of the losses by their place in {@link #NAMES}, the first being 1; empty until they are fixed. */
    private float[] scales = new float[0];

    /** @param teacher of the feature loss, given when the plan gives it a weight */
    JointLoss(LidnetPlan plan, DenoiserLoss own, Compute compute, Optional<FeatureTeacher> teacher) {
        DetectorPlan.require(
                teacher.isPresent() == plan.featureWeight() > 0,
                "a feature loss needs both its weight and its network");
        this.plan = plan;
        this.own = own;
        this.compute = compute;
        this.teacher = teacher;
    }

    /** What a checkpoint must hold; empty before they are fixed. */
    float[] scales() {
        return scales;
    }

    /** Goes on with a checkpoint's. */
    void restore(float[] earlier) {
        if (earlier.length != 0 && earlier.length != NAMES.size()) {
            throw new IllegalArgumentException("a joint loss has " + NAMES.size() + " scales, not " + earlier.length);
        }
        scales = earlier;
    }

    /**
     * Fixes the scales.
     *
     * @param sums of what {@link #measured} gave for some squares
     * @throws IOException if a loss that has a weight is 0 on all of them
     */
    void fix(double[] sums) throws IOException {
        double[] weights = {1, plan.perceptualWeight(), plan.detectionWeight(), plan.featureWeight()};
        float[] fixed = new float[NAMES.size()];
        for (int i = 0; i < fixed.length; i++) {
            if (isUsed(i) && !(sums[i] > 0)) {
                throw new IOException("the " + NAMES.get(i) + " loss is " + sums[i]
                        + " on the squares by which losses are scaled; give it the weight 0, another --seed, or more"
                        + " --proposals where regions are missing");
            }
            fixed[i] = isUsed(i) ? (float) (weights[i] * sums[0] / sums[i]) : 0;
        }
        scales = fixed;
    }

    private boolean isUsed(int place) {
        return switch (place) {
            case 0 -> true;
            case 1 -> plan.perceptual() != Perceptual.NONE && plan.perceptualWeight() > 0;
            case 2 -> plan.detectionWeight() > 0;
            default -> teacher.isPresent();
        };
    }

    /**
     * The loss of a denoised image, whose gradients go to it alone when the detector's weights collect none.
     *
     * @param denoised 1 x 1 x rows x columns, with its graph
     * @param clean likewise, without
     * @param example whose boxes count
     * @param random decides which boxes the detector's loss looks at
     * @throws IllegalStateException if the scales are not fixed
     */
    Tensor of(Detector detector, Tensor denoised, Tensor clean, LesionExample example, PixelRandom random) {
        if (scales.length == 0) {
            throw new IllegalStateException("the scales of a joint loss are fixed before its first step");
        }
        Tensor sum = own.of(denoised, clean);
        Tensor[] others = others(detector, denoised, clean, example, random);
        for (int i = 1; i < others.length; i++) {
            if (isUsed(i)) {
                sum = sum.add(others[i].mul(Ops.scalar(scales[i])));
            }
        }
        return sum;
    }

    /** The losses alone, without weights, of the own one its error; 0 for those that are not used. */
    double[] measured(Detector detector, Tensor denoised, Tensor clean, LesionExample example, PixelRandom random) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor[] others = others(detector, denoised, clean, example, random);
            double[] all = new double[others.length];
            all[0] = own.error(denoised, clean).item_double();
            for (int i = 1; i < all.length; i++) {
                all[i] = others[i].item_double();
            }
            return all;
        }
    }

    /** By their places in {@link #NAMES}, all but the first; 0 for those that are not used. */
    private Tensor[] others(
            Detector detector, Tensor denoised, Tensor clean, LesionExample example, PixelRandom random) {
        Tensor[] parts = new Tensor[NAMES.size()];
        Arrays.fill(parts, denoised.new_zeros(1).sum());
        ScalarType layers = compute.precision().type();
        ScalarType exact = denoised.scalar_type();
        Sight sight = example.sight();
        Detector.Size size = sight.size();
        List<Box> lesions = sight.of(example.boxes());
        if (isUsed(1) || isUsed(2)) {
            Detector.Features made = detector.features(sight.of(denoised), layers);
            if (isUsed(1)) {
                Detector.Features wanted;
                try (NoGradGuard guard = new NoGradGuard()) {
                    wanted = detector.features(sight.of(clean), layers);
                }
                parts[1] = plan.perceptual().of(detector, made, wanted, exact, size, lesions, plan.proposals());
            }
            if (isUsed(2)) {
                parts[2] = detector.loss(made, exact, size, lesions, random);
            }
        }
        if (isUsed(3)) {
            FeatureTeacher.Term term = teacher.orElseThrow().of(denoised, clean, new long[1]);
            Tensor surrogate = term.surrogate();
            // Of the term's value, with the surrogate's gradient.
            parts[3] = surrogate.sub(surrogate.detach()).add(Ops.scalar(term.value()));
        }
        return parts;
    }
}
