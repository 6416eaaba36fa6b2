package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Tells images from made ones, given the denoised patch: 4 x 4 convolutions of stride 2 down to 4 x 4 pixels, each with
 * normalisation of every plane and a leak of 0.2, then a 3 x 3, a 1 x 1 and a matrix. Used in training alone.
 */
public final class Critic implements AutoCloseable {
    private static final double LEAK = 0.2;
    private static final int WIDEST = 8;

    private final Parameters parameters = new Parameters();
    private final List<Conv> convs = new ArrayList<>();
    private final Conv plane;
    private final Linear last;

    public Critic(InvarianceShape shape) {
        int inputs = 2;
        for (int i = 0; i < shape.doublings(); i++) {
            int outputs = shape.criticWidth() * Math.min(WIDEST, 1 << i);
            convs.add(new Conv(parameters, "critic.conv" + i, inputs, outputs, Conv.Form.halving(true)));
            inputs = outputs;
        }
        convs.add(new Conv(
                parameters, "critic.conv" + shape.doublings(), inputs, inputs, new Conv.Form(3, 1, 1, true, false)));
        plane = new Conv(parameters, "critic.plane", inputs, 1, new Conv.Form(1, 1, 0, true, false));
        last = Linear.affine(parameters, "critic.last", 16, 1);
    }

    public Parameters parameters() {
        return parameters;
    }

    /** One number for each image: the larger, the more it looks like a real one. */
    public Tensor score(Tensor image, Tensor denoised) {
        Tensor x = Ops.concat(image, denoised);
        for (Conv conv : convs) {
            x = torch.leaky_relu(Norms.ofPlanes(conv.of(x, Pass.TRAINING)), Ops.scalar(LEAK));
        }
        return last.of(plane.of(x, Pass.TRAINING).flatten(1, 3), Pass.TRAINING);
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
