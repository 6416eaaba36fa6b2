package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchCommandTest extends BenchRuns {
    @Test
    void writesItsTablesAndOnePageThatLoadsNothing() throws IOException {
        Cli run = small(out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(out))
                .containsExactly(
                        "draws.csv",
                        "index.html",
                        "journal",
                        "results.csv",
                        "results.json",
                        "run.json",
                        "table.md",
                        "tables.csv",
                        "timings.csv");
        // 2 images x 2 kinds x (noisy, and two filters in two sets), below the head.
        assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1 + 2 * 2 * 5);
        assertThat(Files.readAllLines(out.resolve("draws.csv"))).hasSize(1 + 2 * 2);
        assertThat(Files.readString(out.resolve("index.html")))
                .contains("default-src 'none'")
                .contains("gaussian (severity 1, clipped)")
                .contains("data:image/png;base64,")
                .doesNotContain("<script")
                .doesNotContain("src=\"http");
        assertThat(out.resolve("run.json")).content().contains("\"finished\" : true");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws IOException {
        small(out);
        Path second = folder.resolve("second");
        small(second);
        for (String name : List.of("results.csv", "draws.csv", "tables.csv", "results.json", "table.md")) {
            assertThat(second.resolve(name)).as(name).hasSameBinaryContentAs(out.resolve(name));
        }
        Path third = folder.resolve("third");
        small(third, "--seed", "2");
        assertThat(Files.readString(third.resolve("results.csv")))
                .isNotEqualTo(Files.readString(out.resolve("results.csv")));
    }

    @Test
    void aFitNamesASeverityForEachKind() throws IOException {
        Cli run = bench(
                out,
                "--fit",
                "--split",
                "val",
                "--kinds",
                "gaussian,speckle",
                "--severities",
                "0.5,1,2",
                "--paper",
                "RSNA");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("x beside RSNA: gaussian", "| paper |", "| 0.5 |", "| speckle |");
        assertThat(out.resolve("fit.md")).content().contains("Severity of the least misfit");
    }

    @Test
    void aSubsetThatGetsNoModelSinceItDoesNotSayWhatItShowsIsNamed() throws IOException {
        Path loose = folder.resolve("loose");
        for (int i = 0; i < 10; i++) {
            SampleFiles.png(loose.resolve("p" + i + "/1.png"), SIZE, SIZE, i);
        }
        List<Object> arguments = List.of(
                "bench",
                "--data",
                loose,
                "--test",
                "1",
                "--kinds",
                "gaussian",
                "--methods",
                "median",
                "--columns",
                "default",
                "--severity-plot",
                "0",
                "-o");
        for (boolean asked : new boolean[] {false, true}) {
            List<Object> all = new ArrayList<>(arguments);
            all.add(folder.resolve(asked ? "asked" : "silent"));
            all.addAll(asked ? List.of("--model", "none") : List.of());
            Cli run = Cli.run(all.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err().contains("loose: without a model, since its images do not say what they show"))
                    .isEqualTo(!asked);
        }
    }

    @Test
    void theSampleCanBeTrainedOn() throws IOException {
        Path loose = folder.resolve("loose");
        for (int i = 0; i < 10; i++) {
            SampleFiles.png(loose.resolve("p" + i + "/1.png"), SIZE, SIZE, i);
            SampleFiles.png(loose.resolve("p" + i + "/2.png"), SIZE, SIZE, 100 + i);
        }
        Cli run = Cli.run(
                "bench",
                "--data",
                loose,
                "-o",
                out,
                "--kinds",
                "gaussian",
                "--methods",
                "median",
                "--model",
                "none",
                "--severity-plot",
                "0",
                "--train",
                "5",
                "--test",
                "3",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("finished").asBoolean()).isTrue();
        var splits = new tools.jackson.databind.ObjectMapper().readTree(Files.readString(out.resolve("splits.json")));
        assertThat(splits.path("loose").path("train").size()).isEqualTo(5);
        assertThat(splits.path("loose").path("test").size()).isEqualTo(3);
        assertThat(splits.path("patients").path("loose").size()).isGreaterThan(7);
    }
}
