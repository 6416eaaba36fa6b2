package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import org.junit.jupiter.api.Test;

/** How alike the noise of neighbours is. */
class NoiseCorrelationTest {
    /** Moving averages and differences of white noise along both axes: neighbours correlate by a / (1 + a^2). */
    private static Slice moving(double a) {
        int size = 128;
        PixelRandom random = new PixelRandom(4, 0);
        double[] white = new double[(size + 1) * (size + 1)];
        for (int i = 0; i < white.length; i++) {
            white[i] = random.gaussian();
        }
        Slice.Builder slice = Slice.builder(size, size, Unit.HOUNSFIELD).spacing(new PixelSpacing(0.8, 0.8));
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int at = row * (size + 1) + column;
                double noise = white[at] + a * white[at + 1] + a * white[at + size + 1] + a * a * white[at + size + 2];
                slice.set(row, column, (float) (50 + 12 * noise));
            }
        }
        return slice.build();
    }

    @Test
    void isThatOfAMovingAverage() {
        for (double a : new double[] {-0.5, -0.2, 0, 0.3, 1}) {
            assertThat(NoiseCorrelation.of(moving(a)).orElseThrow())
                    .as("a = %s", a)
                    .isCloseTo(a / (1 + a * a), within(0.06));
        }
    }

    @Test
    void whiteNoiseIsNoScanners() {
        assertThat(NoiseCorrelation.isScanners(moving(0))).isFalse();
        assertThat(NoiseCorrelation.isScanners(moving(0.4))).isTrue();
        assertThat(NoiseCorrelation.isScanners(moving(-0.4))).isTrue();
    }

    @Test
    void imagesThatAreNotCtOrShowNoTissueAreNoScanners() {
        Slice scan = moving(0.4);
        assertThat(NoiseCorrelation.isScanners(Slice.of(128, 128, scan.toArray(), Unit.HOUNSFIELD)))
                .isFalse();
        assertThat(NoiseCorrelation.isScanners(Slice.of(128, 128, scan.toArray(), Unit.ARBITRARY)))
                .isFalse();
        assertThat(NoiseCorrelation.of(scan.withPixels(new float[128 * 128]))).isEmpty();
    }
}
