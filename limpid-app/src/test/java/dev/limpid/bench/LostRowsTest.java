package dev.limpid.bench;

import static dev.limpid.bench.GivenFigures.FAILED;
import static dev.limpid.bench.GivenFigures.figures;
import static dev.limpid.bench.GivenFigures.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Unit;
import dev.limpid.report.ComparisonTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the rows that the judged model does not win. */
class LostRowsTest {
    private static final Corruption HALF = new Corruption(new SimulatedDose(0.5), Map.of(), 1, false, 1);

    @TempDir
    private Path folder;

    private BenchResults results(String metric, Object... figures) throws IOException {
        Path own = Files.createTempDirectory(folder, "run");
        return GivenFigures.results(own, List.of(HALF), metric, figures(figures));
    }

    private static LostRows lost(BenchResults results) {
        return LostRows.of(results, results.plan().blocks().get(0)).orElseThrow();
    }

    private static String table(BenchResults results) {
        return new LowDoseTables(results).markdown();
    }

    @Test
    void aLostRowSaysByHowMuchAndWhatBothDidToSoftTissue() throws IOException {
        BenchResults results = results(
                "ssim",
                "noisy",
                of(.5, .5, .5, .5, .5, .5),
                "a",
                of(.8, .7, .8, .8, .7, .8),
                "b",
                of(.9, .9, .9, .9, .9, .9));
        assertThat(lost(results).lines())
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "low-dose 50 %, SSIM: 2 of 3, 0\\.1333 behind b \\(95 % interval 0\\.1\\d+ to 0\\.\\d+, paired over"
                                        + " patients; ahead in 0 of 6 patients\\)\\. Soft tissue: noise 1\\.00 and 1\\.00 of the full"
                                        + " dose's; bias 1\\.00 \\(size 1\\.00\\) and 1\\.00 \\(size 1\\.00\\) HU\\."));
        assertThat(table(results)).contains("| a | 0.767 (0.7").doesNotContain("no intervals");
    }

    @Test
    void ofFewPatientsNoIntervalIsGivenAnywhere() throws IOException {
        BenchResults results = results("ssim", "noisy", of(.5, .5, .5), "a", of(.8, .7, .8), "b", of(.9, .9, .9));
        assertThat(lost(results).lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "low-dose 50 %, SSIM: 2 of 3, 0.1333 behind b (3 patients: too few for an interval; ahead in 0"
                                        + " of 3 patients)."));
        assertThat(table(results))
                .contains("Of 3 patients, fewer than 6, no intervals are given.", "| a | 0.767, 2 of 3 |")
                .doesNotContain("95 %");
        assertThat(LowDoseFiles.ranks(results).lines())
                .anySatisfy(line -> assertThat(line).endsWith("ssim,a,model,2,3,b,model,-0.133333,,,3,0"));
        assertThat(CsvFiles.tables(results).lines())
                .anySatisfy(line -> assertThat(line).startsWith("s,low-dose 50 %,ssim,a,model,a,3,3,0.766667,,,0."));
        assertThat(JsonFiles.results(results)).contains("\"low95\" : null").doesNotContain("\"low95\" : 0");
    }

    @Test
    void aModelThatIsFirstEverywhereHasNoLines() throws IOException {
        BenchResults results = results("ssim", "noisy", of(.5, .5), "a", of(.9, .9));
        // Of two methods the bias has but one, since the degraded image is no rival there.
        assertThat(lost(results).lines())
                .containsExactly(
                        "low-dose 50 %, bias in soft tissue: not ranked: no other method has results for all images.");
        assertThat(lost(results(LowDoseMetrics.BIAS, "noisy", of(1, 1), "a", of(0, 0), "b", of(2, 2)))
                        .verdict())
                .isEqualTo("a is first in every row.");
    }

    @Test
    void aModelThatFailedOnAnImageIsNotSaidToBeFirst() throws IOException {
        BenchResults results = results("ssim", "noisy", of(.5, .5, .5), "a", of(.9, FAILED, .9), "b", of(.7, .7, .7));
        assertThat(lost(results).verdict()).isEqualTo("a is first in 0 of 5 rows.");
        assertThat(lost(results).lines())
                .hasSize(5)
                .first()
                .isEqualTo("low-dose 50 %, SSIM: not ranked: results for 2 of 3 images.");
        assertThat(table(results))
                .doesNotContain("every row")
                .contains(
                        "| a | 0.900; 2 of 3 images |", "- low-dose 50 %, SSIM: not ranked: results for 2 of 3 images.")
                .contains("| b | 0.700, 1 of 2 |");
    }

    @Test
    void aModelThatFailedOnEveryImageIsStillTheOneThatIsJudged() throws IOException {
        BenchResults results = results("ssim", "noisy", of(.5, .5), "a", of(FAILED, FAILED), "b", of(.7, .7));
        assertThat(lost(results).model()).isEqualTo(new Column("a", Column.Set.MODEL));
        assertThat(lost(results).lines())
                .first()
                .isEqualTo("low-dose 50 %, SSIM: not ranked: results for 0 of 2 images.");
        assertThat(table(results)).contains("| a | -; 0 of 2 images |", "a is first in 0 of 5 rows.");
        ComparisonTable page = new PageTables(results, results.plan().blocks().get(0))
                .table(BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), "ssim"), Unit.HOUNSFIELD);
        assertThat(page.columns()).containsExactly("noisy", "a", "b");
        assertThat(page.groups().get(0).rows().get(0).cells().get(1))
                .isEqualTo(new ComparisonTable.Cell("\u2013", "0 of 2 images", false));
    }

    @Test
    void aFigureThatNoImageHasOrThatHasNoEndIsNoVictory() throws IOException {
        double none = Double.NaN;
        assertThat(lost(results("vif", "noisy", of(none, none), "a", of(none, none), "b", of(none, none)))
                        .lines())
                .contains("low-dose 50 %, VIF: not ranked: no image has this figure.");
        double endless = Double.POSITIVE_INFINITY;
        assertThat(lost(results("psnr", "noisy", of(30, 30), "a", of(endless, 30), "b", of(31, 31)))
                        .lines())
                .contains(
                        "low-dose 50 %, PSNR: not ranked: a result is the full dose itself, whose figure has no end.");
    }

    @Test
    void ofABiasTheSizeThatWasRankedStandsBesideTheMeanInWhichShiftsCancel() throws IOException {
        BenchResults results = results(LowDoseMetrics.BIAS, "noisy", of(0, 0), "a", of(3, -3), "b", of(-1, -1));
        assertThat(lost(results).lines())
                .singleElement()
                .asString()
                .contains("2.000 behind b")
                .endsWith("bias 0.00 (size 3.00) and -1.00 (size 1.00) HU.");
        assertThat(table(results)).contains("| 0.00, size 3.00, 2 of 2 |");
    }

    @Test
    void imagesOfWhichTheWindowShowsNothingAreCounted() throws IOException {
        double none = Double.NaN;
        BenchResults results = results("psnr", "noisy", of(30, none, 30), "a", of(35, none, 35), "b", of(31, none, 31));
        assertThat(table(results))
                .contains(
                        "1 of 3 images shows nothing in the window, all black or all white: SSIM and PSNR are of the others.")
                .contains("35.00; 2 of 3 images, 1 of 3 |");
    }

    @Test
    void aPatientsMeanHasItsOwnNumberOfImagesForEachFigure() throws IOException {
        BenchResults results = results("psnr", "noisy", of(30, Double.NaN), "a", of(35, Double.NaN));
        List<String> lines = LowDoseFiles.patients(results).lines().toList();
        assertThat(lines.get(0)).contains("parameters,ssim,ssimImages,psnr,psnrImages,vif");
        assertThat(lines)
                .contains("s,low-dose 50 %,p0,a,model,1.000000,1,35.00000,1,1.000000,1,1.0000,1,1.00000,1,1.00000,1")
                .contains("s,low-dose 50 %,p1,a,model,1.000000,1,,0,1.000000,1,1.0000,1,1.00000,1,1.00000,1");
    }
}
