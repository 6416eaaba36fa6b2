package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.Tensor;

/**
 * Which pixel of each 2 x 2 block is its largest.
 *
 * @param value the pooled values
 * @param indices of the largest pixels in their planes
 */
record Routing(Tensor value, Tensor indices) {
    static Routing of(Tensor input) {
        Tensor[] both = Ops.maxPool2WithIndices(input);
        return new Routing(both[0], both[1]);
    }

    /** What a direction has at the largest pixels. */
    Tensor linear(Tensor direction) {
        return direction.flatten(2, -1).gather(2, indices.flatten(2, -1)).view_as(indices);
    }

    /** A cotangent put back to where the largest pixels stood. */
    Tensor transposed(Tensor cotangent, Tensor input) {
        return Ops.maxPool2Transposed(cotangent, input, indices);
    }
}
