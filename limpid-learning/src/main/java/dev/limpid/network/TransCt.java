package dev.limpid.network;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Layers;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * TransCT (Zhang et al., MICCAI 2021; layers as in ldct-benchmark's translation). A Gaussian (11 x 11, sigma 1.5) splits the image.
 * The low part goes through 5 x 5 convolutions of stride 2, the high part as blocks of 16 x 16 pixels through three 3 x 3
 * convolutions. Transformers mend the high part's 256 channels by those of the low part, and what comes out is put together with
 * the low part's at an eighth and a sixteenth of the resolution.
 *
 * <p><strong>A token is a channel, and its values are the places in the image</strong>, so the number of weights depends on
 * the image's size: 79,347,520 for the published 512 x 512. The network sees images of that size and no other; larger ones are cut
 * into windows that overlap, and what is computed in a window depends on where the window lies. A smaller edge makes a smaller
 * network, which is ours and not published.
 *
 * <p>Nothing is added to the image: the network must compute all of it. The stream through the transformers keeps the image's precision,
 * what is added to it has the layers'. Weights have the names of ldct-benchmark.
 */
public final class TransCt extends NamedNetwork {
    /** The published edge. */
    public static final int PUBLISHED_EDGE = 512;

    /** What an edge must be a multiple of, so that eight heads divide the places. */
    public static final int EDGE_STEP = 128;

    private static final int BLOCK = 16;
    private static final int CHANNELS = BLOCK * BLOCK;
    private static final int LAYERS = 3;
    private static final double SLOPE = 0.2;
    private static final float[] GAUSSIAN = gaussian();
    private static final String LOW = "conv_encoder_lf.";

    /** A 5 x 5 convolution of stride 2. */
    private record Strided(String name, int inputs, int outputs) {}

    /** The low part's, under the names of the public code, misspelt as they are. */
    private static final List<Strided> STRIDED = List.of(
            new Strided(LOW + "base_encoder.0", 1, 16),
            new Strided(LOW + "base_encoder.2", 16, 32),
            new Strided(LOW + "lc1.0", 32, 64),
            new Strided(LOW + "lc2.0", 64, CHANNELS),
            new Strided(LOW + "transformer_endoder.0", 32, 64),
            new Strided(LOW + "transformer_endoder.2", 64, 128),
            new Strided(LOW + "transformer_endoder.4", 128, CHANNELS));

    private final int edge;

    /** @param edge rows and columns of the images it sees, a multiple of 128 in 128..512 */
    public TransCt(int edge) {
        super("transct", Map.of("edge", edge));
        if (edge < EDGE_STEP || edge > PUBLISHED_EDGE || edge % EDGE_STEP != 0) {
            throw new IllegalArgumentException("a TransCT needs an edge of 128, 256, 384 or 512 pixels, not " + edge);
        }
        this.edge = edge;
        int lowPlaces = square(edge / (2 * BLOCK));
        int highPlaces = square(edge / BLOCK);
        STRIDED.forEach(conv -> declareConv(conv.name(), conv.inputs(), conv.outputs(), 5));
        for (int i = 0; i < LAYERS; i++) {
            declareConv("conv_encoder_hf." + 2 * i, CHANNELS, CHANNELS, 3);
        }
        TransformerLayer low = new TransformerLayer(parameters(), lowPlaces);
        for (int i = 0; i < LAYERS; i++) {
            low.declareSelfAttention("memory." + i + ".mha");
            low.declareFeedForward("memory." + i + ".ff");
        }
        TransformerLayer high = new TransformerLayer(parameters(), highPlaces);
        for (int i = 0; i < LAYERS; i++) {
            high.declareSelfAttention("decoder." + i + ".mha1");
            high.declareAttention("decoder." + i + ".mha2", lowPlaces);
            high.declareFeedForward("decoder." + i + ".ff");
        }
        for (int i = 0; i < 2; i++) {
            declareConv("combine.block1." + 2 * i, CHANNELS, CHANNELS, 3);
        }
        for (int i = 0; i < 2; i++) {
            declareConv("combine.block2." + 2 * i, CHANNELS / 4, CHANNELS / 4, 3);
        }
    }

    private static int square(int value) {
        return value * value;
    }

    private void declareConv(String name, int inputs, int outputs, int kernel) {
        Parameters parameters = parameters();
        parameters.declare(name + ".weight", outputs, inputs, kernel, kernel);
        parameters.start(name + ".weight", TransformerLayer.START);
        parameters.declare(name + ".bias", outputs);
    }

    /** Of 11 x 11, sigma 1.5, row-major; sums to 1. */
    private static float[] gaussian() {
        int size = 11;
        double[] line = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double distance = (i - size / 2) / 1.5;
            line[i] = Math.exp(-0.5 * distance * distance);
            sum += line[i];
        }
        float[] kernel = new float[size * size];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (line[i / size] * line[i % size] / (sum * sum));
        }
        return kernel;
    }

    @Override
    public Tensor forward(Tensor input, ScalarType layers) {
        return Ops.freeing(
                () -> Layers.joined(ofWindow(Layers.windows(input, edge), layers), input.size(2), input.size(3)));
    }

    private Tensor ofWindow(Tensor image, ScalarType layers) {
        Tensor low = Ops.freeing(
                () -> Layers.blur(image, Ops.tensor(GAUSSIAN, 1, 1, 11, 11).to(image)));
        Tensor base = rectifiedStrided(rectifiedStrided(low, LOW + "base_encoder.0"), LOW + "base_encoder.2");
        Tensor eighth = rectifiedStrided(base, LOW + "lc1.0");
        Tensor sixteenth = rectifiedStrided(eighth, LOW + "lc2.0");
        Tensor attended = base;
        for (int i = 0; i < LAYERS; i++) {
            attended = rectifiedStrided(attended, LOW + "transformer_endoder." + 2 * i);
        }
        Tensor memory = memory(attended.flatten(2, -1), layers);
        Tensor high = Ops.freeing(() -> Layers.spaceToDepth(image.sub(low), BLOCK));
        for (int i = 0; i < LAYERS; i++) {
            high = rectified(high, "conv_encoder_hf." + 2 * i);
        }
        Tensor mended = decoded(high.flatten(2, -1), memory, layers).view_as(high);
        return combined(mended, eighth, sixteenth);
    }

    private Tensor memory(Tensor tokens, ScalarType layers) {
        TransformerLayer layer = new TransformerLayer(parameters(), tokens.size(2));
        Tensor x = tokens;
        for (int i = 0; i < LAYERS; i++) {
            String name = "memory." + i;
            Tensor before = x;
            Tensor attended = Ops.freeing(() -> layer.plusSelfAttention(before, name + ".mha", layers));
            x = Ops.freeing(() -> layer.plusFeedForward(attended, name + ".ff", layers));
        }
        return x;
    }

    private Tensor decoded(Tensor tokens, Tensor memory, ScalarType layers) {
        TransformerLayer layer = new TransformerLayer(parameters(), tokens.size(2));
        Tensor x = tokens;
        for (int i = 0; i < LAYERS; i++) {
            String name = "decoder." + i;
            Tensor before = x;
            Tensor attended = Ops.freeing(() -> layer.plusSelfAttention(before, name + ".mha1", layers));
            Tensor informed = Ops.freeing(() -> layer.plusAttention(attended, memory, name + ".mha2", layers));
            x = Ops.freeing(() -> layer.plusFeedForward(informed, name + ".ff", layers));
        }
        return x;
    }

    private Tensor combined(Tensor high, Tensor eighth, Tensor sixteenth) {
        Tensor coarse = high.add(sixteenth);
        Tensor first = rectified(rectified(coarse, "combine.block1.0"), "combine.block1.2");
        Tensor fine = Layers.depthToSpace(coarse.add(first), 2).add(eighth);
        Tensor second = rectified(rectified(fine, "combine.block2.0"), "combine.block2.2");
        return Layers.depthToSpace(fine.add(second), BLOCK / 2);
    }

    private Tensor rectified(Tensor x, String name) {
        return Ops.freeing(() ->
                Layers.leakyRelu(Convolutions.same(x, weight(name + ".weight", x), weight(name + ".bias", x)), SLOPE));
    }

    private Tensor rectifiedStrided(Tensor x, String name) {
        return Ops.freeing(() ->
                Layers.leakyRelu(Layers.stridedConv(x, weight(name + ".weight", x), weight(name + ".bias", x)), SLOPE));
    }

    @Override
    public int stride() {
        return edge;
    }

    @Override
    public int leastEdge() {
        return edge;
    }

    @Override
    public int window() {
        return edge;
    }

    /** How far windows overlap, a block: what lies beyond matters too, but no more than anything in the window. */
    @Override
    public int halo() {
        return BLOCK;
    }
}
