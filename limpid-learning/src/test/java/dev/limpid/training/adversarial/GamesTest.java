package dev.limpid.training.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GamesTest {
    private static final int EDGE = 64;

    enum Game {
        WASSERSTEIN(Optional.empty()),
        DUAL_DOMAIN(Optional.of(new AdversarialTerm.DualDomain(1, 2, 1, 0)));

        private final AdversarialTerm term;

        Game(Optional<AdversarialTerm.DualDomain> dual) {
            term = new AdversarialTerm(1, 1e-3, Optional.of(0.5), Optional.of(2), Optional.of(4), dual);
        }

        Adversary create() {
            return term.create(EDGE, 3, Compute.cpu());
        }
    }

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    private static Tensor image(int k) {
        return Formulas.image(k, EDGE).to(ScalarType.Float);
    }

    private static void learn(Adversary adversary, int from, int to) {
        try (PointerScope scope = new PointerScope()) {
            for (int step = from; step <= to; step++) {
                adversary.learn(step, step, 1, image(1), image(0), image(2));
            }
        }
    }

    private static double term(Adversary adversary, Tensor result) {
        return adversary.term(image(0), result).item_double();
    }

    @ParameterizedTest
    @EnumSource(Game.class)
    void theOpponentLearnsToTellResultsFromCleanImages(Game game) {
        try (Adversary adversary = game.create();
                PointerScope scope = new PointerScope()) {
            double before = term(adversary, image(2)) - term(adversary, image(0));
            learn(adversary, 1, 25);
            assertThat(term(adversary, image(2)) - term(adversary, image(0))).isGreaterThan(before + 0.02);
        }
    }

    @ParameterizedTest
    @EnumSource(Game.class)
    void theTermHasAGradientForTheResultAndNoneForTheOpponent(Game game) {
        try (Adversary adversary = game.create();
                PointerScope scope = new PointerScope()) {
            learn(adversary, 1, 1);
            Map<String, float[]> before = adversary.state();
            Tensor result = image(2).set_requires_grad(true);
            adversary.term(image(0), result).backward();
            assertThat(result.grad().abs().sum().item_double()).isGreaterThan(0);
            learn(adversary, 2, 2);
            try (Adversary other = game.create()) {
                other.restore(before::get);
                learn(other, 2, 2);
                assertSame(other.state(), adversary.state());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Game.class)
    void whatIsLearntTakesNoGradientToTheDenoiser(Game game) {
        try (Adversary adversary = game.create();
                PointerScope scope = new PointerScope()) {
            Tensor result = image(2).set_requires_grad(true);
            Tensor made = result.mul(Ops.scalar(1));
            adversary.learn(1, 1, 1, image(1), image(0), made);
            assertThat(result.grad().defined()).isFalse();
        }
    }

    private static void assertSame(Map<String, float[]> one, Map<String, float[]> other) {
        assertThat(one.keySet()).isEqualTo(other.keySet());
        one.forEach((name, values) -> assertThat(other.get(name)).as(name).isEqualTo(values));
    }
}
