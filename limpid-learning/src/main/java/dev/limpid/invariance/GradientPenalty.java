package dev.limpid.invariance;

import dev.limpid.network.invariance.Critic;
import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * E[(||gradient of the critic|| - 1)^2] at images between real and made ones (Gulrajani et al., NeurIPS 2017, equation 3), one
 * mixture a pair.
 */
final class GradientPenalty {
    private GradientPenalty() {}

    /**
     * The penalty, which has a gradient of its own.
     *
     * @param part how much of the real image, batch x 1 x 1 x 1, each in 0..1
     */
    static Tensor of(Critic critic, Tensor real, Tensor made, Tensor denoised, Tensor part) {
        Tensor mixed = made.add(real.sub(made).mul(part)).detach().set_requires_grad(true);
        Tensor score = critic.score(mixed, denoised).sum();
        try (TensorVector outputs = new TensorVector(score);
                TensorVector inputs = new TensorVector(mixed);
                TensorVector ones = new TensorVector(torch.ones_like(score));
                BoolOptional keep = new BoolOptional(true);
                Scalar one = Ops.scalar(1)) {
            Tensor slope = new Tensor(
                    torch.grad(outputs, inputs, ones, keep, true, false).get(0));
            // A length of exactly 0 has no derivative.
            Tensor length = Ops.sumOfEach(slope.square()).add(Ops.scalar(1e-12)).sqrt();
            return length.sub(one).square().mean();
        }
    }
}
