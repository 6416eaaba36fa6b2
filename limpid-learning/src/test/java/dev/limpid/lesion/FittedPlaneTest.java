package dev.limpid.lesion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FittedPlaneTest {
    private static FittedPlane random(int rows, int columns) {
        Random random = new Random(7);
        float[] pixels = new float[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return new FittedPlane(rows, columns, pixels);
    }

    @Test
    void halfTheSizeIsTheMeanOfFourPixels() {
        FittedPlane plane = random(6, 8);
        FittedPlane half = plane.shrunk(4);
        assertThat(half.rows()).isEqualTo(3);
        assertThat(half.columns()).isEqualTo(4);
        float[] p = plane.pixels();
        assertThat(half.pixels()[5]).isCloseTo((p[18] + p[19] + p[26] + p[27]) / 4, within(1e-6f));
    }

    @Test
    void anySizeKeepsTheMean() {
        FittedPlane plane = random(97, 61);
        FittedPlane smaller = plane.shrunk(40);
        assertThat(mean(smaller)).isCloseTo(mean(plane), within(1e-5));
        assertThat(smaller.rows()).isEqualTo(40);
    }

    @Test
    void nothingIsMadeLarger() {
        FittedPlane plane = random(20, 30);
        assertThat(plane.shrunk(30)).isSameAs(plane);
    }

    @Test
    void paddingIsZeroAtTheRightAndBottom() {
        FittedPlane padded = random(60, 65).padded();
        assertThat(padded.rows()).isEqualTo(64);
        assertThat(padded.columns()).isEqualTo(128);
        assertThat(padded.pixels()[128 + 64]).isPositive();
        assertThat(padded.pixels()[128 + 65]).isZero();
        assertThat(Arrays.copyOfRange(padded.pixels(), 60 * 128, 64 * 128)).containsOnly(0);
    }

    private static double mean(FittedPlane plane) {
        double sum = 0;
        for (float value : plane.pixels()) {
            sum += value;
        }
        return sum / plane.pixels().length;
    }
}
