package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a reverse pass does at an activation of input z when R arrives from above: R below = s(z) p(R).
 *
 * <p>With ReLU and {@link Guided} this is guided backpropagation as published (Springenberg et al., ICLR workshop 2015;
 * arXiv 2310.20101, equation 2): s = 1 where z is above 0, p(R) = max(R, 0). Where s does not change with z, a loss on the
 * resulting maps has no gradient almost everywhere: see {@link #informative}.
 */
public sealed interface Gate {
    /** s(z): the activation's derivative, unless a gate has its own. */
    default Tensor factor(Rectifier at, Tensor z) {
        return at.activation().slope(z);
    }

    /**
     * A direction times p'(R) ds/dz, but for the factor {@link #steepness}.
     *
     * @param arriving R
     * @param through the direction times {@code mask}
     * @param mask p'(R) s(z)
     */
    default Tensor bend(Rectifier at, Tensor z, Tensor arriving, Tensor direction, Tensor through, Tensor mask) {
        Tensor bent = direction.mul(at.activation().curvature(z));
        return rectifies() ? Ops.whereAboveZero(bent, arriving) : bent;
    }

    /** p'(R) s(z): what a direction is multiplied by; times R it is p(R) s(z). */
    default Tensor mask(Rectifier at, Tensor z, Tensor arriving) {
        Tensor factor = factor(at, z);
        return rectifies() ? Ops.whereAboveZero(factor, arriving) : factor;
    }

    /** What {@link #bend} leaves out, because it costs nothing where the bend is used. */
    default double steepness(Rectifier at) {
        return 1;
    }

    /** Whether p(R) is max(R, 0) rather than R. */
    boolean rectifies();

    /** Whether the factor changes with z, so that maps from a constant target have a gradient. */
    default boolean informative(Activation activation) {
        return activation != Activation.RELU;
    }

    /** Ordinary backpropagation: R passes as it is. */
    record Plain() implements Gate {
        @Override
        public boolean rectifies() {
            return false;
        }
    }

    /** Guided backpropagation: for ReLU the hard gate. */
    record Guided() implements Gate {
        @Override
        public boolean rectifies() {
            return true;
        }
    }

    /**
     * Guided backpropagation with the logistic function of z / width in place of the step; tends to the hard gate as the
     * widths go to 0.
     *
     * @param widths of every rectifier by its name, in units of its input, above 0
     */
    record Soft(Map<String, Double> widths) implements Gate {
        public Soft {
            widths = Map.copyOf(widths);
            widths.forEach((name, width) -> {
                if (!(width > 0) || Double.isInfinite(width)) {
                    throw new IllegalArgumentException("the width of gate " + name + " is " + width + ", not above 0");
                }
            });
        }

        @Override
        public Tensor factor(Rectifier at, Tensor z) {
            return z.mul(Ops.scalar(steepness(at))).sigmoid_();
        }

        /** s' = s (1 - s) / width, and where R is above 0 the mask is s. */
        @Override
        public Tensor bend(Rectifier at, Tensor z, Tensor arriving, Tensor direction, Tensor through, Tensor mask) {
            return torch.addcmul(through, through, mask, Ops.scalar(-1));
        }

        @Override
        public double steepness(Rectifier at) {
            return 1 / width(at);
        }

        @Override
        public boolean rectifies() {
            return true;
        }

        @Override
        public boolean informative(Activation activation) {
            return true;
        }

        private double width(Rectifier at) {
            Double width = widths.get(at.name());
            if (width == null) {
                throw new IllegalArgumentException("no width is given for gate " + at.name());
            }
            return width;
        }
    }
}
