package dev.limpid.invariance;

import dev.limpid.network.invariance.Autoencoder;
import dev.limpid.network.invariance.Buffers;
import dev.limpid.network.invariance.Critic;
import dev.limpid.network.invariance.Pass;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A step of the autoencoder's training: one of the critic, then one of the autoencoder, each with its own draw of codes.
 *
 * <p>The critic makes E[C(made)] - E[C(real)] + 10 {@link GradientPenalty} small (Gulrajani et al., NeurIPS 2017), the autoencoder
 * a weighted sum of mean absolute difference, divergence of the code, {@link FeatureDistance} and -E[C(made)].
 *
 * <p>A batch may be computed in parts, one after another, for which memory need hold no more than one. Batch normalisation, what
 * ActNorm starts with (the first part) and the size of feature maps are then of a part, and what networks collect (means and
 * variances, directions of spectral norms) moves on with each part; patches, codes and mixtures are the batch's.
 */
final class AutoencoderStep {
    private static final double PENALTY = 10;
    private static final double CRITIC_PACE = 4;

    private final Autoencoder autoencoder;
    private final Critic critic;
    private final Adam adam;
    private final Adam criticAdam;
    private final InvarianceSettings settings;
    private final Optional<FeatureDistance> features;
    private final NormalDraws draws;
    private final Compute compute;
    private final Pass first;

    /**
     * @param first how the first step is taken; its precision is that of autoencoder and features in all steps, while the critic,
     *     which is derived twice, is computed in fp32
     */
    AutoencoderStep(
            Autoencoder autoencoder,
            Critic critic,
            Adam adam,
            Adam criticAdam,
            InvarianceSettings settings,
            Optional<FeatureDistance> features,
            Compute compute,
            Pass first) {
        this.compute = compute;
        this.first = first;
        this.autoencoder = autoencoder;
        this.critic = critic;
        this.adam = adam;
        this.criticAdam = criticAdam;
        this.settings = settings;
        this.features = features;
        this.draws = new NormalDraws(settings.seed(), compute);
    }

    /** Does the step, counted from 1, and gives its losses by name, means over the batch. */
    Map<String, Double> step(long step, PatchPool.Batch batch) {
        double rate = settings.autoencoder().rateAt(step);
        Pass training = Pass.TRAINING.convolving(first.convolutions());
        Map<String, Double> losses = new LinkedHashMap<>();
        critic.parameters().trainable(true);
        inParts(step, NormalDraws.Use.CRITIC_CODE, batch, (part, at) -> {
            Pass pass = step == 1 && at == 0 ? first : training;
            losses.merge("critic", critical(part, pass), Double::sum);
        });
        criticAdam.step(step, CRITIC_PACE * rate);
        critic.parameters().trainable(false);
        autoencoder.parameters().trainable(Buffers::isTrained);
        inParts(
                step,
                NormalDraws.Use.CODE,
                batch,
                (part, at) ->
                        generated(part, training).forEach((name, value) -> losses.merge(name, value, Double::sum)));
        adam.step(step, rate);
        return losses;
    }

    /** Some patches of a batch, the draws of their codes, and how much of them is in the penalty's mixture. */
    private record Part(Tensor image, Tensor denoised, Tensor noise, Tensor mixed) {}

    @FunctionalInterface
    private interface PartUse {
        void of(Part part, int at);
    }

    /** Patches and codes do not depend on the number of parts; gradients of parts add up in the weights. */
    private void inParts(long step, NormalDraws.Use codes, PatchPool.Batch batch, PartUse use) {
        int edge = settings.shape().edge();
        int count = settings.autoencoder().batch();
        int size = count / settings.parts();
        try (PointerScope scope = new PointerScope()) {
            Tensor image = compute.place(Ops.tensor(batch.image(), count, 1, edge, edge));
            Tensor denoised = compute.place(Ops.tensor(batch.denoised(), count, 1, edge, edge));
            Tensor noise = draws.normal(step, codes, count, settings.shape().latent());
            Tensor mixed = draws.uniform(step, NormalDraws.Use.MIX, count);
            for (int at = 0; at < count; at += size) {
                try (PointerScope ofPart = new PointerScope()) {
                    use.of(
                            new Part(
                                    image.narrow(0, at, size),
                                    denoised.narrow(0, at, size),
                                    noise.narrow(0, at, size),
                                    mixed.narrow(0, at, size)),
                            at);
                }
            }
        }
    }

    /** The critic's gradients of a part, and its share of the critic's loss. */
    private double critical(Part part, Pass pass) {
        Tensor made;
        try (NoGradGuard guard = new NoGradGuard()) {
            made = autoencoder
                    .reconstruct(part.image(), part.denoised(), part.noise(), pass)
                    .image();
        }
        Tensor loss = critic.score(made, part.denoised())
                .mean()
                .sub(critic.score(part.image(), part.denoised()).mean())
                .add(GradientPenalty.of(critic, part.image(), made, part.denoised(), part.mixed())
                        .mul(Ops.scalar(PENALTY)));
        return shared(loss);
    }

    /** The autoencoder's gradients of a part, and its share of each loss. */
    private Map<String, Double> generated(Part part, Pass pass) {
        InvarianceSettings.Weights weights = settings.weights();
        Autoencoder.Reconstruction made = autoencoder.reconstruct(part.image(), part.denoised(), part.noise(), pass);
        Tensor reconstruction = made.image().sub(part.image()).abs().mean();
        Tensor adversarial = critic.score(made.image(), part.denoised()).mean().neg();
        Tensor loss = reconstruction
                .mul(Ops.scalar(weights.reconstruction()))
                .add(made.divergence().mul(Ops.scalar(weights.divergence())))
                .add(adversarial);
        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put("reconstruction", share(reconstruction));
        losses.put("divergence", share(made.divergence()));
        losses.put("adversarial", share(adversarial));
        if (features.isPresent()) {
            Tensor distance = features.get().of(made.image(), part.image(), pass.convolutions());
            losses.put("features", share(distance));
            loss = loss.add(distance.mul(Ops.scalar(weights.features())));
        }
        losses.put("loss", shared(loss));
        return losses;
    }

    /** Collects the gradients of a part's loss, and gives its share of the batch's. */
    private double shared(Tensor loss) {
        loss.div(Ops.scalar(settings.parts())).backward();
        return share(loss);
    }

    private double share(Tensor mean) {
        return mean.item_double() / settings.parts();
    }
}
