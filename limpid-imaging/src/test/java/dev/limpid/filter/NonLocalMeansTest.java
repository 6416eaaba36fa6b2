package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.Psnr;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonLocalMeansTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-30, 1e-9, 1e-3})
    void withADecayTowardsZeroIsTheIdentity(double h) {
        Slice noisy = noise(40, 30, -500, 50, 2);
        assertThat(of(h, 0).denoise(noisy).toArray()).isEqualTo(noisy.toArray());
    }

    @Test
    void withAnEndlessDecayIsTheMeanOfTheWindow() {
        Slice noisy = noise(30, 30, 10, 50, 3);
        double sum = 0;
        for (int y = 10; y <= 20; y++) {
            for (int x = 5; x <= 15; x++) {
                sum += noisy.at(y, x);
            }
        }
        assertThat((double) of(1e9, 0).denoise(noisy).at(15, 10)).isCloseTo(sum / 121, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, -70", "3, 30000"})
    void commutesWithAnOffset(long seed, float offset) {
        Slice noisy = noise(40, 40, 0, 20, seed);
        float[] expected = of(15, 20).denoise(noisy).toArray();
        float[] actual = of(15, 20).denoise(affine(noisy, 1, offset)).toArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i] - offset).isCloseTo(expected[i], within(1e-2f));
        }
    }

    @Test
    void commutesWithAScaleOfImageAndStrengths() {
        Slice noisy = noise(40, 40, 0, 20, 5);
        float[] expected = of(15, 20).denoise(noisy).toArray();
        float[] actual = of(60, 80).denoise(affine(noisy, 4, 0)).toArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i] / 4).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void byItselfTakesMostOfTheNoiseAndKeepsTheEdge() {
        Slice clean = edge(0, 1);
        Slice noisy = edge(30, 1);
        Slice result = NonLocalMeans.automatic().denoise(noisy);
        Psnr psnr = new Psnr(IntensityRange.CT);
        assertThat(psnr.of(clean, result)).isGreaterThan(psnr.of(clean, noisy) + 10);
        assertThat(result.at(48, 49) - result.at(48, 46)).isGreaterThan(350);
    }

    @Test
    void dependsOnTheWholeSliceWhenItEstimatesTheNoise() {
        assertThat(NonLocalMeans.automatic().halo()).isGreaterThan(65535);
        assertThat(of(15, 20).halo()).isEqualTo(5 + 2);
    }

    @ParameterizedTest
    @CsvSource({"4, 5, 1, 1", "33, 5, 1, 1", "5, 0, 1, 1", "5, 51, 1, 1", "5, 5, -1, 1", "5, 5, 1, NaN"})
    void refusesOtherParameters(int patchSize, int patchDistance, double h, double sigma) {
        assertThatThrownBy(() ->
                        new NonLocalMeans(patchSize, patchDistance, OptionalDouble.of(h), OptionalDouble.of(sigma)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static NonLocalMeans of(double h, double sigma) {
        return new NonLocalMeans(5, 5, OptionalDouble.of(h), OptionalDouble.of(sigma));
    }

    private static Slice affine(Slice slice, float scale, float offset) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = scale * pixels[i] + offset;
        }
        return slice.withPixels(pixels);
    }

    private static Slice edge(double sigma, long seed) {
        Random random = new Random(seed);
        Slice.Builder slice = noise(96, 96, 0, 0, 1).like();
        for (int i = 0; i < 96 * 96; i++) {
            slice.set(i, (float) ((i % 96 < 48 ? -200 : 200) + sigma * random.nextGaussian()));
        }
        return slice.build();
    }
}
