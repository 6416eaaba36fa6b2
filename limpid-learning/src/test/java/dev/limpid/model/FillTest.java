package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FillTest {
    private static final int SIDE = 64;

    /** Fill on the left, air and tissue on the right. */
    private static Slice slice(float fill, double noise) {
        Random random = new Random(3);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            int column = i % SIDE;
            float clean = column < 24 ? fill : column < 44 ? -1000 : 40;
            pixels[i] = (float) (clean + noise * random.nextGaussian());
        }
        return Slice.of(SIDE, SIDE, pixels, Unit.HOUNSFIELD);
    }

    private static double shareOf(Fill fill, int from, int to) {
        int count = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            count += i % SIDE >= from && i % SIDE < to && fill.has(i) ? 1 : 0;
        }
        return (double) count / (SIDE * (to - from));
    }

    @ParameterizedTest
    @CsvSource({"-2000, 200", "-2048, 200", "-3024, 200", "-3024, 320", "-2048, 50"})
    void isToldFromAirThoughNoiseLiesOnIt(float level, double noise) {
        Fill fill = Fill.of(slice(level, noise), IntensityRange.CT);
        assertThat(fill.level()).isCloseTo(level, within((float) (noise / 5)));
        assertThat(shareOf(fill, 0, 20)).isGreaterThan(0.96);
        assertThat(shareOf(fill, 28, SIDE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {-2000, -2048, -3024})
    void withoutNoiseIsItsValueExactlyAndKeepsIt(float level) {
        Slice slice = slice(level, 0);
        Reach reach = Reach.of(slice, IntensityRange.CT, 0.5);
        assertThat(reach.fill().level()).isEqualTo(level);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < 24; column++) {
                assertThat(reach.seen(slice, row * SIDE + column)).isZero();
                assertThat(reach.result(slice, row, column, 0.7f)).isEqualTo(level);
            }
        }
    }

    @Test
    void isSeenAsTheAirBesideItAndPutBackAsFarBelow() {
        Slice slice = slice(-3024, 200);
        Reach reach = Reach.of(slice, IntensityRange.CT, 0.5);
        int index = 10 * SIDE + 10;
        float noise = (slice.at(index) - reach.fill().level()) / 2000;
        assertThat(reach.seen(slice, index)).isCloseTo(noise, within(1e-6f));
        assertThat(reach.result(slice, 10, 10, 0.01f)).isCloseTo(reach.fill().level() + 20, within(1e-3f));
    }

    @Test
    void aSecondValueKeepsItself() {
        float[] pixels = slice(-3024, 0).toArray();
        for (int i = 0; i < 8 * SIDE; i++) {
            pixels[i] = i % SIDE < 24 ? -2000 : pixels[i];
        }
        Slice slice = Slice.of(SIDE, SIDE, pixels, Unit.HOUNSFIELD);
        Reach reach = Reach.of(slice, IntensityRange.CT, 0.5);
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (i % SIDE < 24) {
                assertThat(reach.result(slice, i / SIDE, i % SIDE, 0.3f)).isEqualTo(slice.at(i));
            }
        }
    }

    @Test
    void declaredPaddingAndAnOrdinaryImageHaveNone() {
        assertThat(shareOf(Fill.of(slice(-1000, 200), IntensityRange.CT), 0, SIDE))
                .isZero();
        BitSet mask = new BitSet();
        float[] pixels = slice(-3024, 0).toArray();
        for (int i = 0; i < pixels.length; i++) {
            mask.set(i, pixels[i] < -2000);
        }
        Slice padded = Slice.of(SIDE, SIDE, pixels, Unit.HOUNSFIELD)
                .like()
                .padding(mask)
                .rows(0, SIDE, pixels)
                .build();
        assertThat(shareOf(Fill.of(padded, IntensityRange.CT), 0, SIDE)).isZero();
    }
}
