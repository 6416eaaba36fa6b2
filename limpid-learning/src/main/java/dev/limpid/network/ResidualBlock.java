package dev.limpid.network;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * x + conv(max(conv(x), 0)), 3 x 3, without bias or normalisation (Lim et al., CVPR workshops 2017, figure 2c). Starts
 * as the identity: the second convolution is zero, so that a deep chain neither swells nor fades.
 */
final class ResidualBlock {
    private final Conv first;
    private final Conv second;

    ResidualBlock(Parameters parameters, String name, int width) {
        first = Conv.withoutBias(parameters, name + ".res.0", width, width, 3);
        second = Conv.withoutBias(parameters, name + ".res.2", width, width, 3);
        parameters.startAtZero(name + ".res.2.weight");
    }

    Tensor apply(Tensor x) {
        return Ops.freeing(() -> second.apply(Ops.relu(first.apply(x))).add_(x));
    }

    /** One after the other; what lies between is let go of, because on large planes memory counts. */
    static Tensor chain(List<ResidualBlock> chain, Tensor input) {
        Tensor x = input;
        for (ResidualBlock block : chain) {
            Tensor next = block.apply(x);
            if (x != input) {
                x.close();
            }
            x = next;
        }
        return x;
    }
}
