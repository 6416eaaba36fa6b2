package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code limpid bench} refuses, and what costs only itself. */
class BenchRefusalsTest extends BenchRuns {
    @Test
    void oneBrokenImageCostsALineAndTheExitCode() throws IOException {
        Path broken = Files.writeString(data.resolve("c.png"), "no image");
        Cli run = small(out);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(broken)).hasSize(1);
        assertThat(out.resolve("results.csv")).content().contains("b.png").doesNotContain("c.png");
        assertThat(out.resolve("index.html")).content().contains("results are missing");
    }

    @Test
    void aMethodThatFailsCostsItsResultsOnlyAndIsTriedAgainByTheNextStart() throws IOException {
        String[] options = {
            "--kinds",
            "gaussian",
            "--methods",
            "median,failing",
            "--method-set",
            "failing.at-once=yes",
            "--model",
            "none",
            "--columns",
            "default",
            "--severity-plot",
            "0"
        };
        for (int start = 1; start <= 2; start++) {
            Cli run = bench(out, options);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("(gaussian, failing)");
            assertThat(out.resolve("results.csv")).content().contains("median").doesNotContain("failing");
            assertThat(out.resolve("run.json")).content().contains("broken on purpose");
        }
    }

    @Test
    void aMisspeltWordIsAnsweredWithTheNearest() {
        assertThat(bench(out, "--methods", "medain").err()).contains("did you mean 'median'?");
        assertThat(bench(out, "--kinds", "gausian").err()).contains("did you mean 'gaussian'?");
        assertThat(bench(out, "--subset", "y").err()).contains("there are x");
        assertThat(bench(out, "--layout", "folders").err()).contains("did you mean 'folder'?");
        assertThat(bench(out, "--modality", "xx=ct").err()).contains("there are x");
        assertThat(bench(out, "--paper", "xx=RSNA").err()).contains("there are x");
        assertThat(bench(out, "--methods", "medain").code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test
    void severitiesParametersAndColumnsAreChecked() {
        for (List<String> wrong : List.of(
                List.of("--severity", "0"),
                List.of("--severity", "4.5"),
                List.of("--severities", "1,9"),
                List.of("--set", "gaussian.sigma=-1"),
                List.of("--set", "sigma=1"),
                List.of("--set", "motoin.x=1"),
                List.of("--method-set", "median.size=4"),
                List.of("--columns", "some"),
                List.of("--images", "0"),
                List.of("--paper", "CIFAR"))) {
            Cli run = bench(out, wrong.toArray(String[]::new));
            assertThat(run.code()).as(wrong + ": " + run.err()).isEqualTo(2);
            assertThat(run.err().lines().filter(line -> line.startsWith("limpid: ")))
                    .hasSize(1);
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderWithoutImagesIsSaid() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("notes.txt"), "nothing here");
        Cli run = Cli.run("bench", "--data", empty, "-o", out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("holds no images");
    }

    @Test
    void withoutValidationPatientsThereIsNoTuning() throws IOException {
        Files.writeString(data.resolve("splits.json"), "{\"x\": {\"test\": [\"b.png\"]}}");
        Cli run = small(out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--columns default");
        assertThat(small(out, "--columns", "default").code()).isZero();
    }
}
