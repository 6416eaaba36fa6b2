package dev.limpid.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Series;
import dev.limpid.image.Slice;
import org.junit.jupiter.api.Test;

class ChestRadiographTest {
    private static final Series SERIES = ChestRadiograph.of(1);
    private static final Slice CHEST = SERIES.slices().get(0);

    @Test
    void isOneTwelveBitRadiograph() {
        assertThat(SERIES.modality()).isEqualTo(Modality.XRAY);
        assertThat(SERIES.range()).isEqualTo(IntensityRange.ofBits(12));
        for (float value : CHEST.toArray()) {
            assertThat(value).isBetween(0f, 4095f).isEqualTo(Math.round(value));
        }
    }

    @Test
    void airBesideTheBodyIsBlack() {
        assertThat(mean(400, 460, 2, 20)).isLessThan(1);
        assertThat(mean(400, 460, 492, 510)).isLessThan(1);
    }

    @Test
    void lungIsDarkerThanHeartAndHeartThanSpine() {
        double rightLung = mean(200, 280, 100, 150);
        double leftLung = mean(200, 280, 370, 410);
        double heart = mean(280, 320, 310, 340);
        double spine = mean(280, 320, 240, 270);
        assertThat(rightLung).isBetween(400.0, 2000.0);
        assertThat(leftLung).isBetween(400.0, 2000.0);
        assertThat(heart).isGreaterThan(1.4 * Math.max(leftLung, rightLung));
        assertThat(spine).isGreaterThan(heart);
    }

    @Test
    void liverLiesUnderTheRightDome() {
        assertThat(mean(330, 345, 150, 180)).isGreaterThan(1.3 * mean(250, 270, 120, 150));
    }

    private static double mean(int top, int bottom, int left, int right) {
        double sum = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                sum += CHEST.at(row, column);
            }
        }
        return sum / (bottom - top) / (right - left);
    }
}
