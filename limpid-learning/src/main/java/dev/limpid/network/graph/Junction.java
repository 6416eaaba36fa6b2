package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Two inputs become one. */
enum Junction implements Linear {
    /** Channels of the first, then of the second. */
    CONCATENATION {
        @Override
        public Tensor linear(Weights weights, List<Tensor> directions) {
            return Ops.concat(directions.get(0), directions.get(1));
        }

        @Override
        public List<Tensor> transposed(Weights weights, Tensor cotangent, List<Tensor> inputs) {
            long first = inputs.get(0).size(1);
            long second = inputs.get(1).size(1);
            return List.of(cotangent.narrow(1, 0, first), cotangent.narrow(1, first, second));
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
