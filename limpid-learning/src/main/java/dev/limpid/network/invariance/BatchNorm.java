package dev.limpid.network.invariance;

import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation (Ioffe and Szegedy, ICML 2015): of the batch itself while it learns, of running statistics (momentum
 * 0.1) afterwards.
 */
final class BatchNorm implements Layer {
    private static final double MOMENTUM = 0.1;

    private final Parameters parameters;
    private final String name;
    private final boolean affine;
    private final double epsilon;

    private BatchNorm(Parameters parameters, String name, int channels, boolean affine, double epsilon) {
        this.parameters = parameters;
        this.name = name;
        this.affine = affine;
        this.epsilon = epsilon;
        if (affine) {
            parameters.declare(name + Buffers.GAIN, channels);
            parameters.declare(name + ".bias", channels);
        }
        parameters.declare(name + Buffers.MEAN, channels);
        parameters.declare(name + Buffers.VARIANCE, channels);
    }

    /** With a scale and a shift for each channel. */
    static BatchNorm affine(Parameters parameters, String name, int channels) {
        return new BatchNorm(parameters, name, channels, true, 1e-5);
    }

    /** Without; whoever uses it scales and shifts. */
    static BatchNorm plain(Parameters parameters, String name, int channels) {
        return new BatchNorm(parameters, name, channels, false, 1e-4);
    }

    @Override
    public Tensor of(Tensor input, Pass pass) {
        boolean learns = pass.learns();
        try (TensorOptional scale =
                        affine ? new TensorOptional(parameters.get(name + Buffers.GAIN)) : new TensorOptional();
                TensorOptional shift =
                        affine ? new TensorOptional(parameters.get(name + ".bias")) : new TensorOptional();
                TensorOptional mean = new TensorOptional(parameters.get(name + Buffers.MEAN));
                TensorOptional variance = new TensorOptional(parameters.get(name + Buffers.VARIANCE))) {
            return torch.batch_norm(input, scale, shift, mean, variance, learns, MOMENTUM, epsilon, false);
        }
    }
}
