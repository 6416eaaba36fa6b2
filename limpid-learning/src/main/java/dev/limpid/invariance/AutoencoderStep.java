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

    /** Does the step, counted from 1, and gives its losses by name. */
    Map<String, Double> step(long step, PatchPool.Batch batch) {
        Map<String, Double> losses = new LinkedHashMap<>();
        int edge = settings.shape().edge();
        int count = settings.autoencoder().batch();
        double rate = settings.autoencoder().rateAt(step);
        Pass training = Pass.TRAINING.convolving(first.convolutions());
        try (PointerScope scope = new PointerScope()) {
            Tensor image = compute.place(Ops.tensor(batch.image(), count, 1, edge, edge));
            Tensor denoised = compute.place(Ops.tensor(batch.denoised(), count, 1, edge, edge));
            losses.put("critic", criticStep(step, image, denoised, step == 1 ? first : training));
            criticAdam.step(step, CRITIC_PACE * rate);
            generatorStep(step, image, denoised, training, losses);
            adam.step(step, rate);
        }
        return losses;
    }

    private double criticStep(long step, Tensor image, Tensor denoised, Pass pass) {
        int count = settings.autoencoder().batch();
        critic.parameters().trainable(true);
        Tensor made;
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor noise = draws.normal(
                    step, NormalDraws.Use.CRITIC_CODE, count, settings.shape().latent());
            made = autoencoder.reconstruct(image, denoised, noise, pass).image();
        }
        Tensor part = draws.uniform(step, NormalDraws.Use.MIX, count);
        Tensor loss = critic.score(made, denoised)
                .mean()
                .sub(critic.score(image, denoised).mean())
                .add(GradientPenalty.of(critic, image, made, denoised, part).mul(Ops.scalar(PENALTY)));
        loss.backward();
        return loss.item_double();
    }

    private void generatorStep(long step, Tensor image, Tensor denoised, Pass pass, Map<String, Double> losses) {
        InvarianceSettings.Weights weights = settings.weights();
        critic.parameters().trainable(false);
        autoencoder.parameters().trainable(Buffers::isTrained);
        Tensor noise = draws.normal(
                step,
                NormalDraws.Use.CODE,
                settings.autoencoder().batch(),
                settings.shape().latent());
        Autoencoder.Reconstruction made = autoencoder.reconstruct(image, denoised, noise, pass);
        Tensor reconstruction = made.image().sub(image).abs().mean();
        Tensor adversarial = critic.score(made.image(), denoised).mean().neg();
        Tensor loss = reconstruction
                .mul(Ops.scalar(weights.reconstruction()))
                .add(made.divergence().mul(Ops.scalar(weights.divergence())))
                .add(adversarial);
        losses.put("reconstruction", reconstruction.item_double());
        losses.put("divergence", made.divergence().item_double());
        losses.put("adversarial", adversarial.item_double());
        if (features.isPresent()) {
            Tensor distance = features.get().of(made.image(), image, pass.convolutions());
            losses.put("features", distance.item_double());
            loss = loss.add(distance.mul(Ops.scalar(weights.features())));
        }
        loss.backward();
        losses.put("loss", loss.item_double());
    }
}
