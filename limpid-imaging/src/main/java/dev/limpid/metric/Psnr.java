package dev.limpid.metric;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * Peak signal-to-noise ratio, 20 log10(width of the range / RMSE) in dB; positive infinity for identical planes.
 *
 * <p>Computed on the true difference of the float values. Pixels that are padding in the reference do not count.
 *
 * <p>Example: for CT (a range of 2000 HU) an RMSE of 20 HU is 40 dB.
 *
 * @param range whose width is the peak
 */
public record Psnr(IntensityRange range) implements Metric {
    @Override
    public double of(Slice reference, Slice test) {
        double meanSquare = Differences.of(reference, test).meanSquare();
        return 20 * Math.log10(range.width()) - 10 * Math.log10(meanSquare);
    }

    @Override
    public String name() {
        return "PSNR";
    }

    @Override
    public String unit() {
        return "dB";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }
}
