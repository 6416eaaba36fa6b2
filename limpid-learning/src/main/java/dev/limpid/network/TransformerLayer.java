package dev.limpid.network;

import dev.limpid.tensor.Layers;
import dev.limpid.tensor.Parameters;
import dev.limpid.tensor.Start;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The parts of a transformer's layer (Vaswani et al., NeurIPS 2017) as TransCT has them: eight heads, no normalisation, and two linear
 * layers of eight times the width, each followed by max(x, x / 5). What each part computes, in the precision of the layers, is added to
 * the stream, which keeps its own. Names are those of PyTorch's multi-head attention.
 *
 * @param parameters in which the weights are
 * @param width values of a token
 */
record TransformerLayer(Parameters parameters, long width) {
    /** Normal, with the variance that PyTorch's linear layers and convolutions have: there is no normalisation. */
    static final Start START = new Start.Normal(1.0 / 3);

    private static final int HEADS = 8;
    private static final int WIDENING = 8;
    private static final double SLOPE = 0.2;

    /** Queries, keys and values from the same tokens: one matrix for the three. */
    void declareSelfAttention(String name) {
        declare(name + ".in_proj_weight", 3 * width, width);
        parameters.declare(name + ".in_proj_bias", 3 * width);
        declareLinear(name + ".out_proj", width, width);
    }

    /** Keys and values from other tokens, of another width. */
    void declareAttention(String name, long memoryWidth) {
        declare(name + ".q_proj_weight", width, width);
        declare(name + ".k_proj_weight", width, memoryWidth);
        declare(name + ".v_proj_weight", width, memoryWidth);
        parameters.declare(name + ".in_proj_bias", 3 * width);
        declareLinear(name + ".out_proj", width, width);
    }

    void declareFeedForward(String name) {
        declareLinear(name + ".0", WIDENING * width, width);
        declareLinear(name + ".2", width, WIDENING * width);
    }

    private void declareLinear(String name, long outputs, long inputs) {
        declare(name + ".weight", outputs, inputs);
        parameters.declare(name + ".bias", outputs);
    }

    private void declare(String name, long outputs, long inputs) {
        parameters.declare(name, outputs, inputs);
        parameters.start(name, START);
    }

    Tensor plusSelfAttention(Tensor stream, String name, ScalarType layers) {
        Tensor weight = parameters.get(name + ".in_proj_weight", layers);
        return plus(stream, layers, x -> {
            Tensor query = projected(x, part(weight, 0), name, 0);
            Tensor key = projected(x, part(weight, 1), name, 1);
            Tensor value = projected(x, part(weight, 2), name, 2);
            return linear(Layers.attention(query, key, value, HEADS), name + ".out_proj");
        });
    }

    /** @param memory batch x tokens x values of the other width */
    Tensor plusAttention(Tensor stream, Tensor memory, String name, ScalarType layers) {
        Tensor other = memory.to(layers);
        return plus(stream, layers, x -> {
            Tensor query = projected(x, parameters.get(name + ".q_proj_weight", layers), name, 0);
            Tensor key = projected(other, parameters.get(name + ".k_proj_weight", layers), name, 1);
            Tensor value = projected(other, parameters.get(name + ".v_proj_weight", layers), name, 2);
            return linear(Layers.attention(query, key, value, HEADS), name + ".out_proj");
        });
    }

    Tensor plusFeedForward(Tensor stream, String name, ScalarType layers) {
        return plus(stream, layers, x -> {
            Tensor wide = Layers.leakyRelu(linear(x, name + ".0"), SLOPE);
            return Layers.leakyRelu(linear(wide, name + ".2"), SLOPE);
        });
    }

    private static Tensor plus(Tensor stream, ScalarType layers, UnaryOperator<Tensor> part) {
        return stream.add(part.apply(stream.to(layers)).to(stream.scalar_type()));
    }

    private Tensor projected(Tensor x, Tensor weight, String name, int third) {
        Tensor bias = parameters.get(name + ".in_proj_bias", x.scalar_type());
        return Layers.linear(x, weight, part(bias, third));
    }

    /** One third of what is stacked for queries, keys and values. */
    private Tensor part(Tensor stacked, int third) {
        return stacked.narrow(0, third * width, width);
    }

    private Tensor linear(Tensor x, String name) {
        return Layers.linear(
                x, parameters.get(name + ".weight", x.scalar_type()), parameters.get(name + ".bias", x.scalar_type()));
    }
}
