package dev.limpid.bench;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import dev.limpid.metric.Metric;
import java.util.function.BiFunction;

/**
 * A figure that every result gets.
 *
 * @param key its name in CSV and JSON
 * @param title its name in pages, without the unit
 * @param decimals digits behind the point in tables for people
 * @param meaning one sentence
 * @param windowed whether it is of images as a display window shows them, where one was given
 * @param factory the metric for images of a range and unit
 */
record BenchMetric(
        String key,
        String title,
        int decimals,
        String meaning,
        boolean windowed,
        BiFunction<IntensityRange, Unit, Metric> factory) {
    /** {@code PSNR (dB)}; the unit is that of an image in {@code unit}. */
    String titleWithUnit(Unit unit) {
        String symbol = factory.apply(IntensityRange.CT, unit).unit();
        return symbol.equals("1") ? title : title + " (" + symbol + ")";
    }

    boolean largerIsBetter() {
        return factory.apply(IntensityRange.CT, Unit.ARBITRARY).largerIsBetter();
    }
}
