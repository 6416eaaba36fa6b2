package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The conditional invertible network: from a code to numbers that are standard normal and independent of the denoised patch, so
 * that they carry just what the denoiser threw away (Rombach et al., NeurIPS 2020, for classifiers; Eulig et al., Med Phys 2025,
 * for denoisers). For every condition it is a bijection.
 */
public final class ConditionalFlow implements AutoCloseable {
    private final Parameters parameters = new Parameters();
    private final OutputEmbedder embedder;
    private final List<FlowBlock> blocks = new ArrayList<>();

    /** How the leaks count in the determinant. */
    public enum Leak {
        /** As they do: ln 0.9 for each negative number. */
        EXACT,
        /** Not at all, as in the published program. */
        UNCOUNTED
    }

    /**
     * Where a batch went.
     *
     * @param value batch x latent
     * @param logDeterminant of the Jacobian, one for each row, in nats
     */
    public record Transformed(Tensor value, Tensor logDeterminant) {}

    public ConditionalFlow(InvarianceShape shape) {
        embedder = new OutputEmbedder(parameters, shape);
        for (int i = 0; i < shape.flow().blocks(); i++) {
            blocks.add(new FlowBlock(
                    parameters, "flow" + i, shape.latent(), shape.flow().embedding(), shape.flow(), 1 + i));
        }
    }

    public Parameters parameters() {
        return parameters;
    }

    /** What the flow is told: batch x embedding of batch x 1 x edge x edge. */
    public Tensor condition(Tensor denoised, Pass pass) {
        return embedder.of(denoised, pass);
    }

    /**
     * Codes to normal numbers.
     *
     * @param codes batch x latent
     * @param condition of each, from {@link #condition}
     */
    public Transformed forward(Tensor codes, Tensor condition, Leak leak, Pass pass) {
        Tensor x = codes;
        Tensor sum = codes.new_zeros(codes.size(0));
        for (FlowBlock block : blocks) {
            Transformed next = block.forward(x, condition, leak, pass);
            x = next.value();
            sum = sum.add(next.logDeterminant());
        }
        return new Transformed(x, sum);
    }

    /** Normal numbers to codes. */
    public Tensor inverse(Tensor normal, Tensor condition) {
        Tensor x = normal;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            x = blocks.get(i).inverse(x, condition);
        }
        return x;
    }

    /** Random weights, a function of the seed. */
    public void initialise(long seed, Compute compute) {
        Buffers.initialise(parameters, seed, compute);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
