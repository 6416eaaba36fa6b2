package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * scale (x + shift) for each channel (Kingma and Dhariwal, NeurIPS 2018, section 3.1). In the {@link Pass#FIRST} pass shift and
 * scale are set so that the batch leaves with mean 0 and variance 1.
 */
final class ActNorm implements Layer {
    private static final double EPSILON = 1e-6;

    private final Parameters parameters;
    private final String name;

    ActNorm(Parameters parameters, String name, int channels) {
        this.parameters = parameters;
        this.name = name;
        parameters.declare(name + ".shift", channels);
        parameters.declare(name + Buffers.GAIN, channels);
    }

    /** @param input batch x channels, or batch x channels x rows x columns */
    @Override
    public Tensor of(Tensor input, Pass pass) {
        if (pass.use() == Pass.Use.FIRST) {
            set(input);
        }
        return input.add(shaped(".shift", input)).mul(shaped(Buffers.GAIN, input));
    }

    Tensor inverse(Tensor output) {
        return output.div(shaped(Buffers.GAIN, output)).sub(shaped(".shift", output));
    }

    /** The log-determinant for one row: the same for each. */
    Tensor logDeterminant() {
        return parameters.get(name + Buffers.GAIN).abs().log().sum();
    }

    private Tensor shaped(String part, Tensor like) {
        Tensor values = parameters.get(name + part);
        return like.dim() == 4 ? values.view(1, -1, 1, 1) : values.view(1, -1);
    }

    private void set(Tensor input) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor columns = input.dim() == 4 ? input.permute(1, 0, 2, 3).reshape(input.size(1), -1) : input.t();
            parameters.get(name + ".shift").copy_(columns.mean(1).neg());
            parameters
                    .get(name + Buffers.GAIN)
                    .copy_(columns.std(new long[] {1}, true, false)
                            .add(Ops.scalar(EPSILON))
                            .reciprocal());
        }
    }
}
