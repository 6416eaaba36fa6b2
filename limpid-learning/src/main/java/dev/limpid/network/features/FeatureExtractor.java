package dev.limpid.network.features;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Inner layers of a network that is not trained. Safe for several threads. */
public interface FeatureExtractor {
    /**
     * Features of images, finest first, in the caller's scope and with a graph where the images have one.
     *
     * @param images batch x 1 x rows x columns, normalised; rows and columns are multiples of {@link #stride}
     * @param layers precision of the layers
     */
    List<Tensor> features(Tensor images, ScalarType layers);

    /** Rows and columns must be multiples of this. */
    int stride();

    /** What a model card calls the features. */
    String title();
}
