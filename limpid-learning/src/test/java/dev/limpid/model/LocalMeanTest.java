package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class LocalMeanTest {
    private static final int EDGE = 96;
    private static final double SIGMA = 5;

    /** A wave of 8 pixels round 40 HU, as what a network takes for noise. */
    private static float[] waves() {
        float[] values = new float[EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (40 + 100 * Math.sin(2 * Math.PI * (i % EDGE) / 8));
        }
        return values;
    }

    private static Slice flat(float value) {
        float[] values = new float[EDGE * EDGE];
        Arrays.fill(values, value);
        return Slice.of(EDGE, EDGE, values, Unit.HOUNSFIELD);
    }

    private static Slice kept(Slice image, Slice result) {
        return LocalMean.kept(image, result, Reach.of(image, IntensityRange.CT, 0.5), SIGMA);
    }

    @Test
    void undoesABiasAndLetsAWaveBackInByTheGaussiansTransferAlone() {
        Slice image = Slice.of(EDGE, EDGE, waves(), Unit.HOUNSFIELD);
        Slice result = kept(image, flat(34));
        double transfer = Math.exp(-2 * Math.pow(Math.PI * SIGMA / 8, 2));
        for (int column = 24; column < EDGE - 24; column++) {
            double expected = 40 + transfer * 100 * Math.sin(2 * Math.PI * column / 8);
            assertThat((double) result.at(48 * EDGE + column)).isCloseTo(expected, within(0.02));
        }
    }

    @Test
    void leavesAResultWithTheImagesMeanAsItIs() {
        assertThat(kept(flat(40), flat(40)).toArray()).isEqualTo(flat(40).toArray());
    }

    @Test
    void pixelsOutOfReachNeitherCountNorChange() {
        float[] values = flat(40).toArray();
        BitSet padding = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            if (i / EDGE < 10) {
                padding.set(i);
                values[i] = -2000;
            } else if (i % EDGE == 50) {
                values[i] = 3071;
            }
        }
        Slice image = flat(0).like().padding(padding).rows(0, EDGE, values).build();
        float[] denoised = flat(34).toArray();
        for (int i = 0; i < denoised.length; i++) {
            if (values[i] == 3071 || padding.get(i)) {
                denoised[i] = values[i];
            }
        }
        Slice result = kept(image, image.like().rows(0, EDGE, denoised).build());
        for (int i = 0; i < denoised.length; i++) {
            if (values[i] == 3071 || padding.get(i)) {
                assertThat(result.at(i)).isEqualTo(values[i]);
            } else {
                assertThat(result.at(i)).isCloseTo(40, within(1e-3f));
            }
        }
    }
}
