package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColourMapTest {
    @Test
    void equalStepsOfSizeAreEqualStepsOfLightness() {
        List<Integer> ramp = ColourMap.SIZES.ramp();
        double step = (lightness(ramp.get(255)) - lightness(ramp.get(0))) / 255;
        assertThat(step * 255).isGreaterThan(0.75);
        for (int i = 8; i < 256; i++) {
            double over = lightness(ramp.get(i)) - lightness(ramp.get(i - 8));
            // Colours are rounded to 8 bits, which matters most in the dark.
            assertThat(over).isCloseTo(8 * step, within(0.35 * 8 * step));
        }
        assertThat(new HashSet<>(ramp)).hasSizeGreaterThan(240);
    }

    @Test
    void differencesAreAsLightOnBothSidesAndDarkestAtNone() {
        for (double part = 0; part <= 0.5; part += 0.05) {
            double weaker = lightness(ColourMap.DIFFERENCES.colour(0.5 - part));
            double stronger = lightness(ColourMap.DIFFERENCES.colour(0.5 + part));
            assertThat(weaker).isCloseTo(stronger, within(0.015));
            assertThat(weaker).isCloseTo(0.16 + 1.2 * part, within(0.02));
        }
        int weak = ColourMap.DIFFERENCES.colour(0);
        int strong = ColourMap.DIFFERENCES.colour(1);
        assertThat(weak & 0xFF).as("blue").isGreaterThan(weak >> 16);
        assertThat(strong >> 16).as("red of orange").isGreaterThan(strong & 0xFF);
    }

    @Test
    void beyondTheEndsStandTheEnds() {
        for (ColourMap map : ColourMap.values()) {
            assertThat(map.colour(-3)).isEqualTo(map.colour(0));
            assertThat(map.colour(7)).isEqualTo(map.colour(1));
        }
    }

    /** L of OKLab, from its author's definition. */
    private static double lightness(int rgb) {
        double red = linear(rgb >> 16 & 255);
        double green = linear(rgb >> 8 & 255);
        double blue = linear(rgb & 255);
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
