package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.training.FeatureTeacher;
import java.util.Optional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a denoiser makes small in the joint stage: its own mean squared error, the perceptual loss in the detector, the detector's loss,
 * and perhaps the feature-preserving loss of guided maps. The weights of all but the first are scaled once, at the first step,
 * so that a weight of 1 would count as much as the denoiser's own loss there. A loss of weight 0 is not computed.
 */
final class JointLoss {
    private static final double LEAST = 1e-12;

    private final LidnetPlan plan;
    private final Compute compute;
    private final Optional<FeatureTeacher> teacher;

    /** Of the perceptual, the detector's and the feature loss; empty until the first step fixes them. */
    private float[] scales = new float[0];

    /** @param teacher of the feature loss, which counts for nothing where the plan gives it no weight */
    JointLoss(LidnetPlan plan, Compute compute, Optional<FeatureTeacher> teacher) {
        this.plan = plan;
        this.compute = compute;
        this.teacher = plan.featureWeight() > 0 ? teacher : Optional.empty();
    }

    /** What a checkpoint must hold; empty before the first step. */
    float[] scales() {
        return scales;
    }

    /** Goes on with a checkpoint's. */
    void restore(float[] earlier) {
        scales = earlier;
    }

    /**
     * The loss of a denoised image, whose gradients go to it alone when the detector's weights collect none.
     *
     * @param denoised 1 x 1 x rows x columns, with its graph
     * @param clean likewise, without
     * @param example whose boxes count
     * @param random decides which boxes the detector's loss looks at
     */
    Tensor of(Detector detector, Tensor denoised, Tensor clean, LesionExample example, PixelRandom random) {
        Tensor own = torch.mse_loss(denoised, clean);
        Tensor[] parts = new Tensor[3];
        boolean perceptual = plan.perceptual() != Perceptual.NONE && plan.perceptualWeight() > 0;
        boolean detection = plan.detectionWeight() > 0;
        ScalarType layers = compute.precision().type();
        Detector.Size size = example.clean().size();
        if (perceptual || detection) {
            Detector.Features made = detector.features(denoised, layers);
            if (perceptual) {
                Detector.Features wanted;
                try (NoGradGuard guard = new NoGradGuard()) {
                    wanted = detector.features(clean, layers);
                }
                parts[0] = plan.perceptual()
                        .of(detector, made, wanted, clean.scalar_type(), size, example.boxes(), plan.proposals());
            }
            if (detection) {
                parts[1] = detector.loss(made, denoised.scalar_type(), size, example.boxes(), random);
            }
        }
        if (teacher.isPresent()) {
            FeatureTeacher.Term term = teacher.get().of(denoised, clean, new long[1]);
            Tensor surrogate = term.surrogate();
            // Of the term's value, with the surrogate's gradient.
            parts[2] = surrogate.sub(surrogate.detach()).add(Ops.scalar(term.value()));
        }
        return weighted(own, parts);
    }

    private Tensor weighted(Tensor own, Tensor[] parts) {
        double[] weights = {plan.perceptualWeight(), plan.detectionWeight(), plan.featureWeight()};
        if (scales.length == 0) {
            scales = new float[parts.length];
            for (int i = 0; i < parts.length; i++) {
                if (parts[i] != null) {
                    scales[i] = (float) (weights[i] * own.item_double() / Math.max(LEAST, parts[i].item_double()));
                }
            }
        }
        Tensor sum = own;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] != null) {
                sum = sum.add(parts[i].mul(Ops.scalar(scales[i])));
            }
        }
        return sum;
    }
}
