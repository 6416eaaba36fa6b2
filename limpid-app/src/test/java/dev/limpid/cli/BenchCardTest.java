package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code limpid bench} writes on a model's card. */
class BenchCardTest extends BenchRuns {
    private Path model;

    @BeforeEach
    void copyModel() throws IOException {
        model = folder.resolve("cxr.safetensors");
        Files.copy(ModelLibrary.standard().named("cxr").path(), model);
    }

    private Cli measure(Path to, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--model",
                model.toString(),
                "--kinds",
                "gaussian",
                "--set",
                "gaussian.sigma=0.1",
                "--no-clip",
                "--methods",
                "median",
                "--columns",
                "tuned",
                "--update-card",
                "--severity-plot",
                "0"));
        all.addAll(List.of(more));
        return bench(to, all.toArray(String[]::new));
    }

    @Test
    void getsTheFiguresOfTheTable() throws IOException {
        Cli run = measure(out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out.resolve("table.md")))
                .anyMatch(line -> line.startsWith("| noisy |"))
                .anyMatch(line -> line.startsWith("| median |"))
                .anyMatch(line -> line.startsWith("| cxr |"))
                .noneMatch(line -> line.startsWith("#"));
        assertThat(ModelFile.open(model).card().results())
                .anyMatch(result -> result.method().equals("cxr")
                        && result.degradation().equals("gaussian (sigma=0.1)")
                        && result.metric().equals("PSNR (dB)"));
    }

    @Test
    void staysAsItWasWhenAnImageCannotBeRead() throws IOException {
        byte[] before = Files.readAllBytes(model);
        Files.writeString(data.resolve("c.png"), "no image");
        Cli run = measure(out);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("card stays as it was");
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
    }
}
