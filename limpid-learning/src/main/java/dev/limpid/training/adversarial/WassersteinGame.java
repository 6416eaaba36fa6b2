package dev.limpid.training.adversarial;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * WGAN with gradient penalty (Gulrajani et al., NeurIPS 2017), as WGAN-VGG plays it: the critic's loss is E[C(result)] - E[C(clean)]
 * + 10 x penalty, the denoiser's term -E[C(result)]. Several critic steps of one step see the same batch at other points between
 * the images.
 */
final class WassersteinGame implements Adversary {
    private static final double PENALTY = 10;

    /** Streams of random numbers of their own. */
    private static final long STREAMS = 3L << 60;

    private final AdversarialTerm term;
    private final long seed;
    private final Critic critic;
    private final Opponent opponent;

    WassersteinGame(AdversarialTerm term, int patch, long seed, Compute compute) {
        this.term = term;
        this.seed = seed;
        critic = new Critic(patch, term.channels());
        opponent = new Opponent("critic", critic.parameters(), seed + 1, term.decay(), compute);
    }

    @Override
    public void learn(long step, long steps, double rate, Tensor noisy, Tensor clean, Tensor result) {
        opponent.learning(true);
        int turns = term.turns();
        for (int turn = 0; turn < turns; turn++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor loss = loss(clean, result.detach(), shares(step * turns + turn, clean));
                opponent.step(loss, (steps - 1) * turns + turn + 1, rate * term.learningRate());
            }
        }
        opponent.learning(false);
    }

    /** The critic's. @param shares where between result and clean image the penalty looks: batch x 1 x 1 x 1 in 0..1 */
    Tensor loss(Tensor clean, Tensor result, Tensor shares) {
        Tensor real = Scale.of(clean);
        Tensor fake = Scale.of(result);
        Tensor penalty = GradientPenalty.of(critic::score, real, fake, shares);
        return critic.score(fake).mean().sub(critic.score(real).mean()).add(penalty.mul(Ops.scalar(PENALTY)));
    }

    Critic critic() {
        return critic;
    }

    private Tensor shares(long number, Tensor like) {
        PixelRandom random = new PixelRandom(seed, STREAMS + number);
        float[] shares = new float[(int) like.size(0)];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) random.uniform();
        }
        return Ops.tensor(shares, shares.length, 1, 1, 1).to(like);
    }

    @Override
    public Tensor term(Tensor clean, Tensor result) {
        return critic.score(Scale.of(result)).mean().mul(Ops.scalar(-term.weight()));
    }

    @Override
    public Map<String, float[]> state() {
        return opponent.state();
    }

    @Override
    public void restore(Function<String, float[]> state) {
        opponent.restore(state);
    }

    @Override
    public void close() {
        opponent.close();
    }
}
