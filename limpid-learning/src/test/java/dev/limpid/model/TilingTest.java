package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of one size, for networks that see nothing else. */
class TilingTest {
    private static final int WINDOW = 128;
    private static final int MARGIN = 16;

    @ParameterizedTest
    @CsvSource({"128, 1", "129, 2", "224, 2", "225, 3", "512, 5", "1000, 11"})
    void asManyWindowsAsItTakes(int size, int wanted) {
        assertThat(Tiling.ofWindows(WINDOW, size, WINDOW, MARGIN).tiles()).hasSize(wanted);
    }

    @ParameterizedTest
    @CsvSource({"128, 128", "129, 200", "225, 640", "512, 333"})
    void everyPixelIsInOneCoreAndEveryCoreHasItsMarginButAtTheBorder(int rows, int columns) {
        int[] times = new int[rows * columns];
        for (Tiling.Tile tile : Tiling.ofWindows(rows, columns, WINDOW, MARGIN).tiles()) {
            Tiling.Window window = tile.window();
            assertThat(window.rows()).isEqualTo(WINDOW);
            assertThat(window.columns()).isEqualTo(WINDOW);
            requireMargin(tile.top(), tile.bottom(), window.top(), window.bottom(), rows);
            requireMargin(tile.left(), tile.right(), window.left(), window.right(), columns);
            for (int row = tile.top(); row < tile.bottom(); row++) {
                for (int column = tile.left(); column < tile.right(); column++) {
                    times[row * columns + column]++;
                }
            }
        }
        assertThat(times).containsOnly(1);
    }

    private static void requireMargin(int from, int to, int start, int end, int size) {
        assertThat(start).isNotNegative();
        assertThat(end).isLessThanOrEqualTo(size);
        assertThat(from - start).isGreaterThanOrEqualTo(start == 0 ? 0 : MARGIN);
        assertThat(end - to).isGreaterThanOrEqualTo(end == size ? 0 : MARGIN);
    }
}
