package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What the flow is told of a denoised patch: 4 x 4 convolutions of stride 2 down to 8 x 8 pixels, then one of 8 x 8. */
final class OutputEmbedder {
    private static final String NAME = "embedder.";
    private static final double LEAK = 0.2;
    private static final int LAST = 8;

    private final List<Conv> convs = new ArrayList<>();
    private final List<ActNorm> norms = new ArrayList<>();
    private final Conv last;

    OutputEmbedder(Parameters parameters, InvarianceShape shape) {
        int inputs = 1;
        for (int i = 0; LAST << i < shape.edge(); i++) {
            int outputs = shape.flow().embedderWidth() << Math.min(i, 3);
            convs.add(new Conv(parameters, NAME + "conv" + i, inputs, outputs, Conv.Form.halving(false)));
            norms.add(new ActNorm(parameters, NAME + "norm" + i, outputs));
            inputs = outputs;
        }
        Conv.Form whole = new Conv.Form(LAST, 1, 0, true, false);
        last = new Conv(parameters, NAME + "last", inputs, shape.flow().embedding(), whole);
    }

    /** Batch x embedding of batch x 1 x edge x edge. */
    Tensor of(Tensor denoised, Pass pass) {
        Tensor x = denoised;
        for (int i = 0; i < convs.size(); i++) {
            x = torch.leaky_relu(norms.get(i).of(convs.get(i).of(x, pass), pass), Ops.scalar(LEAK));
        }
        return last.of(x, pass).flatten(1, 3);
    }
}
