package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code limpid bench --ldct} refuses. */
class BenchLowDoseRefusalsTest {
    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void choose() {
        out = folder.resolve("out");
    }

    private Cli bench(Object... more) {
        return LowDoseBench.run(out, more);
    }

    private static SampleCt ct(long seed, int noise) {
        return SampleCt.of(64, 64, seed, noise, 0, false)
                .patient("P")
                .spacing(0.8, 0.8)
                .rescaled();
    }

    @Test
    void isToldInOneLineBeforeAnythingIsDone() throws IOException {
        Path data = folder.resolve("ct");
        ct(1, 20).write(data.resolve("a.dcm"));
        Map<List<String>, String> wrong = Map.of(
                List.of("--dose", "1"), "from 0.01 to below 1",
                List.of("--kinds", "gaussian"), "give them by --dose",
                List.of("--kinds", "as-scanned"), "needs images with one of lower dose beside them",
                List.of("--anatomy", "chst"), "did you mean 'chest'?",
                List.of("--anatomy", "x=chest"), "there are ct",
                List.of("--set", "low-dose.dose=0.3"), "by --dose",
                List.of("--set", "gaussian.sigma=0.1"), "low-dose",
                List.of("--update-card"), "--update-card is of the general tables; leave it out, or leave out --ldct",
                List.of("--no-clip"), "--clip is of the general tables");
        refused(data, wrong);
        refused(
                data,
                Map.of(
                        List.of("--severities", "1"), "--severities is of the general tables",
                        List.of("--severity-plot", "3"), "--severity-plot is of the general tables",
                        List.of("--paper", "none"), "--paper is of the general tables",
                        List.of("--window", "50,400", "--anatomy", "chest"), "--window and --anatomy both say",
                        List.of("--anatomy", "chest", "--anatomy", "neuro"), "more than once for all subsets",
                        List.of("--anatomy", "ct=chest", "--anatomy", "ct=chest"), "more than once for subset 'ct'"));
        Cli run = Cli.run("bench", "--data", data, "-o", out, "--dose", "0.5");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("belong to --ldct");
        assertThat(out).doesNotExist();
    }

    private void refused(Path data, Map<List<String>, String> wrong) {
        wrong.forEach((options, line) -> {
            List<Object> all = new ArrayList<>(List.of("--data", data, "--methods", "none"));
            all.addAll(options);
            Cli run = bench(all.toArray());
            assertThat(run.code()).as(options + ": " + run.err()).isEqualTo(2);
            assertThat(run.err().lines().filter(each -> each.startsWith("limpid: ")))
                    .singleElement()
                    .asString()
                    .contains(line);
        });
    }

    @Test
    void pairsAreNotSimulatedUnaskedBecauseOtherImagesAreThere() throws IOException {
        ct(1, 20).write(folder.resolve("pairs/full/1.dcm"));
        ct(2, 60).write(folder.resolve("pairs/low/1.dcm"));
        Path single = folder.resolve("single");
        ct(1, 20).write(single.resolve("a.dcm"));
        List<Object> both = List.of("--data", folder.resolve("pairs"), "--data", single, "--methods", "none");
        Cli run = bench(both.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines().filter(each -> each.startsWith("limpid: ")))
                .singleElement()
                .asString()
                .contains("pairs holds pairs as scanned and single does not", "--subset", "--dose");
        assertThat(out).doesNotExist();
        List<Object> asked = new ArrayList<>(both);
        asked.addAll(List.of("--dose", "0.5", "--set", "low-dose.noise=12"));
        assertThat(bench(asked.toArray()).code()).isZero();
        assertThat(Files.readString(out.resolve("results.csv")))
                .contains("low-dose 50 %")
                .doesNotContain("as-scanned");
    }

    @Test
    void imagesThatAreNoCtAreLeftOutByName() throws IOException {
        Path data = folder.resolve("photos");
        SampleFiles.png(data.resolve("a.png"), 48, 48, 1);
        Cli run = bench("--data", data, "--methods", "none");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no images of photos are CT");
    }
}
