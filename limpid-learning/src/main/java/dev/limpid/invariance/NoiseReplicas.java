package dev.limpid.invariance;

import dev.limpid.degrade.PixelRandom;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_2D;

/**
 * Pure-noise replicas of a patch: the same anatomy under other noise of the same power spectrum. The spectrum is that of what is
 * taken for the patch's noise; each replica multiplies its amplitudes by those of white noise (our own choice, after surrogate
 * data, Theiler et al., Physica D 58, 1992). Noise is taken as stationary over the patch.
 */
final class NoiseReplicas {
    /** Streams of replicas lie far from those of samples. */
    private static final long STREAMS = 1L << 56;

    private final float[] anatomy;
    private final double[] amplitudes;
    private final int edge;
    private final DoubleFFT_2D fourier;

    /**
     * @param anatomy what is taken for the patch without noise
     * @param patch the patch with its noise, edge x edge each
     */
    NoiseReplicas(float[] anatomy, float[] patch, int edge) {
        this(anatomy, List.of(Patches.difference(patch, anatomy)), edge);
    }

    /** @param noises draws of the noise alone, edge x edge each, whose power is averaged; at least one */
    NoiseReplicas(float[] anatomy, List<float[]> noises, int edge) {
        this.anatomy = anatomy;
        this.edge = edge;
        this.fourier = new DoubleFFT_2D(edge, edge);
        amplitudes = new double[edge * edge];
        for (float[] noise : noises) {
            double mean = Patches.mean(noise);
            double[] spectrum = new double[2 * edge * edge];
            for (int i = 0; i < noise.length; i++) {
                spectrum[2 * i] = noise[i] - mean;
            }
            fourier.complexForward(spectrum);
            for (int i = 0; i < amplitudes.length; i++) {
                double power = spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
                amplitudes[i] += power / noises.size();
            }
        }
        for (int i = 0; i < amplitudes.length; i++) {
            amplitudes[i] = Math.sqrt(amplitudes[i]);
        }
    }

    /** Replica {@code index} of a seed, row-major, in HU. */
    float[] replica(long seed, long index) {
        return Patches.sum(anatomy, noise(seed, index), 1);
    }

    /** The noise of that replica alone. */
    float[] noise(long seed, long index) {
        PixelRandom random = new PixelRandom(seed, STREAMS + index);
        double[] white = new double[2 * edge * edge];
        for (int i = 0; i < edge * edge; i++) {
            white[2 * i] = random.gaussian();
        }
        fourier.complexForward(white);
        for (int i = 0; i < amplitudes.length; i++) {
            // White noise has a spectrum of deviation edge.
            white[2 * i] *= amplitudes[i] / edge;
            white[2 * i + 1] *= amplitudes[i] / edge;
        }
        fourier.complexInverse(white, true);
        float[] values = new float[edge * edge];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) white[2 * i];
        }
        return values;
    }
}
