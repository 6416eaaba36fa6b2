package dev.limpid.network.invariance;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Matrices with a leak of 0.01 between them; starts at 0, so that a flow starts as the identity. */
final class Perceptron {
    private static final double LEAK = 0.01;

    private final List<Linear> layers = new ArrayList<>();

    /** @param depth hidden layers after the first */
    Perceptron(Parameters parameters, String name, int inputs, int hidden, int depth, int outputs) {
        layers.add(Linear.affine(parameters, name + ".0", inputs, hidden));
        for (int i = 1; i <= depth; i++) {
            layers.add(Linear.affine(parameters, name + "." + i, hidden, hidden));
        }
        String last = name + "." + (depth + 1);
        layers.add(Linear.affine(parameters, last, hidden, outputs));
        parameters.startAtZero(last + ".weight");
    }

    Tensor of(Tensor rows) {
        Tensor x = rows;
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).of(x, Pass.INFERENCE);
            if (i < layers.size() - 1) {
                x = torch.leaky_relu(x, Ops.scalar(LEAK));
            }
        }
        return x;
    }
}
