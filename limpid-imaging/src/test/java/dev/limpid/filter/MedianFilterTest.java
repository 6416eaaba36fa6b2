package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianFilterTest {
    @ParameterizedTest
    @CsvSource({"3, 1", "5, 2", "9, 3", "13, 4", "31, 5"})
    void commutesWithMonotoneMaps(int size, long seed) {
        MedianFilter median = new MedianFilter(size);
        Slice noisy = noise(70, 65, 0, 3, seed);
        UnaryOperator<Slice> map = slice -> {
            float[] pixels = slice.toArray();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) Math.exp(pixels[i] / 4) - 5;
            }
            return slice.withPixels(pixels);
        };
        assertThat(median.denoise(map.apply(noisy)).toArray())
                .isEqualTo(map.apply(median.denoise(noisy)).toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "3, false, 1000",
        "5, false, 1000",
        "7, true, 1000",
        "9, true, 3",
        "11, false, 1000",
        "21, true, 2",
        "101, true, 9"
    })
    void isTheMiddleOfTheSortedWindow(int size, boolean padded, int levels) {
        Slice noisy = levels(noise(37, 75, 0, 1, 6), levels);
        Slice image = padded ? padOutsideEllipse(noisy, -3024) : noisy;
        Slice result = new MedianFilter(size).denoise(image);
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                float expected = image.isPadding(y * image.columns() + x) ? image.at(y, x) : sorted(image, y, x, size);
                assertThat(result.at(y, x)).isEqualTo(expected);
            }
        }
    }

    @Test
    void removesASinglePixel() {
        Slice.Builder spot = noise(20, 20, 5, 0, 1).like();
        Slice result = new MedianFilter(3).denoise(spot.set(7, 9, 1000).build());
        assertThat(result.toArray()).containsOnly(0);
    }

    @Test
    void ofOnePixelChangesNothing() {
        Slice noisy = noise(5, 5, 0, 1, 1);
        assertThat(new MedianFilter(1).denoise(noisy)).isSameAs(noisy);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 4, 103})
    void refusesAnotherSize(int size) {
        assertThatThrownBy(() -> new MedianFilter(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd and 1..101");
    }

    @Nested
    class TheNetwork {
        /** By the zero-one principle (Knuth, vol. 3, 5.3.4) this shows it for all values. */
        @Test
        void ofSideThreeFindsTheMedianOfAllZerosAndOnes() {
            for (int bits = 0; bits < 512; bits++) {
                assertMedian(3, bits);
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void ofSideFiveFindsTheMedianOfZerosAndOnes(long seed) {
            java.util.Random random = new java.util.Random(seed);
            for (int i = 0; i < 20_000; i++) {
                assertMedian(5, random.nextInt(1 << 25));
            }
        }

        @Test
        void leavesOutWhatTheMedianDoesNotNeed() {
            assertThat(SelectionNetwork.ofSide(3).length()).isLessThanOrEqualTo(15);
            assertThat(SelectionNetwork.ofSide(5).length()).isLessThanOrEqualTo(100);
        }

        private void assertMedian(int side, int bits) {
            SelectionNetwork network = SelectionNetwork.ofSide(side);
            int[] wires = new int[side * side];
            for (int j = 0; j < side; j++) {
                int ones = Integer.bitCount((bits >> (j * side)) & ((1 << side) - 1));
                for (int k = 0; k < side; k++) {
                    wires[k * side + j] = k >= side - ones ? 1 : 0;
                }
            }
            for (int step = 0; step < network.length(); step++) {
                int low = network.smaller(step);
                int high = network.larger(step);
                int smaller = Math.min(wires[low], wires[high]);
                wires[high] = Math.max(wires[low], wires[high]);
                wires[low] = smaller;
            }
            assertThat(wires[network.median]).isEqualTo(Integer.bitCount(bits) > side * side / 2 ? 1 : 0);
        }
    }

    private static Slice levels(Slice slice, int levels) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.round(pixels[i] * levels);
        }
        return slice.withPixels(pixels);
    }

    private static float sorted(Slice slice, int y, int x, int size) {
        List<Float> window = new ArrayList<>();
        for (int j = y - size / 2; j <= y + size / 2; j++) {
            for (int i = x - size / 2; i <= x + size / 2; i++) {
                int at = mirror(j, slice.rows()) * slice.columns() + mirror(i, slice.columns());
                if (!slice.isPadding(at)) {
                    window.add(slice.at(at));
                }
            }
        }
        Collections.sort(window);
        return window.get((window.size() - 1) / 2);
    }

    private static int mirror(int i, int n) {
        while (i < 0 || i >= n) {
            i = i < 0 ? -1 - i : 2 * n - 1 - i;
        }
        return i;
    }
}
