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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code limpid measure detection}, with a {@link ToyDetector}. */
class MeasureDetectionCommandTest {
    @TempDir
    private static Path shared;

    private static Path detector;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainADetector() throws IOException {
        detector = ToyDetector.train(shared);
    }

    /** A folder with patients t0..t2 for training, v0.. for validation and s0.. for tests; each with an ill and a healthy image. */
    private Path data(String annotation) throws IOException {
        Path data = folder.resolve("data");
        List<String> splits = new ArrayList<>();
        List<String> patients = new ArrayList<>();
        Map<String, String> letters = Map.of("train", "t", "val", "v", "test", "s");
        for (Map.Entry<String, String> split : letters.entrySet()) {
            List<String> paths = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String patient = split.getValue() + i;
                patients.add("\"" + patient + "\": \"" + split.getKey() + "\"");
                SampleFiles.png(data.resolve(patient + "/ill.png"), 60, 64, i);
                SampleFiles.png(data.resolve(patient + "/healthy.png"), 60, 64, 10 + i);
                Files.writeString(data.resolve(patient + "/boxes.json"), "{\"ill.png\": [[8, 8, 40, 40]]}");
                paths.add("\"" + patient + "/ill.png\"");
                paths.add("\"" + patient + "/healthy.png\"");
            }
            splits.add("\"" + split.getKey() + "\": [" + String.join(", ", paths) + "]");
        }
        if (!annotation.isEmpty()) {
            Files.writeString(data.resolve("v1/boxes.json"), annotation);
        }
        Files.writeString(
                data.resolve("splits.json"),
                "{\"all\": {" + String.join(", ", splits) + "}, \"patients\": {\"all\": {" + String.join(", ", patients)
                        + "}}}");
        return data;
    }

    private Cli measure(Path data, Object... more) {
        Object[] arguments = {"measure", "detection", "--data", data, "-o", folder.resolve("out"), "--model", detector};
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(all);
    }

    private static JsonNode row(Cli run, String name) {
        return run.json()
                .path("rows")
                .valueStream()
                .filter(row -> row.path("row").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + name + " in " + run.out()));
    }

    private static double value(JsonNode row, String figure) {
        return row.path(figure).path("value").get(0).asDouble();
    }

    @Nested
    class Rows {
        @Test
        void areOnTheSameImagesWithTheSameNoiseAndComparedWithTheFirst() throws IOException {
            Path data = data("");
            Cli run = measure(
                    data,
                    "--set",
                    "sigma=0.1",
                    "--denoiser",
                    "identity",
                    "--denoiser",
                    "gaussian",
                    "--pair",
                    "gaussian=" + detector,
                    "--rivals",
                    "--json");
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode noisy = row(run, "noisy");
            assertThat(value(noisy, "psnr")).as("sigma of a tenth of the range").isCloseTo(20, within(0.3));
            assertThat(row(run, "identity").path("psnr").path("value"))
                    .isEqualTo(noisy.path("psnr").path("value"));
            assertThat(row(run, "identity").path("ap20").path("value"))
                    .isEqualTo(noisy.path("ap20").path("value"));
            assertThat(row(run, "identity")
                            .path("psnr")
                            .path("difference")
                            .valueStream()
                            .map(JsonNode::asDouble))
                    .containsOnly(0.0);
            assertThat(value(row(run, "gaussian"), "psnr")).isGreaterThan(value(noisy, "psnr"));
            assertThat(row(run, "gaussian")
                            .path("psnr")
                            .path("difference")
                            .get(1)
                            .asDouble())
                    .as("above noisy whichever patients are drawn")
                    .isPositive();
            assertThat(row(run, "gaussian + toy").path("ap50"))
                    .isEqualTo(row(run, "gaussian").path("ap50"));
            JsonNode clean = row(run, "clean");
            assertThat(clean.path("psnr").path("value").get(0).asString()).isEqualTo("inf");
            assertThat(value(clean, "ssim")).isEqualTo(1);
            assertThat(value(clean, "lesionBias")).isZero();
        }

        @Test
        void aRivalWithTheTrainingBoxesPlaceIsAlwaysRightWhereAllLesionsLieThere() throws IOException {
            Cli run = measure(data(""), "--rivals", "--json");
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode mean = row(run, "mean box");
            String record = Files.readString(folder.resolve("out/run.json"));
            assertThat(record)
                    .containsPattern("\"mean box\" : \\[ 0.125, 0.13+, 0.625, 0.6+7? \\]")
                    .containsPattern("clean images; detector toy, (bf16|fp32), sha256 [0-9a-f]{64}")
                    .contains("\"trainingImages\" : 3", "\"trainingFilesSha256\"");
            // Half of the images are healthy: one box an image is right in half of them, at half a false positive an
            // image.
            assertThat(value(mean, "ap50")).isCloseTo(0.5, within(1e-12));
            assertThat(value(mean, "sensitivity@0.25")).isZero();
            assertThat(value(mean, "sensitivity@0.5")).isEqualTo(1);
            assertThat(mean.path("psnr").path("value").get(0).asString()).isEmpty();
            // The box of the mean size in the middle, [16, 14, 48, 46], overlaps [8, 8, 40, 40] by 24 x 26 of 2 x 1024
            // less that.
            assertThat(24.0 * 26 / (2 * 32 * 32 - 24 * 26)).isBetween(0.2, 0.5);
            assertThat(value(row(run, "centre box"), "ap50")).isZero();
            assertThat(value(row(run, "centre box"), "ap20")).isCloseTo(0.5, within(1e-12));
        }

        @Test
        void ofRivalsComeFromTrainingImagesThatCouldBeReadAndOthersAreAFault() throws IOException {
            Path data = data("");
            Files.writeString(data.resolve("t0/ill.png"), "no picture");
            Cli run = measure(data, "--rivals", "--clean", "--json");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.linesNaming(data.resolve("t0/ill.png"))).hasSize(1);
            assertThat(folder.resolve("out/run.json")).content().contains("\"trainingImages\" : 2");
        }

        @Test
        void ofRivalsComeFromAsManyTrainingImagesAsAreMeasured() throws IOException {
            Cli run = measure(data(""), "--rivals", "--clean", "--images", 2);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.readString(folder.resolve("out/run.json"))).contains("\"trainingImages\" : 2");
        }

        @Test
        void giveTheSameJsonTwice() throws IOException {
            Path data = data("");
            Cli first = measure(data, "--clean", "--json");
            Cli again = measure(data, "--clean", "--json", "--overwrite");
            assertThat(first.json().path("rows").get(0).path("psnr").propertyNames())
                    .containsExactly("value", "difference", "unit");
            assertThat(again.json().path("rows"))
                    .hasToString(first.json().path("rows").toString());
        }

        @Test
        void countEveryPatientOfTheSplitAndNoOther() throws IOException {
            Cli run = measure(data(""), "--split", "test", "--clean", "--rivals");
            assertThat(run.code()).as(run.err()).isZero();
            Path out = folder.resolve("out");
            List<String> lines = Files.readAllLines(out.resolve("patients.csv"));
            assertThat(lines.get(0)).isEqualTo("row,patient,images,leftOut,lesions,found,falsePositives,threshold");
            assertThat(lines).contains("mean box,s0,2,0,1,1,1,1", "mean box,s1,2,0,1,1,1,1", "mean box,s2,2,0,1,1,1,1");
            assertThat(lines).noneMatch(line -> line.contains(",t0,") || line.contains(",v0,"));
            assertThat(Files.readAllLines(out.resolve("detection.csv"))).hasSize(1 + 3 * 15);
            assertThat(Files.readAllLines(out.resolve("froc.csv"))).contains("mean box,1,0.5,1,3,3");
            assertThat(Files.readString(out.resolve("run.json")))
                    .contains("\"split\" : \"test\"", "\"noise\" : \"none\"", "\"filesSha256\"");
            assertThat(SampleFiles.below(out)).contains("index.html", "sample-1.png", "sample-3.png");
            assertThat(Files.readString(out.resolve("index.html"))).contains("Only 3 patients have lesions");
        }
    }

    @Nested
    class BadInput {
        private void leavesOut(String annotation, String why) throws IOException {
            Cli run = measure(data(annotation), "--clean");
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.linesNaming("v1/ill.png")).hasSize(1).allMatch(line -> line.contains(why));
            List<String> patients = Files.readAllLines(folder.resolve("out/patients.csv"));
            assertThat(patients).anyMatch(line -> line.startsWith("clean,v1,1,1,0,"));
            assertThat(Files.readString(folder.resolve("out/index.html")))
                    .contains("1 images were left out, of the patients v1");
        }

        @Test
        void aBoxOutsideItsImageCostsThatImageAlone() throws IOException {
            leavesOut("{\"ill.png\": [[8, 8, 70, 40]]}", "does not lie in the image of 60 x 64 pixels");
        }

        @Test
        void aBoxWithoutAreaCostsThatImageAlone() throws IOException {
            leavesOut("{\"ill.png\": [[8, 8, 8, 40]]}", "needs an area above 0");
        }

        @Test
        void anImageThatCannotBeReadCostsThatImageAlone() throws IOException {
            Path data = data("");
            Files.writeString(data.resolve("v1/ill.png"), "no image");
            Cli run = measure(data, "--clean");
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.linesNaming("v1/ill.png")).hasSize(1);
        }

        @Test
        void emptyAnnotationsAreHealthyImages() throws IOException {
            Cli run = measure(data("{\"ill.png\": []}"), "--clean");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.readAllLines(folder.resolve("out/patients.csv")))
                    .anyMatch(line -> line.startsWith("clean,v1,2,0,0,0,"));
        }

        @Test
        void labelsOfOtherImagesAreNamed() throws IOException {
            Cli run = measure(data("{\"ill.png\": [[8, 8, 40, 40]], \"stranger.png\": [[1, 1, 5, 5]]}"), "--clean");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.linesNaming("stranger.png")).hasSize(1).allMatch(line -> line.contains("are not there"));
        }

        @Test
        void aSplitWithoutLesionsIsOneLineAndNothingIsWritten() throws IOException {
            Path data = data("");
            for (String patient : List.of("v0", "v1", "v2")) {
                Files.writeString(data.resolve(patient + "/boxes.json"), "{}");
            }
            Cli run = measure(data, "--clean");
            assertThat(run.code()).isNotZero();
            assertThat(run.err().lines().filter(line -> line.contains("has no image with a lesion")))
                    .hasSize(1);
            assertThat(SampleFiles.below(folder.resolve("out"))).isEmpty();
        }
    }

    @Nested
    class Usage {
        @Test
        void resultsAreReplacedOnlyWhenAsked() throws IOException {
            Path data = data("");
            assertThat(measure(data, "--clean").code()).isZero();
            byte[] before = Files.readAllBytes(folder.resolve("out/detection.csv"));
            Cli again = measure(data, "--clean", "--seed", 2);
            assertThat(again.code()).isEqualTo(2);
            assertThat(again.err()).contains("--overwrite replaces it");
            assertThat(Files.readAllBytes(folder.resolve("out/detection.csv"))).isEqualTo(before);
            assertThat(Files.readString(folder.resolve("out/run.json"))).contains("\"seed\" : 1");
            Files.delete(folder.resolve("out/detection.csv"));
            Cli replaced = measure(data, "--clean", "--seed", 2, "--overwrite");
            assertThat(replaced.code()).as(replaced.err()).isZero();
            assertThat(Files.readString(folder.resolve("out/run.json"))).contains("\"seed\" : 2");
            assertThat(folder.resolve("out/detection.csv")).exists();
        }

        private void isRefused(String line, Object... arguments) {
            Cli run = measure(folder.resolve("nowhere"), arguments);
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains(line);
        }

        @Test
        void wrongUsageIsToldBeforeImagesAreRead() throws IOException {
            isRefused("did you mean 'test'?", "--split", "tset");
            isRefused("--clean leaves out all noise", "--clean", "--kind", "poisson");
            isRefused("--clean leaves out all noise", "--clean", "--severity", 2);
            isRefused("no kind of degradation 'poison'", "--kind", "poison");
            isRefused("--pair takes DENOISER=DETECTOR", "--pair", "gaussian");
            isRefused("did you mean 'noisy'?", "--against", "niosy");
            isRefused("finds 'thing', not 'tumour'", "--label", "tumour");
            isRefused("not to denoise", "--denoiser", detector);
            Path nowhere = folder.resolve("nowhere");
            Cli without = Cli.run("measure", "detection", "--data", nowhere, "-o", nowhere);
            assertThat(without.code()).isEqualTo(2);
            assertThat(without.err()).contains("give a detector by --model");
            assertThat(measure(nowhere).err()).contains("no such file or folder");
            assertThat(measure(nowhere).code()).isNotZero();
        }

        @Test
        void aDoseIsOfLowDoseAndGivenOnce() {
            isRefused("--dose is of CT: say --modality ct", "--dose", 0.5);
            isRefused("leave it out, or --kind poisson", "--kind", "poisson", "--modality", "ct", "--dose", 0.5);
            isRefused("give the strength once", "--modality", "ct", "--dose", 0.5, "--severity", 2);
            isRefused("give the dose once", "--modality", "ct", "--dose", 0.5, "--set", "dose=0.25");
        }
    }
}
