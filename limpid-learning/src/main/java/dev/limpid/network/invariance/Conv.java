package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Parameters;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A convolution with zero padding. */
final class Conv implements Layer {
    private final Parameters parameters;
    private final String name;
    private final int stride;
    private final int padding;
    private final boolean bias;
    private final Optional<SpectralNorm> norm;

    /**
     * What a convolution is.
     *
     * @param kernel rows and columns of it
     * @param stride in both directions
     * @param padding rows and columns of zeros on each side
     * @param bias whether it has one
     * @param spectral whether its weight is {@linkplain SpectralNorm normalised}
     */
    record Form(int kernel, int stride, int padding, boolean bias, boolean spectral) {
        /** Of stride 1 that keeps the size, with bias and normalised weight: those of a decoder. */
        static Form spectral(int kernel) {
            return new Form(kernel, 1, kernel / 2, true, true);
        }

        /** Without bias, before a normalisation that has one. */
        static Form plain(int kernel, int stride) {
            return new Form(kernel, stride, kernel / 2, false, false);
        }

        /** 4 x 4 of stride 2: half the size. */
        static Form halving(boolean bias) {
            return new Form(4, 2, 1, bias, false);
        }
    }

    Conv(Parameters parameters, String name, int inputs, int outputs, Form form) {
        this.parameters = parameters;
        this.name = name;
        this.stride = form.stride();
        this.padding = form.padding();
        this.bias = form.bias();
        parameters.declare(name + ".weight", outputs, inputs, form.kernel(), form.kernel());
        if (bias) {
            parameters.declare(name + ".bias", outputs);
        }
        norm = form.spectral() ? Optional.of(new SpectralNorm(parameters, name, outputs)) : Optional.empty();
    }

    @Override
    public Tensor of(Tensor input, Pass pass) {
        Tensor weight = parameters.get(name + ".weight");
        Tensor used = norm.isPresent() ? norm.get().of(weight, pass) : weight;
        boolean thinned = stride > 1 && used.size(2) == 1;
        Tensor seen = thinned ? DetectionOps.everyNth(input, stride) : input;
        long[] steps = thinned ? new long[] {1, 1} : new long[] {stride, stride};
        long[] rim = {padding, padding};
        long[] dense = {1, 1};
        boolean halved = pass.convolutions() == Precision.BF16;
        try (TensorOptional added =
                bias ? new TensorOptional(lowered(parameters.get(name + ".bias"), halved)) : new TensorOptional()) {
            Tensor result = torch.conv2d(lowered(seen, halved), lowered(used, halved), added, steps, rim, dense, 1);
            return halved ? result.to(ScalarType.Float) : result;
        }
    }

    private static Tensor lowered(Tensor tensor, boolean halved) {
        return halved ? tensor.to(ScalarType.BFloat16) : tensor;
    }
}
