package dev.limpid.network.graph;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A change of precision: to that of the layers, or back to that of the image. */
enum Cast implements Linear {
    TO_LAYERS {
        @Override
        ScalarType type(Weights weights) {
            return weights.layers();
        }
    },
    TO_EXACT {
        @Override
        ScalarType type(Weights weights) {
            return weights.exact();
        }
    };

    abstract ScalarType type(Weights weights);

    @Override
    public Tensor value(Weights weights, List<Tensor> inputs) {
        return inputs.get(0).to(type(weights));
    }

    @Override
    public Tensor linear(Weights weights, List<Tensor> directions) {
        return directions.get(0).to(type(weights));
    }

    @Override
    public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
        return List.of(cotangent.to(inputs.get(0).scalar_type()));
    }
}
