package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contrast, noise and their ratio; and repeats. */
class InsertContrastTest {
    private static final PixelSpacing SPACING = new PixelSpacing(0.5, 0.5);
    private static final Insert INSERT = new Insert(64, 64, 12);

    @Test
    void isTheContrastOverTheDeviationOfTheNoise() {
        Slice slice = Discs.withNoise(Discs.blurred(128, SPACING, INSERT, 0.6, 40, -30), 10, 1);
        InsertContrast contrast = InsertContrast.of(slice, INSERT);
        assertThat(contrast.contrastHu()).isCloseTo(-30, within(1.0));
        assertThat(contrast.surroundingsHu()).isCloseTo(40, within(0.8));
        assertThat(contrast.cnr()).isCloseTo(3, within(0.15));
    }

    @Test
    void aSlopeIsNoNoiseOfRepeats() {
        Slice clean = Discs.blurred(128, SPACING, INSERT, 0.6, 0, 30);
        float[] pixels = clean.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += i % 128 - 64;
        }
        List<Slice> scans = new ArrayList<>();
        for (long seed = 0; seed < 6; seed++) {
            scans.add(Discs.withNoise(clean.withPixels(pixels), 10, seed));
        }
        assertThat(InsertContrast.of(scans.get(0), INSERT).noiseHu()).isGreaterThan(18);
        assertThat(InsertContrast.of(new RepeatedScans(scans), INSERT).noiseHu())
                .isCloseTo(10, within(0.3));
    }

    @Test
    void repeatsHaveTheNoiseOfOneOfThem() {
        Slice clean = Discs.blurred(128, SPACING, INSERT, 0.6, 0, 30);
        RepeatedScans two = new RepeatedScans(List.of(Discs.withNoise(clean, 7, 1), Discs.withNoise(clean, 7, 2)));
        double squares = 0;
        for (Slice noise : two.noise()) {
            for (int i = 0; i < noise.size(); i++) {
                squares += noise.at(i) * noise.at(i) / noise.size() / 2;
            }
        }
        // Two deviations from their mean, each with half of the variance, scaled up.
        assertThat(Math.sqrt(squares)).isCloseTo(7, within(0.1));
    }

    @Test
    void imagesOfOtherSizesAreNoRepeats() {
        Slice one = Slice.of(4, 4, new float[16], Unit.HOUNSFIELD);
        Slice other = Slice.of(4, 5, new float[20], Unit.HOUNSFIELD);
        assertThatThrownBy(() -> new RepeatedScans(List.of(one, other))).hasMessageContaining("no repeat");
        assertThatThrownBy(() -> new RepeatedScans(List.of(one))).hasMessageContaining("two images");
        Slice tiny = Discs.blurred(32, SPACING, new Insert(16, 16, 0.6), 1, 0, 5);
        assertThatThrownBy(() -> InsertContrast.of(tiny, new Insert(16, 16, 0.6)))
                .hasMessageContaining("pixels in it");
    }
}
