package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DetectCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static final Path DENOISER = Path.of("../models/ct.safetensors");

    private static Path data;
    private static Path detector;

    @BeforeAll
    static void trainADetector() throws IOException {
        data = shared.resolve("data");
        for (String patient : List.of("a", "b")) {
            SampleFiles.png(data.resolve(patient + "/1.png"), 60, 64, 1);
            Files.writeString(data.resolve(patient + "/boxes.json"), "{\"1.png\": [[8, 8, 40, 40]]}");
        }
        detector = shared.resolve("toy.safetensors");
        Cli run = train("detector", detector);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("1 training images of 1 patients, 1 with 1 boxes; 1 validation images of 1 patients");
    }

    private static Cli train(String what, Path target, Object... more) {
        Object[] arguments = {
            "train", what, "--data", data, "-o", target, "--edge", 64, "--steps", 2, "--label", "thing", "--threads", 1
        };
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(all);
    }

    private Cli detect(Object in, Object... more) {
        Object[] arguments = {
            "detect", in, "-o", folder.resolve("out"), "--model", detector, "--threshold", 0.01, "--threads", 1
        };
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(all);
    }

    @Test
    void eachImageGetsBoxesInItsOwnPixelsAndAPicture() throws IOException {
        // Larger than what the detector sees, so that boxes must be brought back.
        SampleFiles.png(folder.resolve("in/p/large.png"), 150, 200, 3);
        Cli run = detect(folder.resolve("in"), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(folder.resolve("out")))
                .containsExactly("p/large.png.boxes.png", "p/large.png.json");
        JsonNode found = new ObjectMapper().readTree(Files.readString(folder.resolve("out/p/large.png.json")));
        assertThat(found.path("rows").asInt()).isEqualTo(150);
        assertThat(found.path("boxes").size()).isPositive();
        double widest = 0;
        for (JsonNode box : found.path("boxes")) {
            JsonNode sides = box.path("box");
            assertThat(sides.get(0).asDouble()).isBetween(0.0, sides.get(2).asDouble());
            assertThat(sides.get(2).asDouble()).isLessThanOrEqualTo(200);
            assertThat(sides.get(3).asDouble()).isLessThanOrEqualTo(150);
            assertThat(box.path("score").asDouble()).isBetween(0.01, 1.0);
            assertThat(box.path("label").asString()).isEqualTo("thing");
            widest = Math.max(widest, sides.get(2).asDouble());
        }
        assertThat(widest).as("beyond what the detector saw").isGreaterThan(64);
        assertThat(run.json().path("results").get(0).path("boxes")).isEqualTo(found.path("boxes"));
    }

    @Test
    void ofAVolumeEachBoxSaysItsFrame() throws IOException {
        Path volume = SampleFiles.nifti(folder.resolve("volume.nii"), 40, 40, 3, 0, 50, 100);
        Cli run = detect(volume, "--range", "0:100");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode boxes = new ObjectMapper()
                .readTree(Files.readString(folder.resolve("out/volume.nii.json")))
                .path("boxes");
        assertThat(boxes.valueStream().map(box -> box.path("frame").asInt())).contains(0, 1, 2);
    }

    @Test
    void badInputCostsNothingBesideItAndNothingIsOverwritten() throws IOException {
        SampleFiles.png(folder.resolve("in/good.png"), 40, 40, 3);
        Files.writeString(folder.resolve("in/bad.dcm"), "no image");
        Cli run = detect(folder.resolve("in"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming("bad.dcm")).hasSize(1);
        assertThat(folder.resolve("out/good.png.json")).exists();
        byte[] before = Files.readAllBytes(folder.resolve("out/good.png.json"));
        Cli again = detect(folder.resolve("in/good.png"));
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists");
        assertThat(Files.readAllBytes(folder.resolve("out/good.png.json"))).isEqualTo(before);
    }

    @Test
    void aModelOfAnotherKindAndAWrongThresholdOrDeviceAreWrongUsage() {
        Cli missing = Cli.run("detect", data, "-o", folder.resolve("out"), "--model", "no-such-model");
        assertThat(missing.code()).isEqualTo(2);
        Cli denoiser = Cli.run("detect", data, "-o", folder.resolve("out"), "--model", DENOISER);
        assertThat(denoiser.code()).isEqualTo(2);
        assertThat(denoiser.err()).contains("--model: ").contains("is a model to denoise, not to detect");
        Cli threshold = Cli.run("detect", data, "-o", folder.resolve("out"), "--model", detector, "--threshold", 7);
        assertThat(threshold.code()).isEqualTo(2);
        assertThat(threshold.err()).contains("--threshold is a score in 0..1, not 7.0");
        Cli device = detect(data, "--device", "abacus");
        assertThat(device.code()).isEqualTo(2);
        assertThat(device.err()).contains("device 'abacus' is not known").doesNotContain("--model: ");
    }

    @Test
    void aDicomImageAlsoGetsAReportAndAPictureForTheArchiveWhichThresholdsTellApart() throws IOException {
        Path image = SampleDicom.write(folder.resolve("in/slice.dcm"));
        Cli run = detect(folder.resolve("in"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(folder.resolve("out")))
                .containsExactly(
                        "slice.dcm.boxes.dcm", "slice.dcm.boxes.png", "slice.dcm.json", "slice.dcm.report.dcm");
        Cli near = Cli.run(
                "detect",
                image,
                "-o",
                folder.resolve("near"),
                "--model",
                detector,
                "--threshold",
                0.011,
                "--threads",
                1);
        assertThat(near.code()).as(near.err()).isZero();
        Path report = folder.resolve("out/slice.dcm.report.dcm");
        Path other = folder.resolve("near/slice.dcm.report.dcm");
        assertThat(instance(report)).startsWith("2.25.").isNotEqualTo(instance(other));
    }

    private static String instance(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\u0008\u0000\u0018\u0000UI"); // (0008,0018), SOP Instance UID.
        return text.substring(at + 8, at + 8 + text.charAt(at + 6)).strip();
    }

    @Test
    void boxesOutsideAnImageAreNamedAndCountedAndTheRunGoesOn() throws IOException {
        Path other = folder.resolve("data");
        for (String patient : List.of("a", "b", "c")) {
            SampleFiles.png(other.resolve(patient + "/1.png"), 60, 64, 1);
            // Patient c validates, by the checksum of its name.
            String box = patient.equals("a") ? "[[8, 8, 400, 40]]" : "[[8, 8, 40, 40]]";
            Files.writeString(other.resolve(patient + "/boxes.json"), "{\"1.png\": " + box + "}");
        }
        Path target = folder.resolve("m.safetensors");
        Cli run =
                Cli.run("train", "detector", "--data", other, "-o", target, "--edge", 64, "--steps", 1, "--threads", 1);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(target).exists();
        assertThat(run.err()).contains("does not lie in the image of 60 x 64 pixels; the image is left out");
        assertThat(run.err()).contains("1 images were left out, of the patients a");
        Cli fewer = Cli.run(
                "train",
                "detector",
                "--data",
                other,
                "-o",
                target,
                "--edge",
                64,
                "--steps",
                1,
                "--threads",
                1,
                "--images",
                1,
                "--overwrite");
        assertThat(fewer.err()).contains("of 2 training images 1 are taken, which --images allows");
    }

    @Test
    void anImageThatIsMadeSmallerAndALogThatIsThereAreSaid() throws IOException {
        Path other = folder.resolve("data");
        for (String patient : List.of("a", "b")) {
            SampleFiles.png(other.resolve(patient + "/1.png"), 60, 80, 1);
            Files.writeString(other.resolve(patient + "/boxes.json"), "{\"1.png\": [[8, 8, 40, 40]]}");
        }
        Path target = folder.resolve("m.safetensors");
        Object[] command = {
            "train", "detector", "--data", other, "-o", target, "--edge", 64, "--steps", 1, "--threads", 1
        };
        Path log = Files.writeString(folder.resolve("m.log.csv"), "of before");
        Cli refused = Cli.run(command);
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("m.log.csv exists; use --overwrite");
        assertThat(log).hasContent("of before");
        Files.delete(log);
        Cli run = Cli.run(command);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("1 of the 1 images were made smaller, to 64 pixels");
    }

    @Test
    void nodulesAreNotPutIntoWhatIsNoCtAndTheRunSaysSoBeforeItBegins() {
        Cli run = train("detector", folder.resolve("m.safetensors"), "--insert-nodules", "--modality", "ct");
        assertThat(run.code()).isNotZero();
        assertThat(run.err())
                .contains("nodules are put into CT in HU that says its pixel spacing; the image is left out");
        assertThat(run.err()).doesNotContain("Exception");
    }

    @Test
    void anOptionBesideAPlanIsWrongUsage() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.json"), "{}");
        Cli run = train("detector", folder.resolve("m.safetensors"), "--plan", plan);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("has no effect beside --plan");
    }

    @Test
    void aDenoiserTrainedWithADetectorLearnsFromImagesAtTheirOwnSizeWhateverTheDetectorSees() throws IOException {
        Path wide = folder.resolve("wide");
        for (String patient : List.of("a", "b")) {
            SampleFiles.png(wide.resolve(patient + "/1.png"), 40, 600, 1);
            Files.writeString(wide.resolve(patient + "/boxes.json"), "{\"1.png\": [[8, 8, 590, 32]]}");
        }
        Object[] arguments = {
            "train",
            "lidnet",
            "--data",
            wide,
            "--denoiser",
            "cnn10",
            "--crop",
            64,
            "--denoiser-steps",
            1,
            "--steps",
            1,
            "--joint-steps",
            1,
            "--threads",
            1,
            "-o"
        };
        for (boolean shrunk : new boolean[] {false, true}) {
            Path target = folder.resolve(shrunk ? "shrunk.safetensors" : "whole.safetensors");
            List<Object> all = new ArrayList<>(Arrays.asList(arguments));
            all.add(target);
            all.addAll(shrunk ? List.of("--edge", 128) : List.of());
            Cli run = Cli.run(all.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).doesNotContain("were made smaller");
            assertThat(run.err().contains("1 of the 1 training images are larger than the 128 pixels of the detector"))
                    .isEqualTo(shrunk);
            ModelFile made =
                    ModelFile.open(Path.of(target.toString().replace(".safetensors", "-detector.safetensors")));
            assertThat(DetectorArchitecture.of(made).edge()).isEqualTo(shrunk ? 128 : DetectorArchitecture.MOST_EDGE);
        }
    }

    @Test
    void aDenoiserThatMustBeToldTheNoiseIsWrongUsage() {
        Path target = folder.resolve("lid.safetensors");
        Cli run = train("lidnet", target, "--denoiser-model", "../models/drunet.safetensors", "--joint-steps", 2);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is a drunet, which must be told more than the image");
    }

    @Test
    void aDenoiserTrainedWithADetectorDenoisesAndItsDetectorDetects() throws IOException {
        Path target = folder.resolve("lid.safetensors");
        Cli run = Cli.run(
                "train",
                "lidnet",
                "--data",
                data,
                "-o",
                target,
                "--denoiser",
                "cnn10",
                "--detector-model",
                detector,
                "--crop",
                64,
                "--denoiser-steps",
                1,
                "--joint-steps",
                2,
                "--threads",
                1);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("LIDnet reconstruction");
        Cli denoised = Cli.run(
                "denoise",
                data.resolve("a/1.png"),
                "-o",
                folder.resolve("denoised"),
                "--model",
                target,
                "--evidence",
                "none");
        assertThat(denoised.code()).as(denoised.err()).isZero();
        Cli found = Cli.run(
                "detect",
                data.resolve("a/1.png"),
                "-o",
                folder.resolve("found"),
                "--model",
                folder.resolve("lid-detector.safetensors"));
        assertThat(found.code()).as(found.err()).isZero();
        Path own = folder.resolve("lid-detector.safetensors");
        Cli measured = Cli.run(
                "measure",
                "detection",
                "--data",
                data,
                "-o",
                folder.resolve("measured"),
                "--pair",
                target + "=" + own,
                "--pair",
                "clean=" + own);
        assertThat(measured.code()).as(measured.err()).isZero();
        assertThat(measured.out()).contains("lid + lid-detector", "clean + lid-detector");
    }
}
