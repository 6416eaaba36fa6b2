package dev.limpid.lesion.training;

import dev.limpid.network.Network;
import dev.limpid.network.features.EncoderFeatures;
import dev.limpid.network.features.FeatureError;
import dev.limpid.network.features.FeatureExtractor;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.adversarial.Adversary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** An {@link OwnLoss} in a run: with its network and its opponent, which sees a square as a batch of patches. */
final class DenoiserLoss implements AutoCloseable {
    /** Edge in pixels, of which squares are multiples. */
    static final int PATCH = 64;

    private static final String ADVERSARY = "adversary.";
    /** Another one than those of the networks' first weights. */
    private static final long SEED = 2;

    private final Compute compute;
    private final Optional<FeatureExtractor> features;
    private final Optional<Adversary> adversary;

    /** @param restoration whose features are compared; given when the plan's own loss has an opponent */
    DenoiserLoss(LidnetPlan plan, Optional<Network> restoration, Compute compute) {
        this.compute = compute;
        this.features = plan.ownLoss()
                .game()
                .map(term -> new EncoderFeatures(
                        restoration.orElseThrow(() -> new IllegalArgumentException(
                                "a loss of features needs the network whose they are; give it by --restoration")),
                        "the restoration network"));
        this.adversary = plan.ownLoss()
                .game()
                .map(term -> term.create(PATCH, plan.detector().seed() + SEED, compute));
    }

    /** Whether {@link #learn} changes anything. */
    boolean hasOpponent() {
        return adversary.isPresent();
    }

    /**
     * Lets the opponent take one step, if there is one, by the patches of all squares of the denoiser's step.
     *
     * @param step of the run
     * @param updates that the denoiser has had, this one included
     * @param rate fraction of the opponent's learning rate
     * @param noisy each 1 x 1 x rows x columns, as those of {@code clean} and {@code denoised}
     */
    void learn(long step, long updates, double rate, List<Tensor> noisy, List<Tensor> clean, List<Tensor> denoised) {
        adversary.ifPresent(
                opponent -> opponent.learn(step, updates, rate, patches(noisy), patches(clean), patches(denoised)));
    }

    private static Tensor patches(List<Tensor> squares) {
        return Ops.concat(squares.stream().map(DenoiserLoss::patches).toArray(Tensor[]::new));
    }

    /** The loss of a denoised square, with its graph. */
    Tensor of(Tensor denoised, Tensor clean) {
        Tensor error = error(denoised, clean);
        return adversary
                .map(opponent -> error.add(opponent.term(patches(clean), patches(denoised))))
                .orElse(error);
    }

    /** The part of it that is 0 for the clean image, by which other losses are scaled. */
    Tensor error(Tensor denoised, Tensor clean) {
        return features.map(network -> FeatureError.of(
                        network, denoised, clean, compute.precision().type(), 1))
                .orElseGet(() -> torch.mse_loss(denoised, clean));
    }

    /** A square as patches x 1 x {@value #PATCH} x {@value #PATCH}. */
    static Tensor patches(Tensor square) {
        return square.reshape(square.size(2) / PATCH, PATCH, square.size(3) / PATCH, PATCH)
                .permute(0, 2, 1, 3)
                .reshape(-1, 1, PATCH, PATCH);
    }

    /** What a checkpoint must hold. */
    Map<String, float[]> state() {
        Map<String, float[]> state = new HashMap<>();
        adversary.ifPresent(
                opponent -> opponent.state().forEach((name, values) -> state.put(ADVERSARY + name, values)));
        return state;
    }

    /** Goes on from a checkpoint. */
    void restore(Checkpoint checkpoint) {
        adversary.ifPresent(opponent -> opponent.restore(name -> checkpoint.tensor(ADVERSARY + name)));
    }

    @Override
    public void close() {
        adversary.ifPresent(Adversary::close);
    }
}
