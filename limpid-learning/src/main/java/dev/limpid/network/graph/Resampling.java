package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Twice the size by bilinear interpolation on pixel centres. */
record Resampling() implements Linear {
    @Override
    public Tensor value(Weights weights, List<Tensor> inputs) {
        return Ops.upsample2(inputs.get(0));
    }

    @Override
    public Tensor linear(Weights weights, List<Tensor> directions) {
        return Ops.upsample2(directions.get(0));
    }

    @Override
    public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
        return List.of(Ops.upsample2Transposed(cotangent, inputs.get(0)));
    }
}
