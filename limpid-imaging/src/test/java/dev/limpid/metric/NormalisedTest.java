package dev.limpid.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalisedTest {
    private static final IntensityRange BYTES = new IntensityRange(0, 255);

    private static Slice plane(long seed, double scale, double offset) {
        Random random = new Random(seed);
        float[] values = new float[32 * 40];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (offset + scale * (i % 40 * 3 + 10 * random.nextGaussian()));
        }
        return Slice.of(32, 40, values, Unit.ARBITRARY);
    }

    @Test
    void whereTheRangeBeginsAtZeroItIsTheMetricItself() {
        Slice a = plane(1, 1, 20);
        Slice b = plane(2, 1, 22);
        assertThat(Normalised.ssim(BYTES).of(a, b))
                .isCloseTo(Ssim.uniform(BYTES).of(a, b), within(1e-6));
        assertThat(Normalised.ssimWang(BYTES).of(a, b))
                .isCloseTo(Ssim.wang(BYTES).of(a, b), within(1e-6));
    }

    @Test
    void movingTheScalesZeroChangesNothing() {
        double expected = Normalised.ssim(BYTES).of(plane(1, 1, 20), plane(2, 1, 22));
        IntensityRange hounsfield = new IntensityRange(-1000, 1040);
        double moved = Normalised.ssim(hounsfield).of(plane(1, 8, -840), plane(2, 8, -824));
        assertThat(moved).isCloseTo(expected, within(1e-5));
        double raw = Ssim.uniform(hounsfield).of(plane(1, 8, -840), plane(2, 8, -824));
        assertThat(Math.abs(raw - expected)).isGreaterThan(1e-3);
    }

    @Test
    void nameUnitAndDirectionAreTheMetrics() {
        Metric metric = Normalised.ssimWang(BYTES);
        assertThat(metric.name()).isEqualTo("SSIM (Wang)");
        assertThat(metric.unit()).isEqualTo("1");
        assertThat(metric.largerIsBetter()).isTrue();
    }
}
