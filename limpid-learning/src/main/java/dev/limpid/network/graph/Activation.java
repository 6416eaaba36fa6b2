package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What stands behind a convolution, with its first two derivatives. */
public enum Activation {
    /** max(z, 0); its second derivative is zero but for a point, where it is taken as zero too. */
    RELU {
        @Override
        Tensor value(Tensor z) {
            return torch.relu(z);
        }

        @Override
        Tensor valueInPlace(Tensor z) {
            return Ops.relu(z);
        }

        @Override
        Tensor slope(Tensor z) {
            return z.gt(Ops.scalar(0)).to(z.scalar_type());
        }

        @Override
        Tensor timesSlope(Tensor above, Tensor z) {
            return Ops.whereAboveZero(above, z);
        }

        @Override
        Tensor curvature(Tensor z) {
            return torch.zeros_like(z);
        }
    },
    /** z s(z) with the logistic function s (Elfwing, Uchibe and Doya, Neural Networks 107, 2018). */
    SILU {
        @Override
        Tensor value(Tensor z) {
            return torch.silu(z);
        }

        @Override
        Tensor valueInPlace(Tensor z) {
            return torch.silu(z);
        }

        /** s (1 + z (1 - s)). */
        @Override
        Tensor slope(Tensor z) {
            Tensor s = z.sigmoid();
            Tensor rest = s.neg().add(Ops.scalar(1));
            return z.mul(rest).add(Ops.scalar(1)).mul(s);
        }

        @Override
        Tensor timesSlope(Tensor above, Tensor z) {
            return torch.silu_backward(above, z);
        }

        /** s (1 - s) (2 + z (1 - 2 s)). */
        @Override
        Tensor curvature(Tensor z) {
            Tensor s = z.sigmoid();
            Tensor bell = s.mul(s.neg().add(Ops.scalar(1)));
            Tensor tilt = s.mul(Ops.scalar(-2)).add(Ops.scalar(1));
            return z.mul(tilt).add(Ops.scalar(2)).mul(bell);
        }
    };

    abstract Tensor value(Tensor z);

    /** The same, in the memory of {@code z} where that is possible. */
    abstract Tensor valueInPlace(Tensor z);

    /** The first derivative. */
    abstract Tensor slope(Tensor z);

    /** A cotangent times the first derivative, in one pass over memory. */
    abstract Tensor timesSlope(Tensor above, Tensor z);

    /** The second derivative. */
    abstract Tensor curvature(Tensor z);

    /** As model cards have it: {@code relu}. */
    public String cardName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
