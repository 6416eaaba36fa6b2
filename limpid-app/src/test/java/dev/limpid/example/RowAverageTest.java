package dev.limpid.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The example of CONTRIBUTING.md is real. */
class RowAverageTest {
    private static final Path ROOT = Path.of(System.getProperty("limpid.root", ".."));

    @Test
    void theGuideShowsTheCodeThatIsCompiledHere() throws IOException {
        String code = Files.readString(ROOT.resolve("limpid-app/src/test/java/dev/limpid/example/RowAverage.java"));
        assertThat(Files.readString(ROOT.resolve("CONTRIBUTING.md"))).contains("```java\n" + code + "```");
    }

    @Test
    void theGuidePromisesThirtyLinesOfWhichImportsAreNotCounted() throws IOException {
        long lines =
                Files.readAllLines(ROOT.resolve("limpid-app/src/test/java/dev/limpid/example/RowAverage.java")).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("import") && !line.startsWith("package"))
                        .count();
        assertThat(lines).isLessThanOrEqualTo(30);
    }

    @Test
    void itIsFoundByNameAndAveragesNeighbours() {
        DenoiserProvider found = ServiceLoader.load(DenoiserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("row-average"))
                .findFirst()
                .orElseThrow();
        Slice noisy = Slice.of(1, 3, new float[] {0, 2, 6}, Unit.ARBITRARY);
        Slice result = found.create(Map.of(), IntensityRange.ofBits(8)).denoise(noisy);
        assertThat(result.toArray()).containsExactly(1, 4, 6);
    }
}
