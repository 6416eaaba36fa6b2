package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DegradeCommandTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void makeInput() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
        SampleFiles.png(in.resolve("a/1.png"), 20, 30, 1);
        SampleFiles.png(in.resolve("2.png"), 33, 17, 2);
    }

    private Cli degrade(Object... more) {
        Object[] all = Arrays.copyOf(new Object[] {"degrade", in, "-o", out}, 4 + more.length);
        System.arraycopy(more, 0, all, 4, more.length);
        return Cli.run(all);
    }

    private static Map<String, byte[]> images(Path folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        for (String file : SampleFiles.below(folder)) {
            if (!file.endsWith(".json")) {
                contents.put(file, Files.readAllBytes(folder.resolve(file)));
            }
        }
        return contents;
    }

    private static Slice read(Path file) throws IOException {
        try (StoredImage image = ImageFormats.open(file)) {
            return image.frame(0);
        }
    }

    private JsonNode record(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readAllBytes(out.resolve("evidence").resolve(name + ".degradation.json")));
    }

    /** All but low-dose, which takes CT alone. */
    static Stream<String> kinds() {
        return DegradationKinds.all().stream().map(DegradationKind::name).filter(name -> !name.equals("low-dose"));
    }

    @Nested
    class Results {
        @Test
        void keepTheirInputsNamesAndHaveARecordEach() throws IOException {
            Cli run = degrade("--kind", "gaussian");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(SampleFiles.below(out))
                    .containsExactly(
                            "2.png", "a/1.png", "evidence/2.png.degradation.json", "evidence/a/1.png.degradation.json");
            assertThat(run.err()).contains("degraded 2 of 2");
        }

        @Test
        void areThoseOfTheFormulaUnderTheRecordedSeed() throws IOException {
            degrade("--kind", "gaussian", "--set", "sigma=0.07");
            long seed = record("2.png").get("draws").get(0).get("seed").longValue();
            Slice expected = new GaussianNoise(IntensityRange.ofBits(8), 0.07).apply(read(in.resolve("2.png")), seed);
            Slice result = read(out.resolve("2.png"));
            for (int i = 0; i < result.size(); i++) {
                float stored = Math.max(0, Math.min(255, Math.round(expected.at(i))));
                assertThat(result.at(i)).isEqualTo(stored);
            }
        }

        @ParameterizedTest
        @MethodSource("dev.limpid.cli.DegradeCommandTest#kinds")
        void replayFromTheirRecordsByteForByte(String kind) throws IOException {
            assertThat(degrade("--kind", kind, "--severity", "1.3", "--seed", "5")
                            .code())
                    .isZero();
            Path again = folder.resolve("again");
            Cli run = Cli.run(
                    "degrade",
                    in.resolve("2.png"),
                    "-o",
                    again,
                    "--replay",
                    out.resolve("evidence/2.png.degradation.json"));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(again.resolve("2.png")).hasSameBinaryContentAs(out.resolve("2.png"));
            assertThat(again.resolve("evidence/2.png.degradation.json"))
                    .hasSameTextualContentAs(out.resolve("evidence/2.png.degradation.json"));
            assertThat(read(out.resolve("2.png")).toArray())
                    .isNotEqualTo(read(in.resolve("2.png")).toArray());
        }

        @Test
        void doNotDependOnOtherFiles() throws IOException {
            degrade("--kind", "rician");
            byte[] beside = Files.readAllBytes(out.resolve("2.png"));
            Files.delete(in.resolve("a/1.png"));
            out = folder.resolve("alone");
            degrade("--kind", "rician");
            assertThat(out.resolve("2.png")).hasBinaryContent(beside);
        }

        @Test
        void differWithTheSeedAndTheName() throws IOException {
            Files.copy(in.resolve("2.png"), in.resolve("3.png"));
            degrade("--kind", "speckle");
            Map<String, byte[]> first = images(out);
            assertThat(first.get("2.png")).isNotEqualTo(first.get("3.png"));
            out = folder.resolve("other");
            degrade("--kind", "speckle", "--seed", "2");
            assertThat(images(out).get("2.png")).isNotEqualTo(first.get("2.png"));
        }

        @Test
        void ofSeverityZeroHaveTheInputsPixels() throws IOException {
            degrade("--kind", "motion", "--severity", "0");
            assertThat(read(out.resolve("2.png")).toArray())
                    .isEqualTo(read(in.resolve("2.png")).toArray());
        }

        @Test
        void ofAVolumeHaveADrawForEachPlane() throws IOException {
            SampleFiles.nifti(in.resolve("v.nii"), 9, 8, 3, 1, 2, 3);
            Cli run = degrade("--kind", "bias-field", "--range", "0:4", "--json");
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode draws = record("v.nii").get("draws");
            assertThat(draws.size()).isEqualTo(3);
            assertThat(draws.get(0).get("parameters")).isNotEqualTo(draws.get(1).get("parameters"));
            assertThat(run.json().get("results")).hasSize(3);
            Cli onOnePlane = Cli.run(
                    "degrade",
                    in.resolve("2.png"),
                    "-o",
                    folder.resolve("x"),
                    "--replay",
                    out.resolve("evidence/v.nii.degradation.json"));
            assertThat(onOnePlane.code()).isEqualTo(1);
            assertThat(onOnePlane.linesNaming("2.png"))
                    .singleElement()
                    .asString()
                    .contains("3 planes, this file has 1");
        }

        @Test
        void sayWhatWasDoneInTheRecord() throws IOException {
            degrade("--kind", "impulse", "--severity", "2", "--set", "probability=0.25");
            JsonNode record = record("2.png");
            assertThat(record.get("kind").asString()).isEqualTo("salt-and-pepper");
            assertThat(record.get("severity").asDouble()).isEqualTo(2);
            assertThat(record.get("range").toString()).isEqualTo("[0.0,255.0]");
            assertThat(record.get("version").asString()).isEqualTo(Version.full());
            assertThat(record.get("draws")
                            .get(0)
                            .get("parameters")
                            .get("probability")
                            .asDouble())
                    .isEqualTo(0.25);
        }

        @Test
        void areNeverTakenForInputsNorOverwritten() throws IOException {
            degrade("--kind", "gaussian");
            Cli again = degrade("--kind", "gaussian");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.linesNaming("2.png")).singleElement().asString().contains("--overwrite");
            assertThat(degrade("--kind", "gaussian", "--overwrite").code()).isZero();
            Cli next = Cli.run("degrade", out, "-o", folder.resolve("twice"), "--kind", "poisson");
            assertThat(next.code()).as(next.err()).isZero();
            assertThat(next.err()).contains("degraded 2 of 2", "evidence of an earlier run");
        }
    }

    @Nested
    class WrongUsageIsOneLineAndEndsWithTwo {
        private void refused(Cli run, String... saying) {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err().lines().filter(line -> line.startsWith("limpid: ")))
                    .singleElement()
                    .asString()
                    .contains(saying);
            assertThat(out).doesNotExist();
        }

        @ParameterizedTest
        @CsvSource({
            "gausian, gaussian",
            "ricain, rician",
            "salt-and-peper, salt-and-pepper",
            "magnetic-feild, magnetic-field",
            "wraparound, wrap-around"
        })
        void forAKindThereIsNotWithTheNearest(String typed, String meant) {
            refused(degrade("--kind", typed), "no kind '" + typed + "'", "did you mean '" + meant + "'?");
        }

        @Test
        void forAKindThatIsLikeNoneWithAllOfThem() {
            Cli run = degrade("--kind", "fog");
            refused(run, "no kind 'fog'; there are bias-field, chemical-shift");
            assertThat(run.err()).doesNotContain("did you mean");
        }

        @ParameterizedTest
        @ValueSource(strings = {"-1", "5", "NaN", "4.01"})
        void forASeverityOutOfBounds(String severity) {
            refused(degrade("--kind", "gaussian", "--severity=" + severity), "severity", "0..4");
        }

        @Test
        void forAParameterThatIsNotRight() {
            refused(degrade("--kind", "gaussian", "--set", "sigma=abc"), "sigma=abc is not a number 0..1");
            refused(degrade("--kind", "gaussian", "--set", "peak=9"), "no parameter 'peak'; it takes sigma");
            refused(degrade("--kind", "gaussian", "--severity", "strong"), "--severity");
        }

        @Test
        void withoutAKindOrWithBothKindAndRecord() throws IOException {
            refused(degrade(), "--kind", "--replay");
            Path record = Files.writeString(folder.resolve("r.json"), "{}");
            refused(degrade("--replay", record, "--severity", "1"), "leave out --severity");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "no json",
                    "[]",
                    "{}",
                    "{\"kind\":\"fog\",\"severity\":1,\"range\":[0,1],\"run\":\"\",\"draws\":[{\"seed\":1,"
                            + "\"parameters\":{}}]}",
                    "{\"kind\":\"gaussian\",\"severity\":1,\"range\":[0,1],\"run\":\"\",\"draws\":[{\"seed\":1,"
                            + "\"parameters\":{\"severity\":1,\"sigma\":7}}]}",
                    "{\"kind\":\"gaussian\",\"severity\":1,\"range\":[1,0],\"run\":\"\",\"draws\":[]}"
                })
        void forARecordThatIsNone(String text) throws IOException {
            Path record = Files.writeString(folder.resolve("r.json"), text);
            refused(degrade("--replay", record), "r.json is not a record of 'limpid degrade'");
        }

        @Test
        void forARecordThatIsNotThere() {
            refused(degrade("--replay", folder.resolve("none.json")), "none.json: no such file");
        }
    }

    @Test
    void aFileThatDoesNotSayItsRangeIsNamed() throws IOException {
        Path volume = SampleFiles.nifti(in.resolve("v.nii"), 9, 8, 3, 1, 2, 3);
        Cli run = degrade("--kind", "gaussian");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(volume)).singleElement().asString().contains("--range");
        assertThat(images(out).keySet()).containsExactlyInAnyOrder("2.png", "a/1.png");
        assertThat(out.resolve("evidence/v.nii.degradation.json")).doesNotExist();
    }

    @Test
    void kindsListsEachKindInOneLineWithItsAliases() {
        Cli run = Cli.run("kinds");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(16);
        assertThat(run.out().lines()).anyMatch(line -> line.matches("salt-and-pepper +pixels .*\\(also impulse\\)"));
        JsonNode json = Cli.run("kinds", "--json").json().get("kinds");
        assertThat(json.get(0).get("aliases").toString()).isEqualTo("[\"magnetic-field\"]");
        assertThat(json.size()).isEqualTo(16);
    }
}
