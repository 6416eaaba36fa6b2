package dev.limpid.training.adversarial;

import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.Tensor;

/**
 * What critics see: images in a unit of a quarter of the intensity range. Published weights of losses are in one of 502 HU, the
 * deviation of the images of ldct-benchmark; with -1000..1000 HU ours is 500.
 */
final class Scale {
    private static final double PER_RANGE = 4;

    private Scale() {}

    static Tensor of(Tensor image) {
        return image.mul(Ops.scalar(PER_RANGE));
    }
}
