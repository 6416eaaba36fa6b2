package dev.limpid.training.adversarial;

import dev.limpid.tensor.Convolutions;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * A discriminator of DU-GAN (Huang et al., IEEE TIM 71, 2022): a U-Net that judges the image as a whole from its bottom, and every
 * pixel from its top. Seven blocks down, of b, 2b, 4b, 8b, 8b, 8b, 8b channels, the last without halving; six up; leaky rectifiers
 * of slope 0.2; spectral normalisation of every convolution of more than four inputs and more than one output. With b = 64 it has
 * the published 57,213,839 weights.
 */
final class UNetDiscriminator implements AutoCloseable {
    /** Edges of images must be multiples of this. */
    static final int STRIDE = 64;

    private static final int BLOCKS = 7;
    private static final double SLOPE = 0.2;
    private static final double HALF = 1 / Math.sqrt(2);

    private final Parameters parameters = new Parameters();
    private final SpectralNorm norm = new SpectralNorm(parameters);
    private final List<String> normalised = new ArrayList<>();

    /** Judgements: batch x 1 of whole images, batch x 1 x rows x columns of pixels; larger for what looks clean. */
    record Judgement(Tensor whole, Tensor pixels) {}

    /** @param base b */
    UNetDiscriminator(int base) {
        int[] channels = new int[BLOCKS + 1];
        Arrays.setAll(channels, i -> i == 0 ? 1 : base << Math.min(i - 1, 3));
        for (int i = 0; i < BLOCKS; i++) {
            String name = "down" + i;
            pair(name, channels[i], channels[i + 1]);
            conv(name + ".skip", channels[i], channels[i + 1], 1);
            if (i < BLOCKS - 1) {
                conv(name + ".halve", channels[i + 1], channels[i + 1], 4);
            }
        }
        int bottom = channels[BLOCKS];
        pair("bottom", bottom, bottom);
        parameters.declare("whole.weight", 1, bottom);
        parameters.declare("whole.bias", 1);
        for (int i = BLOCKS - 2; i >= 0; i--) {
            pair("up" + i, 2 * channels[i + 1], channels[i]);
            conv("up" + i + ".skip", channels[i + 1], channels[i], 1);
        }
        conv("pixels", 1, 1, 1);
    }

    private void pair(String name, int inputs, int outputs) {
        conv(name + ".conv0", inputs, outputs, 3);
        conv(name + ".conv1", outputs, outputs, 3);
    }

    private void conv(String name, int inputs, int outputs, int kernel) {
        parameters.declare(name + ".weight", outputs, inputs, kernel, kernel);
        parameters.declare(name + ".bias", outputs);
        if (inputs > 4 && outputs != 1) {
            normalised.add(name + ".weight");
        }
    }

    Parameters parameters() {
        return parameters;
    }

    /** Starts spectral normalisation; once, when the weights have values. */
    void start(long seed) {
        normalised.forEach(name -> norm.watch(name, seed));
    }

    /** Follows the weights' largest singular values by a step. */
    void iterate() {
        norm.iterate();
    }

    /** Judges images of batch x 1 x rows x columns, multiples of {@link #STRIDE}. */
    Judgement judge(Tensor images) {
        Tensor[] skips = new Tensor[BLOCKS - 1];
        Tensor x = images;
        for (int i = 0; i < BLOCKS; i++) {
            String name = "down" + i;
            boolean halves = i < BLOCKS - 1;
            Tensor skip = applied(name + ".skip", x, halves ? 2 : 1, 0);
            Tensor inner = pairOf(name, x);
            if (halves) {
                skips[i] = inner;
                inner = applied(name + ".halve", inner, 2, 1);
            }
            x = inner.add(skip).mul(Ops.scalar(HALF));
        }
        x = pairOf("bottom", x).add(x);
        Tensor mean = Ops.meanOfPlanes(Ops.leakyRelu(x, SLOPE));
        Tensor whole = Ops.linear(mean, parameters.get("whole.weight"), parameters.get("whole.bias"));
        for (int i = BLOCKS - 2; i >= 0; i--) {
            String name = "up" + i;
            Tensor larger = Ops.upsample2(x);
            x = pairOf(name, Ops.concat(larger, skips[i])).add(applied(name + ".skip", larger, 1, 0));
        }
        return new Judgement(whole, applied("pixels", x, 1, 0));
    }

    private Tensor pairOf(String name, Tensor x) {
        Tensor first = Ops.leakyRelu(applied(name + ".conv0", x, 1, 1), SLOPE);
        return Ops.leakyRelu(applied(name + ".conv1", first, 1, 1), SLOPE);
    }

    private Tensor applied(String name, Tensor x, int stride, int padding) {
        return Convolutions.strided(x, norm.of(name + ".weight"), parameters.get(name + ".bias"), stride, padding);
    }

    /** The vectors of spectral normalisation, under a prefix. */
    Map<String, float[]> state(String prefix) {
        Map<String, float[]> state = new HashMap<>();
        norm.state().forEach((name, values) -> state.put(prefix + ".spectral." + name, values));
        return state;
    }

    void restore(String prefix, Function<String, float[]> state) {
        norm.restore(name -> state.apply(prefix + ".spectral." + name));
    }

    @Override
    public void close() {
        norm.close();
    }
}
