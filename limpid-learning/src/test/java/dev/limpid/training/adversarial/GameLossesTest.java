package dev.limpid.training.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What either side of a game minimises, beside PyTorch's numbers from scripts/fixtures/adversarial.py. */
class GameLossesTest {
    private static final int EDGE = 64;
    private static final Compute EXACT = new Compute("cpu", Compute.Precision.FP64);
    private static Properties expected = new Properties();

    @BeforeAll
    static void load() throws IOException {
        NativeLibrary.load(1);
        expected = Formulas.expected(GameLossesTest.class);
    }

    private static void requireClose(Tensor loss, String name) {
        double wanted = Double.parseDouble(expected.getProperty(name));
        assertThat(loss.item_double()).as(name).isCloseTo(wanted, within(1e-6 * Math.max(1, Math.abs(wanted))));
    }

    private static AdversarialTerm term(Optional<AdversarialTerm.DualDomain> dual) {
        return new AdversarialTerm(0.5, 1e-3, Optional.empty(), Optional.empty(), Optional.of(2), dual);
    }

    @Test
    void ofWassersteinsGameAreThoseOfPyTorch() {
        int edge = 48;
        try (WassersteinGame game = new WassersteinGame(term(Optional.empty()), edge, 1, EXACT);
                PointerScope scope = new PointerScope()) {
            Formulas.fill(game.critic().parameters());
            Tensor clean = Formulas.images(edge, 0, 1);
            Tensor result = Formulas.images(edge, 2, 3);
            Tensor shares = Ops.tensor(new float[] {0.25f, 0.75f}, 2, 1, 1, 1).to(ScalarType.Double);
            requireClose(game.term(clean, result), "wasserstein.denoiser");
            game.critic().parameters().trainable(true);
            requireClose(game.loss(clean, result, shares), "wasserstein.critic");
        }
    }

    @Test
    void ofDualDomainGameAreThoseOfPyTorchOnceThePowerMethodHasFoundTheSingularValues() {
        AdversarialTerm term = term(Optional.of(new AdversarialTerm.DualDomain(3, 2, 1, 0)));
        try (DualDomainGame game = new DualDomainGame(term, term.dualDomain().orElseThrow(), 1, EXACT);
                PointerScope scope = new PointerScope()) {
            Formulas.fill(game.images().parameters());
            Formulas.fill(game.gradients().parameters());
            for (int i = 0; i < 1000; i++) {
                game.images().iterate();
                game.gradients().iterate();
            }
            Tensor clean = Formulas.images(EDGE, 0, 1);
            Tensor result = Formulas.images(EDGE, 2, 3);
            Tensor real = Scale.of(clean);
            Tensor fake = Scale.of(result);
            Tensor low = Scale.of(Formulas.images(EDGE, 4, 5));
            requireClose(game.loss(game.images(), real, fake, low, Optional.empty()), "dual.plain");
            requireClose(game.loss(game.images(), real, fake, low, Optional.of(mask())), "dual.mixed");
            requireClose(game.term(clean, result), "dual.denoiser");
        }
    }

    /** 0 in rows 10 to 29 and columns 20 to 49 of the first image, in rows 30 to 63 and columns 0 to 9 of the second. */
    private static Tensor mask() {
        float[] mask = new float[2 * EDGE * EDGE];
        for (int i = 0; i < mask.length; i++) {
            int row = i / EDGE % EDGE;
            int column = i % EDGE;
            boolean box =
                    i < EDGE * EDGE ? row >= 10 && row < 30 && column >= 20 && column < 50 : row >= 30 && column < 10;
            mask[i] = box ? 0 : 1;
        }
        return Ops.tensor(mask, 2, 1, EDGE, EDGE).to(ScalarType.Double);
    }
}
