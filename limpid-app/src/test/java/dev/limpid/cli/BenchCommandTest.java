package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path out;
    private Path model;

    @BeforeEach
    void makeData() throws IOException {
        data = folder.resolve("data");
        out = folder.resolve("out");
        model = folder.resolve("cxr.safetensors");
        Files.copy(ModelLibrary.standard().named("cxr").path(), model);
        for (String name : new String[] {"a", "b", "c"}) {
            SampleFiles.png(data.resolve(name + ".png"), 32, 32, name.hashCode());
        }
        Files.writeString(
                data.resolve("splits.json"),
                "{\"x\": {\"train\": [], \"val\": [\"a.png\"], \"test\": [\"b.png\", \"c.png\"]}}");
    }

    private Cli bench(String... more) {
        String[] all = new String[9 + more.length];
        String[] first = {
            "bench", "--data", data.toString(), "--subset", "x", "--model", model.toString(), "-o", out.toString()
        };
        System.arraycopy(first, 0, all, 0, 9);
        System.arraycopy(more, 0, all, 9, more.length);
        return Cli.run((Object[]) all);
    }

    @Test
    void writesItsThreeFilesAndReplacesThemOnlyWhenAsked() throws IOException {
        Cli run = bench();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(out)).containsExactly("results.csv", "run.json", "table.md");
        Files.delete(out.resolve("results.csv"));
        Cli again = bench();
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.linesNaming(out.resolve("table.md")))
                .singleElement()
                .asString()
                .contains("--overwrite");
    }

    @Test
    void withAnUnreadableImageItEndsWithOneAndLeavesTheCardAlone() throws IOException {
        byte[] before = Files.readAllBytes(model);
        Path broken = Files.writeString(data.resolve("c.png"), "no image");
        Cli run = bench("--update-card");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(broken)).hasSize(1);
        assertThat(run.err()).contains("card stays as it was");
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
        assertThat(out.resolve("results.csv")).content().contains("b.png").doesNotContain("c.png");
    }

    @Test
    void noiseMustBeAboveZero() {
        assertThat(bench("--sigma", "0").code()).isEqualTo(2);
    }
}
