package dev.limpid.training.adversarial;

import dev.limpid.tensor.Ops;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * How far a critic is from slope 1: the mean over the batch of (|grad C(x)| - 1)^2 at a point x between each clean image and each
 * result (Gulrajani et al., NeurIPS 2017, equation 3). Its own gradient needs a graph of the gradient.
 */
final class GradientPenalty {
    /** Keeps the root's slope finite where a critic is flat. */
    private static final double SMALL = 1e-12;

    private GradientPenalty() {}

    /**
     * The penalty, with a graph to the critic's weights.
     *
     * @param critic from images to a number each
     * @param shares batch x 1 x 1 x 1 in 0..1: where between the result (0) and the clean image (1)
     */
    static Tensor of(UnaryOperator<Tensor> critic, Tensor clean, Tensor result, Tensor shares) {
        Tensor between = result.add(clean.sub(result).mul(shares)).detach().set_requires_grad(true);
        Tensor slope = Ops.gradient(critic.apply(between).sum(), between);
        Tensor norm = Ops.sumOfEach(slope.square()).add(Ops.scalar(SMALL)).sqrt();
        return norm.sub(Ops.scalar(1)).square().mean();
    }
}
