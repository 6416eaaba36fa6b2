package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClassicalGridTest {
    private static Set<String> values(double noise, String name) {
        return Objects.requireNonNull(ClassicalGrid.standard(noise).get("nl-means")).stream()
                .map(setting -> setting.get(name))
                .collect(Collectors.toSet());
    }

    @Test
    void decaysGrowWithTheNoiseAndPatchesDoNot() {
        assertThat(values(0.1, "h")).containsExactlyInAnyOrder("0.03", "0.045", "0.06", "0.08", "0.1", "0.13");
        assertThat(values(0.05, "h")).containsExactlyInAnyOrder("0.015", "0.0225", "0.03", "0.04", "0.05", "0.065");
        assertThat(values(0.05, "patch-size")).isEqualTo(Set.of("3", "5", "7", "9", "11", "13"));
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
