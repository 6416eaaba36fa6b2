package dev.limpid.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, NaN",
        "3, 5, 0, NaN",
        "3, 5, 14, Infinity",
        "60, 70, 2047, -Infinity",
        "60, 70, 2048, NaN",
        "60, 70, 4199, NaN",
        "64, 64, 4095, Infinity"
    })
    void refusesAPixelThatIsNotFiniteAndSaysWhere(int rows, int columns, int at, float value) {
        float[] pixels = new float[rows * columns];
        pixels[at] = value;
        assertThatThrownBy(() -> Slice.of(rows, columns, pixels, Unit.ARBITRARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pixel at row " + at / columns + ", column " + at % columns + " is " + value);
    }

    @Test
    void takesTheLargestNumbersThereAre() {
        float[] pixels = new float[5000];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE;
        }
        assertThat(Slice.of(50, 100, pixels, Unit.ARBITRARY).toArray()).isEqualTo(pixels);
    }
}
