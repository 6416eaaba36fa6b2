package dev.limpid.physics;

import java.util.Arrays;

/**
 * A noise power spectrum by the distance from frequency 0 alone.
 *
 * @param step width of a ring in 1/mm; ring k is centred on k step
 * @param power mean of each ring, in HU^2 mm^2; rings reach to the lower of both Nyquist frequencies
 */
public record RadialSpectrum(double step, double[] power) {
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

    /** Where the spectrum is largest: the vertex of the parabola through the largest ring and its neighbours, in 1/mm. */
    public double peak() {
        int best = 1;
        for (int ring = 2; ring < power.length; ring++) {
            best = power[ring] > power[best] ? ring : best;
        }
        if (best + 1 >= power.length) {
            return best * step;
        }
        double curvature = power[best - 1] - 2 * power[best] + power[best + 1];
        double shift = curvature < 0 ? (power[best - 1] - power[best + 1]) / (2 * curvature) : 0;
        return (best + Math.max(-0.5, Math.min(0.5, shift))) * step;
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
