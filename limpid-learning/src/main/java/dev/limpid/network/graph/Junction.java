package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Two inputs become one. */
enum Junction implements Linear {
    /** Channels of the first, then of the second. */
    CONCATENATION {
        @Override
        public Tensor value(Weights weights, List<Tensor> inputs) {
            Tensor second = inputs.get(1);
            // What comes back to the second in training is a slice of channels, which the transpose of resampling takes
            // 20
            // times as long for as for a tensor of its own; times 1 makes it one.
            return Ops.concat(inputs.get(0), second.requires_grad() ? second.mul(Ops.scalar(1)) : second);
        }

        @Override
        public Tensor linear(Weights weights, List<Tensor> directions) {
            return Ops.concat(directions.get(0), directions.get(1));
        }

        @Override
        public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
            long first = inputs.get(0).size(1);
            long second = inputs.get(1).size(1);
            return List.of(cotangent.narrow(1, 0, first), Ops.channelsLast(cotangent.narrow(1, first, second)));
        }
    },
    /** Their sum. */
    SUM {
        @Override
        public Tensor linear(Weights weights, List<Tensor> directions) {
            return directions.get(0).add(directions.get(1));
        }

        @Override
        public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
            return List.of(cotangent, cotangent);
        }
    },
    /** Their sum, in the memory of the second, which nothing else may need. */
    SUM_INTO_SECOND {
        @Override
        public Tensor value(Weights weights, List<Tensor> inputs) {
            return inputs.get(1).add_(inputs.get(0));
        }

        @Override
        public int reuses() {
            return 1;
        }

        @Override
        public Tensor linear(Weights weights, List<Tensor> directions) {
            return SUM.linear(weights, directions);
        }

        @Override
        public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
            return SUM.transposed(weights, cotangent, inputs);
        }
    },
    /** The first less the second. */
    DIFFERENCE {
        @Override
        public Tensor linear(Weights weights, List<Tensor> directions) {
            return directions.get(0).sub(directions.get(1));
        }

        @Override
        public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
            return List.of(cotangent, cotangent.neg());
        }
    };

    @Override
    public Tensor value(Weights weights, List<Tensor> inputs) {
        return linear(weights, inputs);
    }
}
