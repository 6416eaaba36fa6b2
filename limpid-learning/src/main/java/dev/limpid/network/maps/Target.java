package dev.limpid.network.maps;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Of what of a network's output f a map is the derivative. */
public enum Target {
    /** The sum of f over the pixels: the reverse pass starts from ones, whatever the image. */
    SUM {
        @Override
        Tensor start(Tensor output) {
            return torch.ones_like(output);
        }

        @Override
        boolean followsOutput() {
            return false;
        }
    },
    /** Half the sum of f squared: the reverse pass starts from f itself. */
    ENERGY {
        @Override
        Tensor start(Tensor output) {
            return output;
        }

        @Override
        boolean followsOutput() {
            return true;
        }
    };

    /** What the reverse pass starts from. */
    abstract Tensor start(Tensor output);

    /** Whether that changes with the output (and then is the output). */
    abstract boolean followsOutput();
}
