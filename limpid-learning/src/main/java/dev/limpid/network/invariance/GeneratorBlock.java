package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A residual block that doubles the size (Brock et al., ICLR 2019, figure 15): twice normalisation, max(x, 0) and a 3 x 3
 * convolution, the doubling before the first; around them the doubling and a 1 x 1 convolution. Scale and shift of the
 * normalisations are linear in the condition.
 */
final class GeneratorBlock {
    private final Conditional before;
    private final Conv first;
    private final Conditional between;
    private final Conv second;
    private final Conv shortcut;

    GeneratorBlock(Parameters parameters, String name, int inputs, int outputs, int condition) {
        before = new Conditional(parameters, name + ".bn1", inputs, condition);
        first = new Conv(parameters, name + ".conv1", inputs, outputs, Conv.Form.spectral(3));
        between = new Conditional(parameters, name + ".bn2", outputs, condition);
        second = new Conv(parameters, name + ".conv2", outputs, outputs, Conv.Form.spectral(3));
        shortcut = new Conv(parameters, name + ".shortcut", inputs, outputs, Conv.Form.spectral(1));
    }

    /** @param condition batch x numbers */
    Tensor of(Tensor input, Tensor condition, Pass pass) {
        Tensor x = torch.relu(before.of(input, condition, pass));
        x = first.of(doubled(x), pass);
        x = second.of(torch.relu(between.of(x, condition, pass)), pass);
        // 1 x 1 convolutions and doubling commute; this way round is a quarter of the work.
        return x.add(doubled(shortcut.of(input, pass)));
    }

    private static Tensor doubled(Tensor x) {
        return resized(x, 2 * x.size(2));
    }

    /** Rows and columns taken or repeated to another size. */
    static Tensor resized(Tensor x, long edge) {
        try (DoubleOptional none = new DoubleOptional()) {
            return torch.upsample_nearest2d(x, new long[] {edge, edge}, none, none);
        }
    }

    /** Batch normalisation whose scale, about 1, and shift are linear in the condition. */
    private static final class Conditional {
        private final BatchNorm norm;
        private final Linear scale;
        private final Linear shift;

        Conditional(Parameters parameters, String name, int channels, int condition) {
            norm = BatchNorm.plain(parameters, name, channels);
            scale = Linear.spectral(parameters, name + ".scale", condition, channels, false);
            shift = Linear.spectral(parameters, name + ".shift", condition, channels, false);
        }

        Tensor of(Tensor input, Tensor condition, Pass pass) {
            Tensor gain =
                    scale.of(condition, pass).add(Ops.scalar(1)).unsqueeze(-1).unsqueeze(-1);
            Tensor offset = shift.of(condition, pass).unsqueeze(-1).unsqueeze(-1);
            return norm.of(input, pass).mul(gain).add(offset);
        }
    }
}
