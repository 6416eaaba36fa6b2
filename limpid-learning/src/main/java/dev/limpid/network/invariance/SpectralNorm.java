package dev.limpid.network.invariance;

import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Divides a weight by its largest singular value (Miyato et al., ICLR 2018): one power iteration a call, from a direction that
 * training carries on and inference leaves alone. The first extent of the weight is its outputs.
 */
final class SpectralNorm {
    private static final double EPSILON = 1e-4;

    private final Parameters parameters;
    private final String direction;

    SpectralNorm(Parameters parameters, String name, int outputs) {
        this.parameters = parameters;
        this.direction = name + Buffers.DIRECTION;
        parameters.declare(direction, 1, outputs);
    }

    Tensor of(Tensor weight, Pass pass) {
        Tensor matrix = weight.reshape(weight.size(0), -1);
        Tensor left;
        Tensor right;
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor before = parameters.get(direction);
            right = Norms.unit(before.matmul(matrix), EPSILON);
            left = Norms.unit(right.matmul(matrix.t()), EPSILON);
            if (pass.learns()) {
                before.copy_(left);
            }
        }
        Tensor largest = left.matmul(matrix).matmul(right.t());
        return weight.div(largest.view(1));
    }
}
