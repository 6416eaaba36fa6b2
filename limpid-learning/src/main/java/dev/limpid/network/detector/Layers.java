package dev.limpid.network.detector;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * Declares a detector's weights and computes its layers with them, in the precision of what they are given. A gain is stored as
 * what it differs from 1 by, so that weights that start at zero start as no change.
 */
record Layers(Parameters parameters) {
    private static final int CHANNELS_OF_A_GROUP = 8;

    /** Convolution without bias and the normalisation behind it. */
    void declareNormed(String name, int inputs, int outputs, int kernel) {
        parameters.declare(name + ".weight", outputs, inputs, kernel, kernel);
        parameters.declare(name + ".gain", outputs);
        parameters.declare(name + ".offset", outputs);
    }

    Tensor normed(String name, Tensor input, int stride) {
        Tensor result = DetectionOps.stridedConv(input, weight(name + ".weight", input), stride);
        Tensor gain = weight(name + ".gain", input).add(Ops.scalar(1));
        int groups = Math.max(1, (int) result.size(1) / CHANNELS_OF_A_GROUP);
        return DetectionOps.groupNorm(result, groups, gain, weight(name + ".offset", input));
    }

    /** Convolution with bias. */
    void declareConv(String name, int inputs, int outputs, int kernel) {
        parameters.declare(name + ".weight", outputs, inputs, kernel, kernel);
        parameters.declare(name + ".bias", outputs);
    }

    Tensor conv(String name, Tensor input) {
        return Convolutions.same(input, weight(name + ".weight", input), weight(name + ".bias", input));
    }

    /** A matrix and a bias. */
    void declareLinear(String name, int inputs, int outputs) {
        parameters.declare(name + ".weight", outputs, inputs);
        parameters.declare(name + ".bias", outputs);
    }

    Tensor linear(String name, Tensor rows) {
        return DetectionOps.linear(rows, weight(name + ".weight", rows), weight(name + ".bias", rows));
    }

    /** The last layer before a result: starts at zero, so that a detector starts undecided and on its anchors. */
    void startAtZero(String name) {
        parameters.startAtZero(name + ".weight");
    }

    private Tensor weight(String name, Tensor input) {
        return parameters.get(name, input.scalar_type());
    }
}
