package dev.limpid.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.report.DisplayWindow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LesionWindowTest {
    /** Soft tissue with a hole of another value in its left half, and one lesion. */
    private static DetectionImage image(float hole, Box lesion) {
        float[] pixels = new float[100 * 100];
        Arrays.fill(pixels, 40);
        for (int row = 0; row < 40; row++) {
            Arrays.fill(pixels, row * 100, row * 100 + 40, hole);
        }
        return new DetectionImage(
                "p",
                "name",
                Slice.of(100, 100, pixels, Unit.HOUNSFIELD),
                IntensityRange.CT,
                List.of(lesion),
                Modality.OTHER,
                PlaneOrientation.AS_STORED);
    }

    @Test
    void aNoduleInLungIsSeenInTheWindowOfLung() {
        assertThat(LesionWindow.of(image(-850, new Box(10, 10, 20, 20)))).isEqualTo(DisplayWindow.LUNG);
    }

    @Test
    void aLesionInSoftTissueIsSeenInItsWindowAlsoWhereThereIsLungElsewhere() {
        assertThat(LesionWindow.of(image(-850, new Box(70, 70, 80, 80)))).isEqualTo(DisplayWindow.SOFT_TISSUE);
    }

    @Test
    void airIsNoLung() {
        assertThat(LesionWindow.of(image(-1000, new Box(10, 10, 20, 20)))).isEqualTo(DisplayWindow.SOFT_TISSUE);
    }
}
