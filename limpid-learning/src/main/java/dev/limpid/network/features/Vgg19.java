package dev.limpid.network.features;

import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.Graph;
import dev.limpid.network.graph.GraphBuilder;
import dev.limpid.network.graph.Weights;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * VGG-19 (Simonyan and Zisserman, ICLR 2015) up to its sixteenth convolution, before its activation: the feature of WGAN-VGG
 * (Yang et al., IEEE TMI 37(6), 2018). 20,024,384 weights at the published width, named as in the public weights, {@code
 * features.0.weight} to {@code features.34.bias}.
 *
 * <p>Images are given to it three times over, as the colours, and four times as bright as normalised ones (as far as they
 * are from 0); means and deviations of photographs are not taken off. That is how the public LDCT code feeds it, whose unit is 502
 * HU where ours is 2000.
 */
public final class Vgg19 implements FeatureExtractor, AutoCloseable {
    /** Channels of the first layers as published. */
    public static final int PUBLISHED_WIDTH = 64;

    private static final int[] CONVOLUTIONS = {2, 2, 4, 4, 4};
    private static final int COLOURS = 3;
    private static final double BRIGHTER = 4;

    private final Parameters parameters = new Parameters();
    private final Graph graph;

    /** @param width channels of the first two layers; 64 as published */
    public Vgg19(int width) {
        GraphBuilder builder = new GraphBuilder(parameters, Activation.RELU);
        int x = builder.toLayers(Graph.INPUT);
        int channels = COLOURS;
        int index = 0;
        for (int stage = 0; stage < CONVOLUTIONS.length; stage++) {
            int outputs = width << Math.min(stage, 3);
            for (int i = 0; i < CONVOLUTIONS[stage]; i++) {
                String name = "features." + index;
                x = builder.conv(x, name, channels, outputs, 3);
                channels = outputs;
                index += 2; // The activation counts.
                if (stage < CONVOLUTIONS.length - 1 || i < CONVOLUTIONS[stage] - 1) {
                    x = builder.rectified(x, name);
                }
            }
            if (stage < CONVOLUTIONS.length - 1) {
                x = builder.maxPool(x);
                index++;
            }
        }
        graph = builder.graph();
    }

    public Parameters parameters() {
        return parameters;
    }

    @Override
    public List<Tensor> features(Tensor images, ScalarType layers) {
        Tensor bright = images.mul(Ops.scalar(BRIGHTER));
        Tensor colours = bright.expand(images.size(0), COLOURS, images.size(2), images.size(3));
        return List.of(graph.value(new Weights(parameters, images.scalar_type(), layers), colours));
    }

    @Override
    public int stride() {
        return 1 << (CONVOLUTIONS.length - 1);
    }

    @Override
    public String title() {
        return "conv5_4 of VGG-19";
    }

    @Override
    public void close() {
        parameters.close();
    }
}
