package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code limpid bench} on pairs of full and low dose. */
class BenchPairsTest {
    private static final int SIZE = 48;

    @TempDir
    private Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void makePairs() throws IOException {
        data = folder.resolve("pairs");
        out = folder.resolve("out");
        pair("p/a.nii");
        pair("p/b.nii");
    }

    private void pair(String name) throws IOException {
        Path full = data.resolve("full").resolve(name);
        Path low = data.resolve("Low-Dose").resolve(name);
        Files.createDirectories(full.getParent());
        Files.createDirectories(low.getParent());
        SampleFiles.nifti(full, SIZE, SIZE, 1, 40);
        SampleFiles.nifti(low, SIZE, SIZE, 1, 60, 20, 60, 20, 400);
    }

    private Cli bench(Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "bench", "--data", data, "-o", out, "--methods", "mean", "--model", "none", "--modality", "ct"));
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray());
    }

    private Map<String, String> figures(String method) throws IOException {
        List<String[]> rows;
        try (Stream<String> lines = Files.lines(out.resolve("results.csv"))) {
            rows = lines.map(line -> line.split(",")).toList();
        }
        List<String> head = Arrays.asList(rows.get(0));
        String[] row = rows.stream()
                .filter(each -> Arrays.asList(each).contains(method))
                .findFirst()
                .orElseThrow();
        return Map.of(
                "psnr", row[head.indexOf("psnr")],
                "rmse", row[head.indexOf("rmse")],
                "kind", row[head.indexOf("kind")]);
    }

    @Test
    void theLowDoseImageIsWhatIsDenoised() throws IOException {
        Cli run = bench();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("without tuned columns");
        Map<String, String> noisy = figures("noisy");
        assertThat(noisy.get("kind")).isEqualTo("as-scanned");
        double meanSquare = (4 * 20 * 20 + 360 * 360) / 5.0;
        assertThat(Double.parseDouble(noisy.get("rmse"))).isCloseTo(Math.sqrt(meanSquare), within(0.5));
        assertThat(Double.parseDouble(figures("mean").get("rmse")))
                .isLessThan(0.7 * Double.parseDouble(noisy.get("rmse")));
    }

    @Test
    void filtersAreTunedWhereThereAreOtherPatientsToTuneOn() throws IOException {
        pair("q/a.nii");
        pair("r/a.nii");
        Cli run = bench();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("without tuned columns");
        assertThat(Files.readString(out.resolve("results.csv"))).contains("tuned");
    }

    @Test
    void aWindowHidesWhatLiesBeyondIt() throws IOException {
        Cli run = bench("--window", "50,400");
        assertThat(run.code()).as(run.err()).isZero();
        double meanSquare = (4 * 20 * 20 + 210 * 210) / 5.0;
        assertThat(Double.parseDouble(figures("noisy").get("psnr")))
                .isCloseTo(10 * Math.log10(400 * 400 / meanSquare), within(0.02));
    }

    @Test
    void aSimulatedRowMayStandBesideTheScannedOne() {
        Cli run = bench("--kinds", "as-scanned,gaussian", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode results = run.json().get("results");
        assertThat(results.valueStream()
                        .map(row -> row.get("kind").stringValue())
                        .distinct())
                .containsExactly("as-scanned", "gaussian");
    }

    @Test
    void imagesThatAreNoPairAreNamedAndCostTheOthersNothing() throws IOException {
        SampleFiles.nifti(data.resolve("Low-Dose/p/a.nii"), SIZE + 1, SIZE, 1, 60);
        Files.delete(data.resolve("Low-Dose/p/b.nii"));
        SampleFiles.nifti(data.resolve("full/p/c.nii"), SIZE, SIZE, 1, 40);
        SampleFiles.nifti(data.resolve("Low-Dose/p/c.nii"), SIZE, SIZE, 1, 60);
        Cli run = bench();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("left out 1: without a low-dose image of the same path")
                .containsPattern(
                        "a\\.nii.*is no pair with .*Low-Dose.*a\\.nii, which has another size: 48 x 49 instead of 48 x 48");
        assertThat(figures("noisy").get("rmse")).startsWith("20");
    }

    @Test
    void dataWithoutPairsHaveNothingThatWasScanned() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        SampleFiles.nifti(plain.resolve("a.nii"), SIZE, SIZE, 1, 40);
        Cli run = Cli.run("bench", "--data", plain, "-o", out, "--kinds", "as-scanned", "--modality", "ct");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("needs images with one of lower dose beside them");
    }
}
