package dev.limpid.training.adversarial;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.training.adversarial.UNetDiscriminator.Judgement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * DU-GAN's game (Huang et al., IEEE TIM 71, 2022): one discriminator of images and one of their {@linkplain Sobel gradients}. With
 * least squares, clean images are to get 1, results and the noisy images 0, as a whole and pixel by pixel; some images are {@linkplain
 * CutMix mixed} of a clean one and a result, and what is said of their pixels must be what is said of the two. The denoiser's term
 * asks for 1, and for the clean image's gradients.
 */
final class DualDomainGame implements Adversary {
    private static final String IMAGES = "images";
    private static final String GRADIENTS = "gradients";

    /** Streams of random numbers of their own. */
    private static final long STREAMS = 7L << 59;

    private final AdversarialTerm term;
    private final AdversarialTerm.DualDomain dual;
    private final long seed;
    private final UNetDiscriminator images;
    private final UNetDiscriminator gradients;
    private final Opponent imagesOpponent;
    private final Opponent gradientsOpponent;

    DualDomainGame(AdversarialTerm term, AdversarialTerm.DualDomain dual, long seed, Compute compute) {
        this.term = term;
        this.dual = dual;
        this.seed = seed;
        images = new UNetDiscriminator(term.channels());
        gradients = new UNetDiscriminator(term.channels());
        imagesOpponent = new Opponent(IMAGES, images.parameters(), seed + 1, term.decay(), compute);
        gradientsOpponent = new Opponent(GRADIENTS, gradients.parameters(), seed + 2, term.decay(), compute);
        images.start(seed + 1);
        gradients.start(seed + 2);
    }

    @Override
    public void learn(long step, long steps, double rate, Tensor noisy, Tensor clean, Tensor result) {
        double share =
                dual.cutMixShare() * (dual.warmUpSteps() == 0 ? 1 : Math.min(1, (double) steps / dual.warmUpSteps()));
        try (PointerScope scope = new PointerScope()) {
            Tensor real = Scale.of(clean);
            Tensor fake = Scale.of(result.detach());
            Tensor low = Scale.of(noisy);
            int turns = term.turns();
            for (int turn = 0; turn < turns; turn++) {
                PixelRandom random = new PixelRandom(seed, STREAMS + step * (turns + 1) + turn);
                turn(images, imagesOpponent, real, fake, low, share, random, (steps - 1) * turns + turn + 1, rate);
            }
            PixelRandom random = new PixelRandom(seed, STREAMS + step * (turns + 1) + turns);
            turn(
                    gradients,
                    gradientsOpponent,
                    Sobel.magnitude(real),
                    Sobel.magnitude(fake),
                    Sobel.magnitude(low),
                    share,
                    random,
                    steps,
                    rate);
        }
    }

    private void turn(
            UNetDiscriminator judge,
            Opponent opponent,
            Tensor real,
            Tensor fake,
            Tensor low,
            double share,
            PixelRandom random,
            long number,
            double rate) {
        opponent.learning(true);
        judge.iterate();
        try (PointerScope scope = new PointerScope()) {
            Optional<Tensor> mask = random.uniform() < share ? Optional.of(mask(real, random)) : Optional.empty();
            opponent.step(loss(judge, real, fake, low, mask), number, rate * term.learningRate());
        }
        opponent.learning(false);
    }

    private static Tensor mask(Tensor like, PixelRandom random) {
        int edge = (int) like.size(2);
        int batch = (int) like.size(0);
        return Ops.tensor(CutMix.masks(batch, edge, random), batch, 1, edge, edge)
                .to(like);
    }

    /** A discriminator's. @param mask 1 where mixed images are of the clean one, 0 where of the result; empty to mix none */
    Tensor loss(UNetDiscriminator judge, Tensor real, Tensor fake, Tensor low, Optional<Tensor> mask) {
        Judgement ofReal = judge.judge(real);
        Judgement ofFake = judge.judge(fake);
        Tensor loss = against(ofReal, 1).add(against(ofFake, 0)).add(against(judge.judge(low), 0));
        if (mask.isEmpty()) {
            return loss;
        }
        Judgement ofMixed = judge.judge(mixed(mask.get(), real, fake));
        return loss.add(least(ofMixed.whole(), 0))
                .add(torch.mse_loss(ofMixed.pixels(), mask.get()))
                .add(torch.mse_loss(ofMixed.pixels(), mixed(mask.get(), ofReal.pixels(), ofFake.pixels()))
                        .mul(Ops.scalar(dual.consistencyWeight())));
    }

    UNetDiscriminator images() {
        return images;
    }

    UNetDiscriminator gradients() {
        return gradients;
    }

    private static Tensor mixed(Tensor mask, Tensor first, Tensor second) {
        return second.add(first.sub(second).mul(mask));
    }

    private static Tensor against(Judgement judgement, double aim) {
        return least(judgement.whole(), aim).add(least(judgement.pixels(), aim));
    }

    private static Tensor least(Tensor judgement, double aim) {
        return judgement.sub(Ops.scalar(aim)).square().mean();
    }

    @Override
    public Tensor term(Tensor clean, Tensor result) {
        Tensor fake = Scale.of(result);
        Tensor slopes = Sobel.magnitude(fake);
        Tensor asked = against(images.judge(fake), 1).add(against(gradients.judge(slopes), 1));
        Tensor edges = torch.l1_loss(slopes, Sobel.magnitude(Scale.of(clean)));
        return asked.mul(Ops.scalar(term.weight())).add(edges.mul(Ops.scalar(dual.gradientWeight())));
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new HashMap<>(imagesOpponent.state());
        state.putAll(gradientsOpponent.state());
        state.putAll(images.state(IMAGES));
        state.putAll(gradients.state(GRADIENTS));
        return state;
    }

    @Override
    public void restore(Function<String, float[]> state) {
        imagesOpponent.restore(state);
        gradientsOpponent.restore(state);
        images.restore(IMAGES, state);
        gradients.restore(GRADIENTS, state);
    }

    @Override
    public void close() {
        images.close();
        gradients.close();
        imagesOpponent.close();
        gradientsOpponent.close();
    }
}
