package dev.limpid.network.invariance;

import dev.limpid.tensor.Parameters;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A matrix, and a bias where it has one, on each row of a batch. */
final class Linear implements Layer {
    private final Parameters parameters;
    private final String name;
    private final boolean bias;
    private final Optional<SpectralNorm> norm;

    private Linear(Parameters parameters, String name, int inputs, int outputs, boolean bias, boolean spectral) {
        this.parameters = parameters;
        this.name = name;
        this.bias = bias;
        parameters.declare(name + ".weight", outputs, inputs);
        if (bias) {
            parameters.declare(name + ".bias", outputs);
        }
        norm = spectral ? Optional.of(new SpectralNorm(parameters, name, outputs)) : Optional.empty();
    }

    /** With bias. */
    static Linear affine(Parameters parameters, String name, int inputs, int outputs) {
        return new Linear(parameters, name, inputs, outputs, true, false);
    }

    /** Without bias. */
    static Linear plain(Parameters parameters, String name, int inputs, int outputs) {
        return new Linear(parameters, name, inputs, outputs, false, false);
    }

    /** With a {@linkplain SpectralNorm normalised} weight. */
    static Linear spectral(Parameters parameters, String name, int inputs, int outputs, boolean bias) {
        return new Linear(parameters, name, inputs, outputs, bias, true);
    }

    @Override
    public Tensor of(Tensor input, Pass pass) {
        Tensor weight = parameters.get(name + ".weight");
        Tensor used = norm.isPresent() ? norm.get().of(weight, pass) : weight;
        try (TensorOptional added = bias ? new TensorOptional(parameters.get(name + ".bias")) : new TensorOptional()) {
            return torch.linear(input, used, added);
        }
    }
}
