package dev.limpid.network.graph;

import dev.limpid.tensor.Parameters;
import java.util.Arrays;

/**
 * Writes a network's graph and declares its weights in the order of the calls. Every call gives the node of its result.
 */
public final class GraphBuilder {
    private final Graph graph = new Graph();
    private final Parameters parameters;
    private final Activation activation;

    /** @param activation of all rectifiers */
    public GraphBuilder(Parameters parameters, Activation activation) {
        this.parameters = parameters;
        this.activation = activation;
    }

    /** What was written; nothing can be added any more. */
    public Graph graph() {
        return graph.whole();
    }

    /** A convolution with bias that keeps the size. */
    public int conv(int from, String name, int inputs, int outputs, int kernel) {
        declare(name + ".weight", outputs, inputs, kernel, kernel);
        declare(name + ".bias", outputs);
        return graph.add(new Convolution(name, Convolution.Form.SAME, true), from);
    }

    /** A convolution with bias and without padding: kernel - 1 rows and columns fewer. */
    public int shrinkingConv(int from, String name, int inputs, int outputs, int kernel) {
        declare(name + ".weight", outputs, inputs, kernel, kernel);
        declare(name + ".bias", outputs);
        return graph.add(new Convolution(name, Convolution.Form.SHRINKING, true), from);
    }

    /** A transposed convolution with bias and without padding: kernel - 1 rows and columns more. */
    public int growingConv(int from, String name, int inputs, int outputs, int kernel) {
        declare(name + ".weight", inputs, outputs, kernel, kernel);
        declare(name + ".bias", outputs);
        return graph.add(new Convolution(name, Convolution.Form.GROWING, true), from);
    }

    /** A convolution without bias that keeps the size. */
    public int convWithoutBias(int from, String name, int inputs, int outputs, int kernel) {
        declare(name + ".weight", outputs, inputs, kernel, kernel);
        return graph.add(new Convolution(name, Convolution.Form.SAME, false), from);
    }

    /** A 2 x 2 convolution of stride 2 without bias: half the size. */
    public int halvingConv(int from, String name, int inputs, int outputs) {
        declare(name + ".weight", outputs, inputs, 2, 2);
        return graph.add(new Convolution(name, Convolution.Form.HALVING, false), from);
    }

    /** A transposed 2 x 2 convolution of stride 2 without bias: twice the size, each pixel makes a block of its own. */
    public int doublingConv(int from, String name, int inputs, int outputs) {
        declare(name + ".weight", inputs, outputs, 2, 2);
        return graph.add(new Convolution(name, Convolution.Form.DOUBLING, false), from);
    }

    /** A weight that was declared before keeps its place in the order. */
    private void declare(String name, long... shape) {
        if (!parameters.shapes().containsKey(name)) {
            parameters.declare(name, shape);
        } else if (!Arrays.equals(parameters.shape(name), shape)) {
            throw new IllegalArgumentException("weight " + name + " has two shapes");
        }
    }

    /** The activation behind a convolution, whose result nothing else may use; the gate has the convolution's name. */
    public int rectified(int convolution, String name) {
        return graph.add(new Rectifier(name, activation), convolution);
    }

    /** The activation behind the sum of an earlier node and a convolution's result, which nothing else may use. */
    public int rectifiedSum(int earlier, int convolution, String name) {
        return graph.add(new Rectifier(name, activation), graph.add(Junction.SUM_INTO_SECOND, earlier, convolution));
    }

    /**
     * x + conv(max(conv(x), 0)), 3 x 3, without bias or normalisation (Lim et al., CVPR workshops 2017, figure 2c). Starts
     * as the identity: the second convolution is zero, so that a deep chain neither swells nor fades.
     */
    public int residualBlock(int from, String name, int width) {
        int first = rectified(convWithoutBias(from, name + ".res.0", width, width, 3), name + ".res.0");
        int second = convWithoutBias(first, name + ".res.2", width, width, 3);
        parameters.startAtZero(name + ".res.2.weight");
        return graph.add(Junction.SUM_INTO_SECOND, from, second);
    }

    /** The largest value of each 2 x 2 block. */
    public int maxPool(int from) {
        return graph.add(new MaxPooling(), from);
    }

    /** Twice the size by bilinear interpolation on pixel centres. */
    public int upsample(int from) {
        return graph.add(new Resampling(), from);
    }

    /** Channels of both. */
    public int concat(int first, int second) {
        return graph.add(Junction.CONCATENATION, first, second);
    }

    public int sum(int first, int second) {
        return graph.add(Junction.SUM, first, second);
    }

    public int difference(int first, int second) {
        return graph.add(Junction.DIFFERENCE, first, second);
    }

    /** From here in the precision of the layers. */
    public int toLayers(int from) {
        return graph.add(Cast.TO_LAYERS, from);
    }

    /** From here in the precision of the input: bf16 would round an image to 8 bits. */
    public int toExact(int from) {
        return graph.add(Cast.TO_EXACT, from);
    }
}
