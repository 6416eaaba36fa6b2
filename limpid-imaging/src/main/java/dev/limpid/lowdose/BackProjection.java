package dev.limpid.lowdose;

import dev.limpid.image.PixelSpacing;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Filtered back-projection of a parallel sinogram of half a turn (Kak and Slaney, 1988, section 3.3):
 *
 * <p>mu(x, y) = pi / views sum_k Q_k(x cos theta_k + y sin theta_k), Q_k = p_k filtered by |f| A(f)
 *
 * <p>with the ramp of the band-limited, sampled filter (equation 61), so that the mean is right, and linear interpolation
 * between bins. The same numbers whatever the number of threads.
 *
 * @param grid of the sinogram
 * @param kernel A
 */
record BackProjection(ParallelGrid grid, ReconstructionKernel kernel) {
    private static final int FRACTION = 32;
    private static final long ONE = 1L << FRACTION;
    private static final float UNIT = 1f / ONE;

    /**
     * The image in 1/mm, row-major, centred on the isocentre.
     *
     * @param sinogram is filtered in place; its grid must {@linkplain ParallelGrid#covering cover} the image
     */
    float[] image(float[] sinogram, int rows, int columns, PixelSpacing spacing) {
        filter(sinogram);
        float[] image = new float[rows * columns];
        float scale = (float) (Math.PI / grid.views());
        IntStream.range(0, rows).parallel().forEach(row -> {
            double y = (row - (rows - 1) / 2.0) * spacing.rowMm();
            double left = -(columns - 1) / 2.0 * spacing.columnMm();
            float[] line = new float[columns];
            for (int view = 0; view < grid.views(); view++) {
                double cos = StrictMath.cos(grid.angle(view));
                double start = grid.bin(left * cos + y * StrictMath.sin(grid.angle(view)));
                add(line, sinogram, view * grid.bins(), start, cos * spacing.columnMm() / grid.widthMm());
            }
            for (int column = 0; column < columns; column++) {
                image[row * columns + column] = line[column] * scale;
            }
        });
        return image;
    }

    /** Variance of a filtered bin for white noise of variance 1: width x the integral of (f A(f))^2 over all frequencies. */
    double gain() {
        double nyquist = 1 / (2 * grid.widthMm());
        int steps = 2000;
        double sum = 0;
        for (int k = 0; k < steps; k++) {
            double f = (k + 0.5) * nyquist / steps;
            double response = f * kernel.at(f);
            // Linear interpolation between bins, on average over places between them.
            double interpolated = (2 + StrictMath.cos(2 * Math.PI * f * grid.widthMm())) / 3;
            sum += response * response * interpolated;
        }
        return 2 * grid.widthMm() * sum * nyquist / steps;
    }

    /** In whole numbers of 2^-32 bins, which is four times as fast; a grid that covers the image holds all of its rays. */
    private static void add(float[] line, float[] filtered, int view, double start, double step) {
        long at = Math.round(start * ONE);
        long by = Math.round(step * ONE);
        for (int column = 0; column < line.length; column++) {
            int bin = view + (int) (at >> FRACTION);
            float before = filtered[bin];
            line[column] += before + (filtered[bin + 1] - before) * ((at & (ONE - 1)) * UNIT);
            at += by;
        }
    }

    private void filter(float[] sinogram) {
        int length = Integer.highestOneBit(2 * grid.bins() - 1) * 2;
        float[] response = response(length);
        IntStream.range(0, grid.views()).parallel().forEach(view -> {
            FloatFFT_1D transform = new FloatFFT_1D(length);
            float[] bins =
                    Arrays.copyOf(Arrays.copyOfRange(sinogram, view * grid.bins(), (view + 1) * grid.bins()), length);
            transform.realForward(bins);
            bins[0] *= response[0];
            bins[1] *= response[length / 2];
            for (int k = 1; k < length / 2; k++) {
                bins[2 * k] *= response[k];
                bins[2 * k + 1] *= response[k];
            }
            transform.realInverse(bins, true);
            System.arraycopy(bins, 0, sinogram, view * grid.bins(), grid.bins());
        });
    }

    /** The sampled ramp's transform times A at the frequencies 0..length/2 of a real transform. */
    private float[] response(int length) {
        float[] ramp = new float[length];
        double width = grid.widthMm();
        ramp[0] = (float) (1 / (4 * width));
        for (int k = 1; k <= length / 2; k += 2) {
            ramp[k] = (float) (-1 / (Math.PI * Math.PI * k * k * width));
            ramp[length - k] = ramp[k];
        }
        new FloatFFT_1D(length).realForward(ramp);
        float[] response = new float[length / 2 + 1];
        for (int k = 0; k <= length / 2; k++) {
            double value = k == 0 ? ramp[0] : k == length / 2 ? ramp[1] : ramp[2 * k];
            response[k] = (float) (value * kernel.at(k / (length * width)));
        }
        return response;
    }
}
