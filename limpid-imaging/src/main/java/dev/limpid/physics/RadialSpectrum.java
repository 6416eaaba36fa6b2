package dev.limpid.physics;

import java.util.Arrays;

/**
 * A noise power spectrum by the distance from frequency 0 alone.
 *
 * @param step width of a ring in 1/mm; ring k is centred on k step
 * @param power mean of each ring, in HU^2 mm^2; rings reach to the lower of both Nyquist frequencies
 */
public record RadialSpectrum(double step, double[] power) {
    private static final double HIGH = 0.8;

    static RadialSpectrum of(NoisePowerSpectrum spectrum) {
        double rowStep = 1 / (spectrum.rows() * spectrum.spacing().rowMm());
        double columnStep = 1 / (spectrum.columns() * spectrum.spacing().columnMm());
        double step = Math.max(rowStep, columnStep);
        double nyquist =
                0.5 / Math.max(spectrum.spacing().rowMm(), spectrum.spacing().columnMm());
        double[] sums = new double[(int) (nyquist / step + 1e-9) + 1];
        int[] counts = new int[sums.length];
        for (int i = 0; i < spectrum.power().length; i++) {
            int ring = (int) Math.round(spectrum.radius(i) / step);
            if (ring < sums.length) {
                sums[ring] += spectrum.power()[i];
                counts[ring]++;
            }
        }
        for (int ring = 0; ring < sums.length; ring++) {
            sums[ring] /= counts[ring]; // The axis with this step has a frequency in each ring.
        }
        return new RadialSpectrum(step, sums);
    }

    /**
     * Where the spectrum is largest, in 1/mm: the vertex of the parabola that fits best through the rings about the largest one that
     * have at least 0.8 of its power, so that the noise of one ring does not decide.
     */
    public double peak() {
        int best = 1;
        for (int ring = 2; ring < power.length; ring++) {
            best = power[ring] > power[best] ? ring : best;
        }
        int first = best;
        while (first > 1 && power[first - 1] >= HIGH * power[best]) {
            first--;
        }
        int last = best;
        while (last + 1 < power.length && power[last + 1] >= HIGH * power[best]) {
            last++;
        }
        first = Math.max(1, Math.min(first, best - 1));
        last = Math.min(power.length - 1, Math.max(last, best + 1));
        return last - first < 2 ? best * step : vertex(first, last) * step;
    }

    /** Of the least-squares parabola through rings, by polynomials that are orthogonal on them; within them. */
    private double vertex(int first, int last) {
        double middle = (first + last) / 2.0;
        double square = 0;
        for (int ring = first; ring <= last; ring++) {
            square += (ring - middle) * (ring - middle) / (last - first + 1);
        }
        double linear = 0;
        double linearSize = 0;
        double quadratic = 0;
        double quadraticSize = 0;
        for (int ring = first; ring <= last; ring++) {
            double x = ring - middle;
            double q = x * x - square;
            linear += power[ring] * x;
            linearSize += x * x;
            quadratic += power[ring] * q;
            quadraticSize += q * q;
        }
        double slope = linear / linearSize;
        double curvature = quadratic / quadraticSize;
        // A spectrum that is flat or highest at an end has no vertex of its own.
        double shift = curvature < 0 ? -slope / (2 * curvature) : slope > 0 ? last : -last;
        return Math.max(first, Math.min(last, middle + shift));
    }

    /** The mean frequency, weighted by power over the plane, in 1/mm: steadier than the peak. */
    public double meanFrequency() {
        double weights = 0;
        double sum = 0;
        for (int ring = 1; ring < power.length; ring++) {
            weights += ring * power[ring];
            sum += ring * ring * power[ring];
        }
        return weights > 0 ? sum / weights * step : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RadialSpectrum that && step == that.step && Arrays.equals(power, that.power);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(power);
    }

    @Override
    public String toString() {
        return power.length + " rings of " + step + " / mm";
    }
}
