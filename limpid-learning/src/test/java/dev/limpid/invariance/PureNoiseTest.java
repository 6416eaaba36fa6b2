package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.Optional;
import org.jtransforms.fft.DoubleFFT_2D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Scans of an even body under noise that is made here, not by the code under test: with a power spectrum of f exp(-2 a f^2), as
 * filtered back-projection has it. No full dose is given.
 */
class PureNoiseTest {
    private static final int SIZE = 160;
    private static final int EDGE = 64;
    private static final int AT = 48;
    private static final double PIXEL_MM = 0.8;
    private static final double SIGMA = 20;
    private static final int IMAGES = 4;
    private static final int FRESH = 25;
    private static final AnalysisSettings SETTINGS = new AnalysisSettings(10, 0, 40, 3, 3);
    private static final FrozenDenoiser BLUR = new FrozenDenoiser(new GaussianFilter(1.5), EDGE);

    private static double flagged;
    private static double flaggedOfWhatWasTakenAway;
    private static double unmoved;
    private static double reported;

    private static Slice scan(long seed) {
        float[] noise = noise(seed);
        Slice.Builder image = Slice.builder(SIZE, SIZE, Unit.HOUNSFIELD).spacing(new PixelSpacing(PIXEL_MM, PIXEL_MM));
        for (int i = 0; i < noise.length; i++) {
            double radius = Math.hypot(i / SIZE - SIZE / 2.0, i % SIZE - SIZE / 2.0);
            image.set(i, (float) (radius < 76 ? 40 + noise[i] : -1000));
        }
        return image.build();
    }

    private static float[] noise(long seed) {
        PixelRandom random = new PixelRandom(seed, 0);
        double[] values = new double[2 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) {
            values[2 * i] = random.gaussian();
        }
        DoubleFFT_2D fourier = new DoubleFFT_2D(SIZE, SIZE);
        fourier.complexForward(values);
        double gain = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            double f = Math.hypot(frequency(i / SIZE), frequency(i % SIZE));
            double power = f * Math.exp(-2 * 5.5 * f * f);
            gain += power / SIZE / SIZE;
            values[2 * i] *= Math.sqrt(power);
            values[2 * i + 1] *= Math.sqrt(power);
        }
        fourier.complexInverse(values, true);
        float[] noise = new float[SIZE * SIZE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (SIGMA * values[2 * i] / Math.sqrt(gain));
        }
        return noise;
    }

    private static double frequency(int index) {
        return (index <= SIZE / 2 ? index : index - SIZE) / (SIZE * PIXEL_MM);
    }

    @BeforeAll
    static void scanAgainAndAgain() {
        for (int image = 0; image < IMAGES; image++) {
            Slice scan = scan(image);
            float[] patch = Patches.cut(scan, AT, AT, EDGE);
            float[] output = BLUR.of(patch);
            NoiseSource source = NoiseSource.of(scan, Optional.empty(), SETTINGS.seed());
            assertThat(source).isInstanceOf(NoiseSource.Simulated.class);
            PatchNoise noise = PatchNoise.of(source, patch, output, AT, AT, EDGE);
            StructureTest test = new StructureTest(noise, EDGE, SETTINGS);
            PureNoise pure = PureNoise.of(source, noise, test, BLUR, output, SETTINGS);
            StructureTest guess = new StructureTest(
                    PatchNoise.of(new NoiseSource.Unknown("not asked"), patch, output, AT, AT, EDGE), EDGE, SETTINGS);
            reported += pure.falsePositives().orElseThrow() / IMAGES;
            for (int i = 0; i < FRESH; i++) {
                float[] again = Patches.cut(scan(1000 + FRESH * image + i), AT, AT, EDGE);
                float[] change = Patches.difference(again, patch);
                double share = 1.0 / (IMAGES * FRESH);
                flagged += test.score(test.structure(change)) > StructureTest.LIMIT ? share : 0;
                flaggedOfWhatWasTakenAway += guess.score(guess.structure(change)) > StructureTest.LIMIT ? share : 0;
                unmoved += Patches.distance(BLUR.of(again), output) < pure.limit() ? share : 0;
            }
        }
    }

    @Test
    void anotherScanOfTheSameBodyIsSeldomTakenForAChangeOfAnatomy() {
        assertThat(flagged).isLessThan(0.06);
        assertThat(reported).isLessThan(0.06);
    }

    @Test
    void anotherScanSeldomMovesTheOutputByLessThanTheLimit() {
        assertThat(unmoved).isLessThan(0.2);
    }

    /** Why the noise is not taken from there. */
    @Test
    void byWhatTheDenoiserTookAwayAloneManyWouldBe() {
        assertThat(flaggedOfWhatWasTakenAway).isGreaterThan(0.3);
    }

    @Test
    void whereNothingTellsTheNoiseNoChangeIsAnatomy() {
        Slice bare = Slice.of(SIZE, SIZE, scan(1).toArray(), Unit.HOUNSFIELD);
        NoiseSource source = NoiseSource.of(bare, Optional.empty(), 1);
        assertThat(source.describe()).isEqualTo("not known: the distance between its pixels is not known");
        float[] patch = Patches.cut(bare, AT, AT, EDGE);
        PatchNoise noise = PatchNoise.of(source, patch, BLUR.of(patch), AT, AT, EDGE);
        StructureTest test = new StructureTest(noise, EDGE, SETTINGS);
        PureNoise pure = PureNoise.of(source, noise, test, BLUR, BLUR.of(patch), SETTINGS);
        assertThat(pure.structure()).isEmpty();
        assertThat(pure.falsePositives()).isEmpty();
    }

    /** Of n + 1 values alike in distribution the fresh one is below the k-th of the others with probability k / (n + 1). */
    @Test
    void theLimitIsTheSecondOfFortyAndTheFirstOfTwenty() {
        double[] forty = new double[40];
        for (int i = 0; i < forty.length; i++) {
            forty[i] = 40 - i;
        }
        assertThat(Patches.lowerLimit(forty, 0.05)).isEqualTo(2);
        assertThat(Patches.lowerLimit(
                        List.of(3.0, 1.0, 2.0).stream().mapToDouble(x -> x).toArray(), 0.25))
                .isEqualTo(1);
        PixelRandom random = new PixelRandom(4, 4);
        for (int count : new int[] {20, 40}) {
            double below = 0;
            for (int i = 0; i < 4000; i++) {
                double[] seen = new double[count];
                for (int k = 0; k < count; k++) {
                    seen[k] = random.uniform();
                }
                below += Patches.lowerLimit(seen, 0.05) / 4000; // The probability of a fresh uniform number below.
            }
            assertThat(below).isLessThan(0.0515);
        }
    }
}
