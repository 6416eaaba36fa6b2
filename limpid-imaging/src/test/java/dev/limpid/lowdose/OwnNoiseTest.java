package dev.limpid.lowdose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Of a body of water whose noise is put in by a known number of HU. */
class OwnNoiseTest {
    private static final int SIZE = 160;
    private static final double SIGMA = 18;

    /** The noise of a smooth kernel, scaled to the deviation in the middle. */
    private static Slice noisy() {
        Slice water = new WaterBody(60, 50).slice(SIZE, 0.8);
        LowDose.Settings smooth =
                new LowDose.Settings(0.25, OptionalDouble.of(5), OptionalDouble.empty(), KernelChoice.SMOOTH, 0, 0.5);
        Slice noise = WaterBody.difference(new LowDose(smooth).apply(water, 77), water);
        double scale = SIGMA / deviation(noise);
        float[] pixels = water.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (float) (scale * noise.at(i));
        }
        return water.withPixels(pixels);
    }

    private static double deviation(Slice noise) {
        return Math.sqrt(product(noise, noise));
    }

    /** Mean product over the middle. */
    private static double product(Slice first, Slice second) {
        double sum = 0;
        for (int row = 50; row < 110; row++) {
            for (int column = 50; column < 110; column++) {
                sum += first.at(row, column) * second.at(row, column) / 3600.0;
            }
        }
        return sum;
    }

    @Test
    void isAsStrongAndAsCorrelatedAsTheImagesOwnAndAnotherDraw() {
        Slice image = noisy();
        Slice own = WaterBody.difference(image, new WaterBody(60, 50).slice(SIZE, 0.8));
        Slice first = OwnNoise.of(image, 1);
        Slice second = OwnNoise.of(image, 2);
        assertThat(deviation(first)).isCloseTo(SIGMA, within(0.2 * SIGMA));
        assertThat(neighbours(first)).isCloseTo(neighbours(own), within(0.1));
        assertThat(product(first, second) / SIGMA / SIGMA).isCloseTo(0, within(0.1));
        assertThat(product(first, own) / SIGMA / SIGMA).isCloseTo(0, within(0.1));
        assertThat(OwnNoise.of(image, 1).toArray()).isEqualTo(first.toArray());
    }

    private static double neighbours(Slice noise) {
        float[] shifted = noise.toArray();
        System.arraycopy(shifted, 1, shifted, 0, shifted.length - 1);
        return product(noise, noise.withPixels(shifted)) / product(noise, noise);
    }

    @Test
    void ofAnImageThatDoesNotShowItIsRefused() {
        Slice bare = Slice.of(SIZE, SIZE, noisy().toArray(), Unit.HOUNSFIELD);
        assertThatThrownBy(() -> OwnNoise.of(bare, 1)).isInstanceOf(UnfitImageException.class);
        Slice other = Slice.of(SIZE, SIZE, noisy().toArray(), Unit.ARBITRARY);
        assertThatThrownBy(() -> OwnNoise.of(other, 1))
                .isInstanceOf(UnfitImageException.class)
                .hasMessage("it is not in HU");
        Slice air = new WaterBody(1, 1).slice(SIZE, 0.8);
        assertThatThrownBy(() -> OwnNoise.of(air, 1))
                .isInstanceOf(UnfitImageException.class)
                .hasMessageContaining("too little even soft tissue");
    }
}
