package dev.limpid.network.detector;

import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual network (He et al., CVPR 2016) for one channel: a 7 x 7 convolution and a pooling, then four stages of blocks at
 * strides 4, 8, 16 and 32. Group normalisation takes the place of batch normalisation, since a detector is trained on one or few
 * images a step (Wu and He, ECCV 2018), and so an image does not depend on its batch mates. The last normalisation of a block has
 * gain 1 from the start, as published.
 */
final class ResNet {
    /** How much wider the result of a bottleneck is than its middle. */
    static final int EXPANSION = 4;

    /** Stages, and so resolutions. */
    static final int STAGES = 4;

    private final Layers layers;
    private final DetectorShape shape;

    ResNet(Layers layers, DetectorShape shape) {
        this.layers = layers;
        this.shape = shape;
        layers.declareNormed("stem", 1, shape.width(), 7);
        int channels = shape.width();
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < shape.blocks().get(stage); block++) {
                declare(name(stage, block), channels, shape.width() << stage, shape.channels(stage));
                channels = shape.channels(stage);
            }
        }
    }

    private void declare(String name, int inputs, int middle, int outputs) {
        if (shape.bottleneck()) {
            layers.declareNormed(name + ".conv1", inputs, middle, 1);
            layers.declareNormed(name + ".conv2", middle, middle, 3);
            layers.declareNormed(name + ".conv3", middle, outputs, 1);
        } else {
            layers.declareNormed(name + ".conv1", inputs, outputs, 3);
            layers.declareNormed(name + ".conv2", outputs, outputs, 3);
        }
        if (projects(inputs, outputs, name)) {
            layers.declareNormed(name + ".shortcut", inputs, outputs, 1);
        }
    }

    /** The first block of each stage but the first halves the size, and some change the number of channels. */
    private static boolean projects(int inputs, int outputs, String name) {
        return inputs != outputs || (name.endsWith(".block0") && !name.startsWith("stage2"));
    }

    /** The result of each stage, finest first; {@code image} is 1 x 1 x rows x columns, multiples of 32. */
    List<Tensor> forward(Tensor image) {
        Tensor x = DetectionOps.maxPool3(Ops.relu(layers.normed("stem", image, 2)));
        List<Tensor> results = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < shape.blocks().get(stage); block++) {
                x = block(name(stage, block), x, stage > 0 && block == 0 ? 2 : 1, shape.channels(stage));
            }
            results.add(x);
        }
        return results;
    }

    private Tensor block(String name, Tensor x, int stride, int outputs) {
        Tensor way;
        if (shape.bottleneck()) {
            // The stride in the 3 x 3 convolution, as later implementations have it.
            Tensor narrow = Ops.relu(layers.normed(name + ".conv1", x, 1));
            Tensor middle = Ops.relu(layers.normed(name + ".conv2", narrow, stride));
            way = layers.normed(name + ".conv3", middle, 1);
        } else {
            way = layers.normed(name + ".conv2", Ops.relu(layers.normed(name + ".conv1", x, stride)), 1);
        }
        boolean projected = projects((int) x.size(1), outputs, name);
        Tensor shortcut = projected ? layers.normed(name + ".shortcut", x, stride) : x;
        return Ops.relu(way.add(shortcut));
    }

    /** Named after the paper's {@code conv2_x} to {@code conv5_x}. */
    private static String name(int stage, int block) {
        return "stage" + (stage + 2) + ".block" + block;
    }
}
