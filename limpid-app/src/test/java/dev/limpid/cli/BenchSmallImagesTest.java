package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images that are too small for VIF. */
class BenchSmallImagesTest extends BenchRuns {
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
            assertThat(cell(row, "vif").isEmpty()).isEqualTo(cell(row, "file").equals("b.png"));
            for (String metric : List.of("psnr", "ssim", "ssimWang", "wrappedPsnr", "rmse", "edgePreservation")) {
                assertThat(Double.parseDouble(cell(row, metric))).as(metric).isFinite();
            }
        });
        // Means of VIF are over the other image.
        assertThat(rows("tables.csv"))
                .allSatisfy(row -> assertThat(cell(row, "images"))
                        .isEqualTo(cell(row, "metric").equals("vif") ? "1" : "2"))
                .allSatisfy(
                        row -> assertThat(Double.parseDouble(cell(row, "mean"))).isFinite());
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
        var json = new tools.jackson.databind.ObjectMapper().readTree(Files.readString(out.resolve("results.json")));
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
