package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionPanelTest {
    private static final int SIZE = 52;
    private static final int AMBER = 0xFFC53D;

    /** A bright square in a dark plane, and a box round it: the amber frame encloses the bright pixels however it is turned. */
    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aBoxStandsRoundWhatItIsOfHoweverThePlaneIsTurned(boolean mirrored, boolean upsideDown) {
        float[] pixels = new float[SIZE * SIZE];
        for (int row = 30; row < 40; row++) {
            for (int column = 5; column < 20; column++) {
                pixels[row * SIZE + column] = 100;
            }
        }
        DetectionPanel panel = DetectionPanel.of(
                "image",
                "detector toy",
                Slice.of(SIZE, SIZE, pixels, Unit.ARBITRARY),
                new DisplayWindow("", 50, 100),
                new PlaneOrientation(mirrored, upsideDown),
                List.of(new Detection(new Box(5, 30, 20, 40), 0.5, "x")),
                0.1);
        FeatureMapPanel.Pixels shown = panel.pixels();
        int top = Integer.MAX_VALUE;
        int left = Integer.MAX_VALUE;
        int bottom = 0;
        int right = 0;
        int height = shown.rgb().length / shown.columns();
        // The picture is ten times as large; letters of the texts are never as wide as a bright row.
        for (int y = 0; y < height; y++) {
            int run = 0;
            for (int x = 0; x < shown.columns(); x++) {
                run = shown.rgb()[y * shown.columns() + x] == 0xFFFFFF ? run + 1 : 0;
                if (run >= 100) {
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                    left = Math.min(left, x - run + 1);
                    right = Math.max(right, x);
                }
            }
        }
        assertThat(bottom - top).isBetween(90, 100);
        for (int x : new int[] {left, right}) {
            assertThat(shown.rgb()[(top - 1) * shown.columns() + x]).isEqualTo(AMBER);
            assertThat(shown.rgb()[(bottom + 1) * shown.columns() + x]).isEqualTo(AMBER);
        }
        assertThat(shown.rgb()[top * shown.columns() + left - 1]).isEqualTo(AMBER);
        assertThat(shown.rgb()[bottom * shown.columns() + right + 1]).isEqualTo(AMBER);
    }
}
