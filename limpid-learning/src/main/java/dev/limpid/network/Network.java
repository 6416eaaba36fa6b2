package dev.limpid.network;

import dev.limpid.image.Mirror;
import dev.limpid.network.graph.Graph;
import dev.limpid.tensor.Parameters;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A network from an image to an image of the same size, values normalised to [0, 1]. */
public interface Network extends AutoCloseable {
    /** How rows and columns are made up that an image lacks to a multiple of the stride. */
    enum Extension {
        /** The image mirrored at its border, the edge pixel included. */
        MIRROR,
        /** The edge pixel repeated. */
        REPLICATE;

        /**
         * The pixel that stands at a place.
         *
         * @param place from 0, perhaps beyond the last pixel
         * @param size pixels of the image's row or column
         * @return in 0..size-1
         */
        public int index(int place, int size) {
            return this == MIRROR ? Mirror.index(place, size) : Math.min(place, size - 1);
        }
    }

    /**
     * The denoised image, batch x 1 x rows x columns, in the caller's scope.
     *
     * @param input batch x {@link #inputs} x rows x columns in fp32 or fp64: the image and, where the network
     *     {@linkplain #takesNoiseLevel takes it}, the standard deviation of the noise at each pixel; rows and columns are
     *     multiples of {@link #stride}
     * @param layers the precision of the layers; the result keeps the input's
     */
    Tensor forward(Tensor input, ScalarType layers);

    /**
     * What it computes, step by step.
     *
     * @throws UnsupportedOperationException if it is not made of convolutions and rectifiers alone
     */
    default Graph graph() {
        throw new UnsupportedOperationException(
                "a " + architecture() + " is not made of convolutions and rectifiers alone, so it has no feature maps");
    }

    /** All that a model file holds of it. */
    Parameters parameters();

    /** The architecture's name in model cards, e.g. {@code unet}. */
    String architecture();

    /** The constructor's arguments by name, as model cards hold them. */
    Map<String, Object> configuration();

    /** Sizes must be multiples of this, and tiles must start at multiples of it. */
    default int stride() {
        return 1;
    }

    /**
     * Rows and columns that the network must get to see at a time, neither more nor fewer, because its weights belong to places
     * in the image; 0 where any size will do.
     */
    default int window() {
        return 0;
    }

    /** Rows and columns an image must at least have; smaller ones are {@linkplain #extension extended}. */
    default int leastEdge() {
        return 1;
    }

    /** A {@link #halo} of everything there is: the image is never cut up. */
    int WHOLE_IMAGE = 1 << 16;

    /** Pixels of context an output pixel can depend on, in each direction; {@link #WHOLE_IMAGE} where nothing bounds it. */
    int halo();

    /** Whether the network is told the noise's standard deviation, in units of the normalised image, as a second channel. */
    default boolean takesNoiseLevel() {
        return false;
    }

    /** Channels of the input. */
    default int inputs() {
        return takesNoiseLevel() ? 2 : 1;
    }

    /** How an image is extended to a multiple of the stride. */
    default Extension extension() {
        return Extension.MIRROR;
    }

    /**
     * Which of the image's rows or columns stand where, when it is extended to the stride and the least edge.
     *
     * @param size pixels of the image's row or column
     */
    default int[] places(int size) {
        int least = Math.max(size, leastEdge());
        int extended = (least + stride() - 1) / stride() * stride();
        return IntStream.range(0, extended)
                .map(place -> extension().index(place, size))
                .toArray();
    }

    @Override
    default void close() {
        parameters().close();
    }
}
