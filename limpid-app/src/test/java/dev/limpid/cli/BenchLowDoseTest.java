package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** {@code limpid bench --ldct}. */
class BenchLowDoseTest {
    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void choose() {
        out = folder.resolve("out");
    }

    /** Filters alone, with their defaults. */
    private Cli bench(Object... more) {
        return LowDoseBench.run(out, more);
    }

    /** The lines of a table with commas, each by the names of its head. */
    private List<Map<String, String>> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve(name));
        String[] head = lines.get(0).split(",", -1);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    Map<String, String> row = new HashMap<>();
                    for (int i = 0; i < head.length; i++) {
                        row.put(head[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }

    private static double figure(Map<String, String> row, String name) {
        return Double.parseDouble(Objects.requireNonNull(row.get(name)));
    }

    private static SampleCt ct(long seed, int noise) {
        return SampleCt.of(64, 64, seed, noise, 0, false)
                .patient("P")
                .spacing(0.8, 0.8)
                .rescaled();
    }

    private void pair(String name, SampleCt full, SampleCt low) throws IOException {
        full.write(folder.resolve("pairs/full").resolve(name));
        low.write(folder.resolve("pairs/low").resolve(name));
    }

    @Nested
    class PairsAsScanned {
        @Test
        void haveTheFiguresOfAnIndependentComputationInTheWindowOfTheirBodyPart() throws IOException {
            try (InputStream in = BenchLowDoseTest.class.getResourceAsStream("ldct.json")) {
                for (JsonNode each : new ObjectMapper().readTree(in)) {
                    out = folder.resolve("out-" + each.get("name").asString());
                    compare(each);
                }
            }
        }

        private void compare(JsonNode each) throws IOException {
            String name = each.get("name").asString();
            Path data = folder.resolve(name);
            sample(each, "full", 0).write(data.resolve("full/1.dcm"));
            sample(each, "low", each.get("shift").asInt()).write(data.resolve("low/1.dcm"));
            Cli run = bench("--data", data, "--methods", "none");
            assertThat(run.code()).as(run.err()).isZero();
            Map<String, String> noisy = table("results.csv").get(0);
            for (String key : List.of("psnr", "ssim", "vif", "rmse", "softTissueBias")) {
                double expected = each.get(key).asDouble();
                assertThat(figure(noisy, key))
                        .as(name + ", " + key)
                        .isCloseTo(expected, within(2e-5 * (1 + Math.abs(expected))));
            }
        }

        private SampleCt sample(JsonNode each, String dose, int shift) {
            return SampleCt.of(
                            each.get("rows").asInt(),
                            each.get("columns").asInt(),
                            each.get(dose + "Seed").asInt(),
                            each.get(dose + "Noise").asInt(),
                            shift,
                            each.get("padded").asBoolean())
                    .bodyPart(each.get("bodyPart").asString())
                    .spacing(each.get("rowMm").asDouble(), each.get("columnMm").asDouble())
                    .rescaled();
        }

        @Test
        void areRefusedOneByOneWhereTheyAreNoPairsOrNotInHu() throws IOException {
            pair("1.dcm", ct(1, 20).at(1), ct(2, 60).at(1));
            pair("2.dcm", ct(1, 20).at(2), ct(2, 60).at(3));
            pair(
                    "3.dcm",
                    ct(1, 20),
                    SampleCt.of(64, 64, 2, 60, 0, false)
                            .patient("P")
                            .spacing(0.8, 0.9)
                            .rescaled());
            pair(
                    "4.dcm",
                    ct(1, 20),
                    SampleCt.of(64, 64, 2, 60, 0, false).patient("P").spacing(0.8, 0.8));
            SampleCt raw = SampleCt.of(64, 64, 2, 60, 0, false).patient("P").spacing(0.8, 0.8);
            pair("5.dcm", raw, raw);
            ct(1, 20).write(folder.resolve("pairs/full/6.dcm"));
            Cli run = bench("--data", folder.resolve("pairs"), "--methods", "none");
            assertThat(run.code()).isEqualTo(1);
            assertThat(table("results.csv")).extracting(row -> row.get("file")).containsExactly("full/1.dcm");
            assertThat(run.linesNaming("2.dcm")).singleElement().asString().contains("another place");
            assertThat(run.linesNaming("3.dcm")).singleElement().asString().contains("another pixel spacing");
            assertThat(run.linesNaming("4.dcm")).singleElement().asString().contains("another unit");
            assertThat(run.linesNaming("5.dcm")).singleElement().asString().contains("is not in HU", "Rescale Slope");
            assertThat(run.err()).contains("left out 1: without a low-dose image of the same path");
        }

        @Test
        void standBesideSimulatedDosesWhereBothAreAskedFor() throws IOException {
            pair("1.dcm", ct(1, 20), ct(2, 60));
            Cli run = bench(
                    "--data",
                    folder.resolve("pairs"),
                    "--methods",
                    "none",
                    "--kinds",
                    "as-scanned",
                    "--dose",
                    "0.5",
                    "--set",
                    "low-dose.noise=12");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(table("results.csv"))
                    .extracting(row -> row.get("kind"))
                    .containsExactly("as-scanned", "low-dose 50 %");
        }

        @Test
        void ofLdctAndProjectionDataAreLookedAtByTheLetterOfThePatient() throws IOException {
            for (String dose : List.of("Full Dose Images", "Low Dose Images")) {
                int noise = dose.startsWith("Full") ? 20 : 60;
                for (String patient : List.of("C002", "L004", "N005")) {
                    // The header says another part: the data set's names come first.
                    SampleCt.of(64, 64, noise, noise, 0, false)
                            .patient(patient)
                            .bodyPart("ARM")
                            .spacing(0.8, 0.8)
                            .rescaled()
                            .write(folder.resolve(
                                    "LDCT/" + patient + "/12-23-2021-NA-NA-1/1.0-" + dose + "-7/1-001.dcm"));
                }
            }
            Cli run = bench("--data", folder.resolve("LDCT"), "--methods", "none");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("## LDCT chest\n\nWindow -1350 to 150 HU: chest")
                    .contains("## LDCT abdomen\n\nWindow -150 to 250 HU: abdomen")
                    .contains("## LDCT head\n\nWindow 0 to 80 HU: neuro")
                    .contains("### as-scanned");
        }
    }

    @Nested
    class SimulatedDoses {
        private Path data;

        @BeforeEach
        void makeData() throws IOException {
            data = folder.resolve("ct");
            ct(1, 20).bodyPart("CHEST").write(data.resolve("a.dcm"));
        }

        private Cli simulate(Object... more) {
            List<Object> all = new ArrayList<>(
                    List.of("--data", data, "--set", "low-dose.noise=12", "--set", "low-dose.kernel=smooth"));
            all.addAll(Arrays.asList(more));
            return bench(all.toArray());
        }

        @Test
        void areARowEachAndTheLowerTheWorse() throws IOException {
            Cli run = simulate("--dose", "0.5,0.25,0.1", "--methods", "mean");
            assertThat(run.code()).as(run.err()).isZero();
            List<Map<String, String>> noisy = table("results.csv").stream()
                    .filter(row -> "noisy".equals(row.get("method")))
                    .toList();
            assertThat(noisy)
                    .extracting(row -> row.get("kind"))
                    .containsExactly("low-dose 50 %", "low-dose 25 %", "low-dose 10 %");
            assertThat(noisy.stream().map(row -> figure(row, "rmse"))).isSorted();
            // Noise of one seed: its variance goes with 1 / dose - 1, but for the detector's own.
            double half = figure(noisy.get(0), "rmse");
            assertThat(figure(noisy.get(1), "rmse") / half).isCloseTo(Math.sqrt(3), within(0.05));
            assertThat(figure(noisy.get(2), "rmse") / half).isCloseTo(3, within(0.15));
            assertThat(Files.readString(out.resolve("draws.csv")))
                    .contains("\"\"dose\"\":0.5", "\"\"dose\"\":0.25", "\"\"dose\"\":0.1");
            assertThat(SampleFiles.below(out)).contains("patients.csv", "ranks.csv", "table.md", "index.html");
            assertThat(Files.readString(out.resolve("index.html")))
                    .contains("Low-dose CT, measured", "<h3>Ranks</h3>", "low-dose 25 %, VIF", "data:image/png;base64,")
                    .doesNotContain("wrapped", "arXiv 2310.20101");
        }

        @Test
        void ofASliceOfAirKeepTheFiguresOfTheOthers() throws IOException {
            ct(2, 20).bodyPart("ABDOMEN").write(data.resolve("b.dcm"));
            SampleCt.air(64, 64, 3, 20).patient("P").bodyPart("ABDOMEN").write(data.resolve("c.dcm"));
            Cli run = simulate("--dose", "0.5", "--methods", "mean,identity");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(table("results.csv"))
                    .filteredOn(row -> "c.dcm".equals(row.get("file")))
                    .hasSize(3)
                    .allSatisfy(
                            row -> assertThat(row.get("psnr") + row.get("ssim")).isEmpty())
                    .allSatisfy(row -> assertThat(row.get("rmse")).isNotEmpty());
            assertThat(table("ranks.csv"))
                    .filteredOn(row -> "psnr".equals(row.get("metric")) && "ct abdomen".equals(row.get("subset")))
                    .hasSize(2);
            assertThat(run.out()).contains("1 of 2 images shows nothing in the window", "; 1 of 2 images");
            assertThat(Files.readString(out.resolve("index.html")))
                    .contains("1 of 2 images shows nothing in the window", "1 of 2 images");
        }

        @Test
        void aFilterThatBlursIsRankedBehindTheImageAsItWasAndGoesOnFromTheJournal() throws IOException {
            simulate("--dose", "0.9", "--method-set", "mean.size=9", "--methods", "mean,identity");
            byte[] ranks = Files.readAllBytes(out.resolve("ranks.csv"));
            assertThat(table("ranks.csv"))
                    .filteredOn(row -> "rmse".equals(row.get("metric")))
                    .extracting(row -> row.get("method"), row -> row.get("rank"), row -> row.get("of"))
                    .containsExactlyInAnyOrder(tuple("mean", "3", "3"), tuple("identity", "1", "3"));
            byte[] journal = Files.readAllBytes(out.resolve("journal"));
            assertThat(simulate("--dose", "0.9", "--method-set", "mean.size=9", "--methods", "mean,identity")
                            .code())
                    .isZero();
            assertThat(out.resolve("journal")).hasBinaryContent(journal);
            assertThat(out.resolve("ranks.csv")).hasBinaryContent(ranks);
        }
    }

    @Nested
    class TheWindow {
        private Path data;

        @BeforeEach
        void makeData() throws IOException {
            data = folder.resolve("all");
            ct(1, 20).bodyPart("CHEST").write(data.resolve("p/1.dcm"));
            ct(2, 20).bodyPart("HEAD").write(data.resolve("p/2.dcm"));
            ct(3, 20).bodyPart("ARM").write(data.resolve("p/3.dcm"));
            ct(4, 20).lungs().bodyPart("CHESTABDPELVIS").write(data.resolve("p/4.dcm"));
            ct(5, 20).write(data.resolve("p/5.dcm"));
        }

        private Cli measure(Object... more) {
            List<Object> all = new ArrayList<>(List.of("--data", data, "--set", "low-dose.noise=12", "--dose", "0.5"));
            all.addAll(List.of("--methods", "none"));
            all.addAll(Arrays.asList(more));
            return bench(all.toArray());
        }

        @Test
        void isThatOfTheHeaderAndWhereItIsSilentOfWhatIsSeen() throws IOException {
            Cli run = measure();
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(table("results.csv"))
                    .extracting(row -> row.get("subset"), row -> row.get("file"))
                    .containsExactlyInAnyOrder(
                            tuple("all chest", "p/1.dcm"),
                            tuple("all neuro", "p/2.dcm"),
                            tuple("all soft tissue", "p/3.dcm"),
                            tuple("all chest", "p/4.dcm"),
                            tuple("all soft tissue", "p/5.dcm"));
            assertThat(run.err())
                    .contains("all neuro: Window 0 to 80 HU: neuro, 1 image by Body Part Examined HEAD.")
                    .contains("1 image of Body Part Examined CHESTABDPELVIS, lung in the middle")
                    .contains("1 image without Body Part Examined, no lung in the middle");
            assertThat(out.resolve("run.json")).content().contains("\"windowReason\"");
        }

        @Test
        void isTheUsersWhereOneIsGiven() throws IOException {
            Cli run = measure("--window", "40,400");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains("all: Window -160 to 240 HU: as --window says.");
            out = folder.resolve("second");
            assertThat(measure("--anatomy", "all=neuro").err())
                    .contains("all: Window 0 to 80 HU: neuro, as --anatomy says.");
        }
    }
}
