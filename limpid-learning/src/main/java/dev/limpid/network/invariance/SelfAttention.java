package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Self-attention over the places of an image (Zhang et al., ICML 2019, section 3), which starts as the identity. */
final class SelfAttention implements Layer {
    private static final Conv.Form ONE = new Conv.Form(1, 1, 0, false, true);

    private final Parameters parameters;
    private final String name;
    private final Conv query;
    private final Conv key;
    private final Conv value;
    private final Conv result;

    SelfAttention(Parameters parameters, String name, int channels) {
        this.parameters = parameters;
        this.name = name;
        int few = Math.max(1, channels / 8);
        int half = Math.max(1, channels / 2);
        query = new Conv(parameters, name + ".query", channels, few, ONE);
        key = new Conv(parameters, name + ".key", channels, few, ONE);
        value = new Conv(parameters, name + ".value", channels, half, ONE);
        result = new Conv(parameters, name + ".result", half, channels, ONE);
        parameters.declare(name + ".weight", 1);
    }

    @Override
    public Tensor of(Tensor input, Pass pass) {
        long batch = input.size(0);
        Tensor queries = query.of(input, pass).flatten(2, 3);
        Tensor keys = Ops.maxPool2(key.of(input, pass)).flatten(2, 3);
        Tensor values = Ops.maxPool2(value.of(input, pass)).flatten(2, 3);
        Tensor weights = torch.softmax(torch.bmm(queries.transpose(1, 2), keys), -1);
        Tensor seen = torch.bmm(values, weights.transpose(1, 2)).view(batch, -1, input.size(2), input.size(3));
        return input.add(result.of(seen, pass).mul(parameters.get(name + ".weight")));
    }
}
