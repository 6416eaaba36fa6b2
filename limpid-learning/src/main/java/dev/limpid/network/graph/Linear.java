package dev.limpid.network.graph;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** An operation whose linear part is the same everywhere: A x + b. */
sealed interface Linear extends Operation permits Convolution, Resampling, Junction, Cast {
    /** A applied to directions, one for each input. */
    Tensor linear(Weights weights, List<Tensor> directions);

    /**
     * The transpose of A.
     *
     * @param cotangent of the shape of the value
     * @param inputs at which the value was computed, for their shapes and precision
     * @return one cotangent for each input
     */
    List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs);
}
