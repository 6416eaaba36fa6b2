package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ClassicalGridTest {
    @Test
    void everySettingOfEveryGridIsTakenByItsMethodAndNoTwoAreAlike() {
        IntensityRange range = IntensityRange.CT;
        for (DenoiserProvider provider : ServiceLoader.load(DenoiserProvider.class)) {
            List<Map<String, String>> grid = ClassicalGrid.of(provider.name(), Map.of());
            assertThat(grid).as(provider.name()).doesNotHaveDuplicates();
            for (Map<String, String> setting : grid) {
                assertThatCode(() -> provider.create(setting, range))
                        .as(provider.name() + " " + setting)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(ClassicalGrid.of("median", Map.of())).isNotEmpty();
        assertThat(ClassicalGrid.of("identity", Map.of())).isEmpty();
    }

    @Test
    void theFirstSettingIsThatOfTheDefaultsAndAFixedParameterIsInAll() {
        assertThat(ClassicalGrid.of("bm3d", Map.of()).get(0)).isEmpty();
        assertThat(ClassicalGrid.describe(ClassicalGrid.of("bm3d", Map.of()))).startsWith("the defaults; sigma ");
        assertThat(ClassicalGrid.of("bm3d", Map.of("sigma", "0.1"))).containsExactly(Map.of("sigma", "0.1"));
        assertThat(ClassicalGrid.of("nl-means", Map.of("patch-distance", "5")))
                .allMatch(setting -> setting.getOrDefault("patch-distance", "0").equals("5"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWordAndAWindowOfOnePixelAreNoEnd() {
        List<Map<String, String>> grid =
                List.of(Map.of("size", "1", "noise", "auto"), Map.of("size", "3", "noise", "0.1"));
        assertThat(ClassicalGrid.atEnd(grid, grid.get(0))).isEmpty();
        assertThat(ClassicalGrid.atEnd(grid, grid.get(1))).containsExactly("size");
    }

    @Test
    void aGridIsDescribedByItsParametersAndTheirValues() {
        assertThat(ClassicalGrid.describe(List.of(
                        Map.of("size", "3", "h", "0.1"),
                        Map.of("size", "3", "h", "0.2"),
                        Map.of("size", "5", "h", "0.1"))))
                .isEqualTo("h 0.1 0.2; size 3 5");
    }

    @Test
    void aChoiceAtEitherEndOfTheGridIsSeenAndAFixedParameterIsNone() {
        List<Map<String, String>> grid = List.of(
                Map.of("size", "3", "distance", "11"),
                Map.of("size", "5", "distance", "11"),
                Map.of("size", "11", "distance", "11"));
        assertThat(ClassicalGrid.atEnd(grid, grid.get(0))).containsExactly("size");
        assertThat(ClassicalGrid.atEnd(grid, grid.get(1))).isEmpty();
        assertThat(ClassicalGrid.atEnd(grid, grid.get(2))).containsExactly("size");
    }
}
