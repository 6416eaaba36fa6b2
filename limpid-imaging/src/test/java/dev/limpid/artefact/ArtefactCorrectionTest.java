package dev.limpid.artefact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.degrade.GaussianNoise;
import dev.limpid.degrade.StructuredNoise;
import dev.limpid.degrade.WrapAround;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtefactCorrectionTest {
    private static final IntensityRange RANGE = new IntensityRange(-100, 300);

    @Nested
    class AFold {
        @ParameterizedTest
        @CsvSource({"128, 0.3", "128, 0.7", "128, 0.9", "128, 0.98", "127, 0.6", "127, 0.83", "130, 0.83"})
        void isFoundAndUndoneWhateverItsWeight(int rows, double weight) {
            Slice clean = ellipses(rows, 96, 1, 0.5);
            ArtefactCorrection corrected = ArtefactCorrection.of(new WrapAround(RANGE, weight).apply(clean, 1), RANGE);
            assertThat(corrected.found())
                    .containsExactly("folded by half the height, " + Math.round(100 * weight) + " %");
            assertThat(psnr(clean, corrected.slice())).isGreaterThan(45);
        }

        @Test
        void leavesWhatLiesBelowTheRangeWhereItWas() {
            Slice clean = ellipses(128, 96, 2, 0.5);
            float[] values = clean.toArray();
            Random random = new Random(12);
            for (int i = 0; i < values.length; i++) {
                boolean air = values[i] < RANGE.low() + 20;
                values[i] = air ? RANGE.low() - (float) Math.abs(0.2 * random.nextGaussian()) : values[i];
            }
            Slice low = clean.withPixels(values);
            Slice folded = new WrapAround(RANGE, 0.8).apply(low, 1);
            assertThat(psnr(low, ArtefactCorrection.of(folded, RANGE).slice())).isGreaterThan(45);
        }

        @Test
        void doesNotReachOutOfPaddingAndLeavesItAlone() {
            BitSet padding = new BitSet();
            padding.set(0, 20 * 96 + 33);
            Slice image = ellipses(128, 96, 3, 0.5);
            Slice clean =
                    image.like().padding(padding).rows(0, 128, image.toArray()).build();
            Slice folded = new WrapAround(RANGE, 0.8).apply(clean, 1);
            Slice corrected = ArtefactCorrection.of(folded, RANGE).slice();
            assertThat(psnr(clean, corrected)).isGreaterThan(45);
            assertThat(corrected.padding()).contains(padding);
            assertThat(corrected.at(17)).isEqualTo(clean.at(17));
        }

        @Test
        void thatWasClippedIsFilledInSmoothly() {
            Slice clean = ellipses(128, 96, 4, 0.8);
            Slice folded = clipped(new WrapAround(RANGE, 0.8).apply(clean, 1));
            Slice corrected = ArtefactCorrection.of(folded, RANGE).slice();
            assertThat(share(folded)).isBetween(0.05, 0.5);
            assertThat(psnr(clean, corrected)).isGreaterThan(psnr(clean, folded) + 12);
        }
    }

    @Nested
    class AWave {
        @Test
        void thatIsNotRaisedToBePositiveIsLeftAlone() {
            Slice clean = ellipses(160, 128, 5, 0.4);
            Slice raised = new StructuredNoise(RANGE, 0.4, 0.3, 40, 10, 0).apply(clean, 1);
            float[] values = raised.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] -= 0.2f * RANGE.width();
            }
            Slice interference = clean.withPixels(values);
            assertThat(ArtefactCorrection.of(interference, RANGE).slice()).isSameAs(interference);
        }

        @ParameterizedTest
        @CsvSource({"0.49, 0.3, 40, 10", "0.3, 0.45, 130, 200", "0.59, 0.26, 300, 77"})
        void isFoundAndTakenAway(double amplitude, double period, double angle, double phase) {
            Slice clean = ellipses(160, 128, 5, 0.4);
            Slice wavy = new StructuredNoise(RANGE, amplitude, period, angle, phase, 0).apply(clean, 1);
            ArtefactCorrection corrected = ArtefactCorrection.of(wavy, RANGE);
            assertThat(corrected.found())
                    .singleElement()
                    .asString()
                    .startsWith("a wave of " + Math.round(period * 160));
            assertThat(psnr(clean, corrected.slice())).isGreaterThan(38);
        }

        @Test
        void thatWasClippedIsAtLeastWhatItLeaves() {
            Slice clean = ellipses(160, 128, 6, 0.75);
            Slice wavy = clipped(new StructuredNoise(RANGE, 0.5, 0.3, 70, 20, 0).apply(clean, 1));
            Slice corrected = ArtefactCorrection.of(wavy, RANGE).slice();
            assertThat(share(wavy)).isGreaterThan(0.03);
            assertThat(psnr(clean, corrected)).isGreaterThan(psnr(clean, wavy) + 15);
        }
    }

    @ParameterizedTest
    @MethodSource("withoutArtefact")
    void anImageWithoutThemComesBackAsItIs(Slice image) {
        ArtefactCorrection corrected = ArtefactCorrection.of(image, RANGE);
        assertThat(corrected.found()).isEmpty();
        assertThat(corrected.slice()).isSameAs(image);
    }

    static Stream<Slice> withoutArtefact() {
        BitSet all = new BitSet();
        all.set(0, 64 * 64);
        Slice plain = ellipses(128, 96, 8, 0.6);
        return Stream.of(
                plain,
                new GaussianNoise(RANGE, 0.1).apply(plain, 1),
                clipped(new GaussianNoise(RANGE, 0.4).apply(plain, 2)),
                Slice.of(64, 64, new float[64 * 64], Unit.ARBITRARY),
                Slice.builder(64, 64, Unit.ARBITRARY).padding(all).build(),
                twice(ellipses(64, 96, 12, 0.6), 0),
                twice(ellipses(64, 96, 12, 0.6), 3),
                pattern((row, column) -> (row / 8 + column / 8) % 2),
                pattern((row, column) -> row / 8 % 2),
                ellipses(7, 50, 9, 0.5),
                ellipses(50, 1, 10, 0.5),
                ellipses(1, 1, 11, 0.5));
    }

    /** One above the other, the second with noise: halves that are alike are no fold. */
    private static Slice twice(Slice half, double deviation) {
        Random random = new Random(13);
        float[] values = new float[2 * half.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = half.at(i % half.size()) + (float) (i < half.size() ? 0 : deviation * random.nextGaussian());
        }
        return Slice.of(2 * half.rows(), half.columns(), values, half.unit());
    }

    private static Slice pattern(IntBinaryOperator bit) {
        Random random = new Random(14);
        float[] values = new float[128 * 128];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (50 + 100 * bit.applyAsInt(i / 128, i % 128) + 2 * random.nextGaussian());
        }
        return Slice.of(128, 128, values, Unit.ARBITRARY);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theSameImageGivesTheSameResult(int seed) {
        Slice wavy = new StructuredNoise(RANGE, 0.5, 0.3, 10 * seed, 20, 0).apply(ellipses(96, 128, seed, 0.4), 1);
        assertThat(ArtefactCorrection.of(wavy, RANGE).slice().toArray())
                .isEqualTo(ArtefactCorrection.of(wavy, RANGE).slice().toArray());
    }

    /** Ellipses of even values up to {@code top} of the range, with a little noise, on the low end of the range. */
    private static Slice ellipses(int rows, int columns, long seed, double top) {
        Random random = new Random(seed);
        float[] values = new float[rows * columns];
        for (int shape = 0; shape < 12; shape++) {
            double y = rows * random.nextDouble();
            double x = columns * random.nextDouble();
            double height = rows * (0.05 + 0.3 * random.nextDouble());
            double width = columns * (0.05 + 0.3 * random.nextDouble());
            float value = (float) (top * (0.2 + 0.8 * random.nextDouble()));
            for (int i = 0; i < values.length; i++) {
                if (Math.hypot((i / columns - y) / height, (i % columns - x) / width) < 1) {
                    values[i] = value;
                }
            }
        }
        for (int i = 0; i < values.length; i++) {
            double value = values[i] == 0 ? 0 : values[i] + 0.004 * random.nextGaussian();
            values[i] = RANGE.denormalise((float) Math.max(0, value));
        }
        return Slice.of(rows, columns, values, Unit.ARBITRARY);
    }

    private static Slice clipped(Slice slice) {
        float[] values = slice.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(RANGE.low(), Math.min(RANGE.high(), values[i]));
        }
        return slice.withPixels(values);
    }

    private static double share(Slice slice) {
        int count = 0;
        for (int i = 0; i < slice.size(); i++) {
            count += slice.at(i) == RANGE.high() ? 1 : 0;
        }
        return (double) count / slice.size();
    }

    private static double psnr(Slice clean, Slice image) {
        double squares = 0;
        for (int i = 0; i < clean.size(); i++) {
            double difference = (clean.at(i) - image.at(i)) / (RANGE.high() - RANGE.low());
            squares += difference * difference;
        }
        return -10 * Math.log10(squares / clean.size());
    }
}
