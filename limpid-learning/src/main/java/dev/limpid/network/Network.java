package dev.limpid.network;

import dev.limpid.tensor.Parameters;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network from an image to an image of the same size: batch x 1 x rows x columns, values normalised to [0, 1]. */
public interface Network extends AutoCloseable {
    /**
     * The denoised image, in the caller's scope.
     *
     * @param image batch x 1 x rows x columns in fp32 or fp64; rows and columns are multiples of {@link #stride}
     * @param layers the precision of the layers; the result keeps the image's
     */
    Tensor forward(Tensor image, ScalarType layers);

    Parameters parameters();

    /** The architecture's name in model cards, e.g. {@code unet}. */
    String architecture();

    /** The constructor's arguments by name, as model cards hold them. */
    Map<String, Object> configuration();

    /** Sizes must be multiples of this, and tiles must start at multiples of it. */
    int stride();

    /** Pixels of context an output pixel can depend on, in each direction. */
    int halo();

    @Override
    default void close() {
        parameters().close();
    }
}
