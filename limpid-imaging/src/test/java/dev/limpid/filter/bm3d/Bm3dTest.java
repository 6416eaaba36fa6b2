package dev.limpid.filter.bm3d;

import static dev.limpid.testing.RandomSlices.crop;
import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.GaussianNoise;
import dev.limpid.filter.NonLocalMeans;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.Psnr;
import dev.limpid.phantom.ChestPhantom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Bm3dTest {
    private static final Psnr PSNR = new Psnr(IntensityRange.CT);
    /** A part of the phantom with lung, spine and soft tissue. */
    private static final Slice PHANTOM =
            crop(ChestPhantom.of(1, 2).series().slices().get(0), 150, 120, 350, 340);

    @Test
    void withoutNoiseIsTheIdentity() {
        Slice slice = noise(40, 50, -500, 60, 1);
        assertThat(of(0).denoise(slice).toArray()).isEqualTo(slice.toArray());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e-6, 1e-3})
    void goesToTheIdentityWithTheNoise(double sigma) {
        Slice slice = noise(40, 50, -500, 60, 1);
        float[] result = of(sigma).denoise(slice).toArray();
        for (int i = 0; i < result.length; i++) {
            assertThat(result[i]).isCloseTo(slice.at(i), within(2e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 40", "3, 90, 40", "8, 8, 40", "7, 11, 900", "33, 170, 40"})
    void keepsAConstantOfAnySize(int rows, int columns, double sigma) {
        float[] pixels = new float[rows * columns];
        Arrays.fill(pixels, -997.3f);
        Slice constant = Slice.of(rows, columns, pixels, Unit.HOUNSFIELD);
        assertThat(of(sigma).denoise(constant).toArray()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @EnumSource(Bm3dProfile.class)
    void givesTheSameBitsForAnyNumberOfThreads(Bm3dProfile profile) {
        Slice noisy = noise(230, 270, -500, 100, 3);
        Bm3d bm3d = new Bm3d(IntensityRange.CT, OptionalDouble.of(100), Optional.of(profile));
        float[] alone = inPool(1, bm3d, noisy);
        assertThat(inPool(2, bm3d, noisy)).isEqualTo(alone);
        assertThat(inPool(7, bm3d, noisy)).isEqualTo(alone);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void gainsOnThePhantomMoreThanNonLocalMeans(long seed) {
        Slice noisy = new GaussianNoise(IntensityRange.CT, 0.05).apply(PHANTOM, seed);
        double bm3d = PSNR.of(PHANTOM, of(100).denoise(noisy));
        double nonLocal =
                PSNR.of(clean, new NonLocalMeans(7, 11, OptionalDouble.of(80), OptionalDouble.of(100)).denoise(noisy));
        assertThat(bm3d).isGreaterThan(PSNR.of(PHANTOM, noisy) + 6).isGreaterThan(nonLocal);
    }

    @Test
    void estimatesTheNoiseWhenItIsNotTold() {
        Slice noisy = new GaussianNoise(IntensityRange.CT, 0.05).apply(PHANTOM, 1);
        Bm3d automatic = new Bm3d(IntensityRange.CT, OptionalDouble.empty(), Optional.empty());
        assertThat(PSNR.of(PHANTOM, automatic.denoise(noisy)))
                .isCloseTo(PSNR.of(PHANTOM, of(100).denoise(noisy)), within(0.3));
    }

    @Test
    void takesTheNoiseOutOfAFlatImage() {
        Slice noisy = noise(100, 100, 40, 80, 5);
        Slice flat = noise(100, 100, 40, 0, 5);
        // What is left of white noise is mostly the means of groups of 32 blocks that were chosen for being alike.
        assertThat(PSNR.of(flat, of(80).denoise(noisy))).isGreaterThan(PSNR.of(flat, noisy) + 15);
    }

    @ParameterizedTest
    @CsvSource({"1000", "-70", "30000"})
    void commutesWithAnOffset(float offset) {
        Slice noisy = noise(60, 70, 0, 100, 2);
        float[] expected = of(100).denoise(noisy).toArray();
        float[] pixels = noisy.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += offset;
        }
        float[] actual = of(100).denoise(noisy.withPixels(pixels)).toArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i] - offset).isCloseTo(expected[i], within(0.2f));
        }
    }

    @Test
    void commutesWithAScaleOfImageNoiseAndRange() {
        Slice noisy = noise(60, 70, 0, 100, 2);
        float[] expected = of(100).denoise(noisy).toArray();
        float[] pixels = noisy.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] *= 4;
        }
        Bm3d scaled = new Bm3d(new IntensityRange(-4000, 4000), OptionalDouble.of(400), Optional.empty());
        float[] actual = scaled.denoise(noisy.withPixels(pixels)).toArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i] / 4).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 7", "8, 60", "60, 9", "11, 11", "1, 30"})
    void takesImagesOfAnySize(int rows, int columns) {
        Slice noisy = noise(rows, columns, 0, 400, 4);
        for (Bm3dProfile profile : Bm3dProfile.values()) {
            Slice result = new Bm3d(IntensityRange.CT, OptionalDouble.of(400), Optional.of(profile)).denoise(noisy);
            assertThat(result.rows()).isEqualTo(rows);
            assertThat(result.columns()).isEqualTo(columns);
            assertThat(result.toArray()).isNotEqualTo(noisy.toArray());
        }
    }

    @Test
    void isAsGoodAtTheRimOfPaddingAsElsewhere() {
        Slice clean = noise(120, 130, 40, 0, 1);
        Slice noisy = padOutsideEllipse(noise(120, 130, 40, 100, 6), -3024);
        Slice result = of(100).denoise(noisy);
        for (int i = 0; i < noisy.size(); i++) {
            if (!noisy.isPadding(i)) {
                assertThat(result.at(i)).isCloseTo(clean.at(i), within(100f));
            } else {
                assertThat(result.at(i)).isEqualTo(-3024);
            }
        }
    }

    @Test
    void whatIsAllPaddingComesBack() {
        BitSet all = new BitSet();
        all.set(0, 900);
        Slice slice = noise(30, 30, 0, 50, 1).like().padding(all).build();
        assertThat(of(50).denoise(slice)).isSameAs(slice);
    }

    @Test
    void rowsWithoutAnImagePixelAreContinued() {
        BitSet band = new BitSet();
        band.set(0, 12 * 60);
        band.set(48 * 60, 60 * 60);
        Slice all = noise(60, 60, 40, 100, 8);
        Slice padded = all.like().rows(0, 60, all.toArray()).padding(band).build();
        Slice result = of(100).denoise(padded);
        for (int i = 0; i < all.size(); i++) {
            float expected = padded.isPadding(i) ? all.at(i) : 40;
            assertThat(result.at(i)).isCloseTo(expected, within(padded.isPadding(i) ? 0f : 100f));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAnotherSigma(double sigma) {
        assertThatThrownBy(() -> of(sigma))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0 and finite");
    }

    private static Bm3d of(double sigma) {
        return new Bm3d(IntensityRange.CT, OptionalDouble.of(sigma), Optional.empty());
    }

    private static float[] inPool(int threads, Bm3d bm3d, Slice noisy) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> bm3d.denoise(noisy)).join().toArray();
        } finally {
            pool.shutdown();
        }
    }
}
