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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    private static final int SIZE = 48;

    @TempDir
    private Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void makeData() throws IOException {
        data = folder.resolve("data");
        out = folder.resolve("out");
        for (String name : new String[] {"a", "b", "c"}) {
            SampleFiles.png(data.resolve(name + ".png"), SIZE, SIZE, name.hashCode());
        }
        Files.writeString(
                data.resolve("splits.json"),
                "{\"x\": {\"train\": [], \"val\": [\"a.png\"], \"test\": [\"b.png\", \"c.png\"]}}");
    }

    private Cli bench(Path to, String... more) {
        List<Object> all = new ArrayList<>(List.of("bench", "--data", data, "-o", to));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    /** Two kinds, two filters, no model: what most laws need. */
    private Cli small(Path to, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--kinds",
                "gaussian,speckle",
                "--methods",
                "gaussian,median",
                "--model",
                "none",
                "--severity-plot",
                "1",
                "--severities",
                "0.5,1"));
        all.addAll(List.of(more));
        return bench(to, all.toArray(String[]::new));
    }

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

    @Nested
    class ARunThatEndedEarly {
        @Test
        void goesOnToTheSameBytesFromWhereTheJournalBreaksOff() throws IOException {
            small(out);
            byte[] whole = Files.readAllBytes(out.resolve("results.csv"));
            byte[] journal = Files.readAllBytes(out.resolve("journal"));
            for (int kept : new int[] {0, 1, journal.length / 3, journal.length / 2, journal.length - 1}) {
                Files.write(out.resolve("journal"), java.util.Arrays.copyOf(journal, kept));
                Files.delete(out.resolve("results.csv"));
                Cli again = small(out);
                assertThat(again.code()).as(again.err()).isZero();
                assertThat(out.resolve("results.csv"))
                        .as("after " + kept + " bytes")
                        .hasBinaryContent(whole);
            }
        }

        @Test
        void measuresNothingTwice() throws IOException {
            small(out);
            byte[] journal = Files.readAllBytes(out.resolve("journal"));
            Cli again = small(out);
            assertThat(again.code()).isZero();
            assertThat(again.err()).contains("going on with a run");
            assertThat(out.resolve("journal")).hasBinaryContent(journal);
        }

        @Test
        void measuresAgainWhatIsDamagedInTheMiddle() throws IOException {
            small(out);
            byte[] whole = Files.readAllBytes(out.resolve("results.csv"));
            byte[] journal = Files.readAllBytes(out.resolve("journal"));
            journal[journal.length / 2] ^= 1;
            Files.write(out.resolve("journal"), journal);
            Cli again = small(out);
            assertThat(again.err()).contains("damaged");
            assertThat(out.resolve("results.csv")).hasBinaryContent(whole);
        }

        @Test
        void isNotMixedWithOneOfOtherSettings() throws IOException {
            small(out);
            byte[] before = Files.readAllBytes(out.resolve("results.csv"));
            Cli other = small(out, "--seed", "7");
            assertThat(other.code()).isEqualTo(2);
            assertThat(other.linesNaming(out)).singleElement().asString().contains("seed is 7, not 1", "--overwrite");
            assertThat(out.resolve("results.csv")).hasBinaryContent(before);
            assertThat(small(out, "--seed", "7", "--overwrite").code()).isZero();
            assertThat(Files.readAllBytes(out.resolve("results.csv"))).isNotEqualTo(before);
        }

        @Test
        void neverThrowsAwayTheListOfAFolderOfImages() throws IOException {
            Files.createDirectories(out);
            Path list = Files.writeString(out.resolve("splits.json"), "{}");
            Cli refused = small(out, "--overwrite");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.linesNaming(list)).hasSize(1);
            assertThat(list).hasContent("{}");
        }

        @Test
        void isNotTakenForOneWhereOtherResultsLie() throws IOException {
            Files.createDirectories(out);
            Files.writeString(out.resolve("results.csv"), "mine");
            Cli run = small(out);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.linesNaming(out.resolve("results.csv"))).hasSize(1);
            assertThat(out.resolve("results.csv")).hasContent("mine");
        }
    }

    @Nested
    class WhatIsWrong {
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
                assertThat(out.resolve("results.csv"))
                        .content()
                        .contains("median")
                        .doesNotContain("failing");
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

    @Nested
    class ImagesTooSmallForVif {
        private List<String> head = List.of();

        private List<String[]> rows(String name) throws IOException {
            List<String> lines = Files.readAllLines(out.resolve(name));
            head = List.of(lines.get(0).split(",", -1));
            return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        }

        private String cell(String[] row, String name) {
            return row[head.indexOf(name)];
        }

        private Cli measure() {
            return bench(
                    out,
                    "--kinds",
                    "gaussian",
                    "--methods",
                    "median",
                    "--model",
                    "none",
                    "--columns",
                    "default",
                    "--severity-plot",
                    "0");
        }

        @Test
        void haveAllOtherFigures() throws IOException {
            SampleFiles.png(data.resolve("b.png"), 40, SIZE, 1);
            Cli run = measure();
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(rows("results.csv")).hasSize(2 * 2).allSatisfy(row -> {
                assertThat(cell(row, "vif").isEmpty())
                        .isEqualTo(cell(row, "file").equals("b.png"));
                for (String metric : List.of("psnr", "ssim", "ssimWang", "wrappedPsnr", "rmse", "edgePreservation")) {
                    assertThat(Double.parseDouble(cell(row, metric))).as(metric).isFinite();
                }
            });
            // Means of VIF are over the other image.
            assertThat(rows("tables.csv"))
                    .allSatisfy(row -> assertThat(cell(row, "images"))
                            .isEqualTo(cell(row, "metric").equals("vif") ? "1" : "2"))
                    .allSatisfy(row ->
                            assertThat(Double.parseDouble(cell(row, "mean"))).isFinite());
        }

        @Test
        void leaveItsMeansEmptyWhereThereAreNoOthersAndAreNotMeasuredTwice() throws IOException {
            SampleFiles.png(data.resolve("b.png"), 40, SIZE, 1);
            SampleFiles.png(data.resolve("c.png"), SIZE, 40, 2);
            Cli run = measure();
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(rows("tables.csv")).allSatisfy(row -> {
                boolean vif = cell(row, "metric").equals("vif");
                for (String figure : List.of("mean", "low95", "high95", "sdOverPatients")) {
                    assertThat(cell(row, figure).isEmpty()).as(figure).isEqualTo(vif);
                }
            });
            var json =
                    new tools.jackson.databind.ObjectMapper().readTree(Files.readString(out.resolve("results.json")));
            var column = json.path("blocks")
                    .path(0)
                    .path("kinds")
                    .path(0)
                    .path("columns")
                    .path(0);
            assertThat(column.path("vif").path("mean").isNull()).isTrue();
            assertThat(column.path("psnr").path("mean").isNumber()).isTrue();
            byte[] results = Files.readAllBytes(out.resolve("results.csv"));
            byte[] journal = Files.readAllBytes(out.resolve("journal"));
            assertThat(measure().code()).isZero();
            assertThat(out.resolve("journal")).hasBinaryContent(journal);
            assertThat(out.resolve("results.csv")).hasBinaryContent(results);
        }
    }

    @Nested
    class AModelsCard {
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
