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
 * @param best which value is the best one
 * @param factory the metric for images of a range and unit
 */
record BenchMetric(
        String key,
        String title,
        int decimals,
        String meaning,
        boolean windowed,
        Best best,
        BiFunction<IntensityRange, Unit, Metric> factory) {
    /** Which value is the best one. */
    enum Best {
        LARGEST("Higher is better.") {
            @Override
            double cost(double value) {
                return -value;
            }
        },
        SMALLEST("Lower is better.") {
            @Override
            double cost(double value) {
                return value;
            }
        },
        NEAREST_ZERO("Nearer to 0 is better, from either side.") {
            @Override
            double cost(double value) {
                return Math.abs(value);
            }
        },
        /** It describes, and judges nothing. */
        NONE("Neither high nor low is better.") {
            @Override
            double cost(double value) {
                return Double.NaN;
            }
        };

        private final String words;

        Best(String words) {
            this.words = words;
        }

        /** Less is better; not a number where nothing is. */
        abstract double cost(double value);

        String words() {
            return words;
        }
    }

    /** A figure of which the metric itself says whether larger is better. */
    BenchMetric(
            String key,
            String title,
            int decimals,
            String meaning,
            boolean windowed,
            BiFunction<IntensityRange, Unit, Metric> factory) {
        this(key, title, decimals, meaning, windowed, bestOf(factory), factory);
    }

    private static Best bestOf(BiFunction<IntensityRange, Unit, Metric> factory) {
        return factory.apply(IntensityRange.CT, Unit.ARBITRARY).largerIsBetter() ? Best.LARGEST : Best.SMALLEST;
    }

    /** {@code PSNR (dB)}; the unit is that of an image in {@code unit}. */
    String titleWithUnit(Unit unit) {
        String symbol = factory.apply(IntensityRange.CT, unit).unit();
        return symbol.equals("1") ? title : title + " (" + symbol + ")";
    }
}
