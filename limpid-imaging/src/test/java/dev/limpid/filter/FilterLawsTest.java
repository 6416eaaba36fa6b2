package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.crop;
import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.limpid.filter.bm3d.Bm3d;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every filter of the package. */
@ParameterizedClass
@MethodSource("filters")
record FilterLawsTest(Denoiser filter) {
    static Stream<Named<Denoiser>> filters() {
        return Stream.of(
                        new Identity(),
                        new GaussianFilter(0.1),
                        new GaussianFilter(1.3),
                        new GaussianFilter(6),
                        new MedianFilter(3),
                        new MedianFilter(7),
                        new MedianFilter(15),
                        new MeanFilter(3),
                        new MeanFilter(9),
                        CombinedFilter.usual(),
                        new BilateralFilter(9, 90, 75),
                        new BilateralFilter(5, 6, 1.5),
                        new WienerFilter(3, OptionalDouble.empty(), WienerFilter.Edge.REFLECT),
                        new WienerFilter(5, OptionalDouble.of(25), WienerFilter.Edge.REFLECT),
                        new WienerFilter(5, OptionalDouble.of(25), WienerFilter.Edge.ZERO),
                        WaveletFilter.automatic(),
                        new WaveletFilter(Wavelet.DB3, Shrinkage.HARD, OptionalDouble.of(25), OptionalInt.of(4)),
                        new NonLocalMeans(5, 6, OptionalDouble.of(25), OptionalDouble.of(30)),
                        new NonLocalMeans(1, 2, OptionalDouble.of(40), OptionalDouble.of(0)),
                        new Bm3d(IntensityRange.CT, OptionalDouble.of(30), Optional.empty()))
                .map(filter -> Named.of(filter.describe(), filter));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsGeometryUnitAndPadding(boolean padded) {
        Slice noisy = example(padded, -3024);
        Slice result = filter.denoise(noisy);
        assertThat(result.rows()).isEqualTo(noisy.rows());
        assertThat(result.columns()).isEqualTo(noisy.columns());
        assertThat(result.unit()).isEqualTo(noisy.unit());
        assertThat(result.spacing()).isEqualTo(noisy.spacing());
        assertThat(result.padding()).isEqualTo(noisy.padding());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leavesTheInputAlone(boolean padded) {
        Slice noisy = example(padded, -3024);
        float[] before = noisy.toArray();
        filter.denoise(noisy);
        assertThat(noisy.toArray()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "5, false", "2, true", "5, true"})
    void givesTheSameBitsForAnyNumberOfThreads(int threads, boolean padded) {
        Slice noisy = example(padded, -3024);
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            Slice result = pool.submit(() -> filter.denoise(noisy)).join();
            assertThat(result.toArray()).isEqualTo(filter.denoise(noisy).toArray());
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({"40, false", "57, false", "57, true", "100, true"})
    void givesTheSameBitsForAnyTilingWithTheHalo(int tile, boolean padded) {
        Slice noisy = example(padded, -3024);
        Slice whole = filter.denoise(noisy);
        for (int top = 0; top < noisy.rows(); top += tile) {
            for (int left = 0; left < noisy.columns(); left += tile) {
                int bottom = Math.min(top + tile, noisy.rows());
                int right = Math.min(left + tile, noisy.columns());
                int y0 = Math.max(0, top - filter.halo());
                int x0 = Math.max(0, left - filter.halo());
                Slice part = crop(
                        noisy,
                        y0,
                        x0,
                        Math.min(noisy.rows(), bottom + filter.halo()),
                        Math.min(noisy.columns(), right + filter.halo()));
                Slice result = crop(filter.denoise(part), top - y0, left - x0, bottom - y0, right - x0);
                assertThat(result.toArray())
                        .isEqualTo(crop(whole, top, left, bottom, right).toArray());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-3024, 0, 1e6f})
    void paddingComesBackAsItWas(float value) {
        Slice noisy = example(true, value);
        Slice result = filter.denoise(noisy);
        for (int i = 0; i < noisy.size(); i++) {
            if (noisy.isPadding(i)) {
                assertThat(result.at(i)).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1e6f})
    void theValueOfPaddingReachesNoPixel(float value) {
        Slice one = filter.denoise(example(true, -3024));
        Slice other = filter.denoise(example(true, value));
        for (int i = 0; i < one.size(); i++) {
            if (!one.isPadding(i)) {
                assertThat(other.at(i)).isEqualTo(one.at(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 9", "9, 1", "2, 3", "70, 33"})
    void aConstantImageComesBackBitForBit(int rows, int columns) {
        assumeThat(filter.describe())
                .as("zeros beyond the border are not the constant")
                .doesNotContain("border=zero");
        float[] pixels = new float[rows * columns];
        Arrays.fill(pixels, -997.3f);
        Slice constant = Slice.of(rows, columns, pixels, Unit.HOUNSFIELD);
        assertThat(filter.denoise(constant).toArray()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @CsvSource({"40, 47", "41, 38", "16, 16", "5, 30"})
    void commutesWithAnOffset(int rows, int columns) {
        assumeThat(filter.describe())
                .as("zeros beyond the border do not take part in an offset")
                .doesNotContain("border=zero");
        Slice noisy = noise(rows, columns, 0, 30, 3);
        float[] expected = filter.denoise(noisy).toArray();
        float[] shifted = noisy.toArray();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += 512;
        }
        float[] actual = filter.denoise(noisy.withPixels(shifted)).toArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i] - 512).isCloseTo(expected[i], within(5e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"41, 47, true", "41, 47, false", "32, 64, true", "64, 32, false", "2, 3, true", "1, 1, true"})
    void commutesWithAReflection(int rows, int columns, boolean upsideDown) {
        // The filters of wavelets longer than Haar's are not symmetric, and Haar's pairs begin at one end.
        boolean pairs = rows % 16 == 0 && columns % 16 == 0;
        assumeThat(filter.describe()).doesNotContain("db3");
        assumeThat(pairs || !filter.describe().startsWith("wavelet")).isTrue();
        Slice noisy = noise(rows, columns, -500, 30, 4);
        float[] expected = reflect(filter.denoise(noisy), upsideDown).toArray();
        float[] actual = filter.denoise(reflect(noisy, upsideDown)).toArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 2", "1, 17", "17, 1", "16, 16"})
    void takesSmallImages(int rows, int columns) {
        Slice noisy = noise(rows, columns, 0, 30, 5);
        assertThat(filter.denoise(noisy).size()).isEqualTo(rows * columns);
        Slice allPadding = padEverywhere(noisy);
        assertThat(filter.denoise(allPadding).toArray()).isEqualTo(allPadding.toArray());
    }

    private static Slice padEverywhere(Slice slice) {
        BitSet all = new BitSet();
        all.set(0, slice.size());
        return slice.like().rows(0, slice.rows(), slice.toArray()).padding(all).build();
    }

    private static Slice reflect(Slice slice, boolean upsideDown) {
        Slice.Builder reflected = slice.like();
        for (int y = 0; y < slice.rows(); y++) {
            for (int x = 0; x < slice.columns(); x++) {
                reflected.set(
                        y, x, upsideDown ? slice.at(slice.rows() - 1 - y, x) : slice.at(y, slice.columns() - 1 - x));
            }
        }
        return reflected.build();
    }

    private static Slice example(boolean padded, float value) {
        Slice noisy = noise(131, 118, -700, 30, 7);
        return padded ? padOutsideEllipse(noisy, value) : noisy;
    }
}
