package dev.limpid.metric;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Slice;
import dev.limpid.phantom.ChestPhantom;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgePreservationTest {
    private static final EdgePreservation EDGES = new EdgePreservation();
    private static final Slice CLEAN = ChestPhantom.of(1, 2).series().slices().get(0);

    private final Slice clean = CLEAN;

    @Test
    void ofTwoIdenticalPlanesIsOne() {
        assertThat(EDGES.of(clean, clean.withPixels(clean.toArray()))).isEqualTo(1);
    }

    @Test
    void blurLowersItTheMoreTheWiderItIs() {
        double before = 1;
        for (double sigma : new double[] {0.7, 1.5, 3, 6}) {
            double now = EDGES.of(clean, new GaussianFilter(sigma).denoise(clean));
            assertThat(now).as("sigma " + sigma).isLessThan(before);
            before = now;
        }
    }

    @Test
    void noiseLowersItTheMoreTheStrongerItIs() {
        double before = 1;
        for (double sigma : new double[] {20, 100, 500, 5000}) {
            double now = EDGES.of(clean, plus(clean, sigma));
            assertThat(now).as("sigma " + sigma).isLessThan(before);
            before = now;
        }
        assertThat(before).isCloseTo(0, within(0.2));
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0", "4, 0", "1, 3000", "-1, 40", "0.5, -900"})
    void isInvariantUnderGainAndOffset(float gain, float offset) {
        Slice test = plus(new GaussianFilter(1).denoise(clean), 20);
        assertThat(EDGES.of(clean, affine(test, gain, offset))).isCloseTo(EDGES.of(clean, test), within(1e-5));
        assertThat(EDGES.of(affine(clean, gain, offset), test)).isCloseTo(EDGES.of(clean, test), within(1e-5));
    }

    @Test
    void doesNotSeeWhatHappensAwayFromTheEdges() {
        // One step in the middle with a slope that varies from row to row: noise far from it changes nothing.
        Slice.Builder step = noise(64, 64, 0, 0, 1).like();
        Slice.Builder changed = noise(64, 64, 0, 0, 1).like();
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                float value = (float) ((200 + 3 * y) / (1 + Math.exp(32 - x)));
                step.set(y, x, value);
                changed.set(y, x, x < 14 ? value + 10 * ((y * 7 + x * 3) % 5) : value);
            }
        }
        assertThat(EDGES.of(step.build(), changed.build())).isCloseTo(1, within(1e-9));
    }

    @Test
    void isZeroWhenEveryEdgeIsGone() {
        assertThat(EDGES.of(clean, affine(clean, 0, 7))).isZero();
    }

    @Test
    void isOneWhenThereWereNoEdges() {
        assertThat(EDGES.of(affine(clean, 0, 7), clean)).isEqualTo(1);
    }

    @Test
    void doesNotSeeWhereTheReferenceIsPadding() {
        Slice reference = padOutsideEllipse(noise(60, 50, 0, 100, 1), -3024);
        Slice test = padOutsideEllipse(noise(60, 50, 20, 100, 2), -3024);
        double value = EDGES.of(reference, test);
        assertThat(EDGES.of(reference, padOutsideEllipse(noise(60, 50, 20, 100, 2), 7000)))
                .isEqualTo(value);
        assertThat(EDGES.of(padOutsideEllipse(noise(60, 50, 0, 100, 1), 7000), test))
                .isEqualTo(value);
    }

    @Test
    void ofNothingButPaddingSaysSo() {
        BitSet all = new BitSet();
        all.set(0, 400);
        Slice slice = noise(20, 20, 0, 1, 1).like().padding(all).build();
        assertThatThrownBy(() -> EDGES.of(slice, slice)).hasMessageContaining("padding");
    }

    private static Slice plus(Slice slice, double sigma) {
        Slice noise = noise(slice.rows(), slice.columns(), 0, sigma, 7);
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += noise.at(i);
        }
        return slice.withPixels(pixels);
    }

    private static Slice affine(Slice slice, float scale, float offset) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = scale * pixels[i] + offset;
        }
        return slice.withPixels(pixels);
    }
}
