package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid measure detection} on CT: lower doses, nodules, and LIDC-IDRI. */
class MeasureDetectionOfCtTest {
    @TempDir
    private static Path shared;

    private static Path detector;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainADetector() throws IOException {
        detector = ToyDetector.train(shared);
    }

    private static SampleCt ct(int seed) {
        return SampleCt.of(128, 128, seed, 30, 0, false).rescaled();
    }

    /** Two patients, of whom one validates, each with as many slices as are given. */
    private Path data(SampleCt... slices) throws IOException {
        Path data = folder.resolve("data");
        for (String patient : List.of("a", "b")) {
            StringBuilder boxes = new StringBuilder("{");
            for (int i = 1; i <= slices.length; i++) {
                slices[i - 1].write(data.resolve(patient).resolve(i + ".dcm"));
                boxes.append(i == 1 ? "" : ", ").append('"').append(i).append(".dcm\": [[60, 60, 90, 90]]");
            }
            Files.writeString(data.resolve(patient).resolve("boxes.json"), boxes + "}");
        }
        return data;
    }

    private Cli measure(Path data, String out, Object... more) {
        Object[] arguments = {"measure", "detection", "--data", data, "-o", folder.resolve(out), "--model", detector};
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(all);
    }

    private List<String> lines(String file, String start) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    @Test
    void noiseFollowsTheImageNotTheOption() throws IOException {
        Path data = data(ct(1).spacing(0.8, 0.8), ct(2).spacing(0.8, 0.8));
        Cli unsaid = measure(data, "unsaid");
        assertThat(unsaid.code()).as(unsaid.err()).isZero();
        Cli said = measure(data, "said", "--modality", "ct");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(lines("unsaid/detection.csv", "noisy,psnr,dB,"))
                .hasSize(1)
                .isEqualTo(lines("said/detection.csv", "noisy,psnr,dB,"));
        assertThat(lines("said/detection.csv", "noisy,lesionBias,HU,")).hasSize(1);
        assertThat(Files.readString(folder.resolve("unsaid/run.json"))).contains("low-dose of images in HU");
        Cli asked = measure(data, "asked", "--kind", "gaussian");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(lines("asked/detection.csv", "noisy,psnr,"))
                .isNotEqualTo(lines("said/detection.csv", "noisy,psnr,"));
        Cli unclear = measure(data, "unclear", "--set", "sigma=0.1");
        assertThat(unclear.code()).isEqualTo(1);
        assertThat(unclear.err()).contains("say --modality ct, or --kind gaussian");
    }

    @Test
    void aSliceThatShowsTooLittleForItsNoiseIsLeftOutAndTheOthersAreMeasured() throws IOException {
        Cli run = measure(data(ct(1).spacing(0.8, 0.8), ct(2)), "out", "--modality", "ct", "--dose", 0.5);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.linesNaming("2.dcm")).singleElement().asString().contains("is left out: ", "Pixel Spacing");
        assertThat(lines("out/patients.csv", "noisy,"))
                .singleElement()
                .asString()
                .contains(",1,1,1,");
        assertThat(lines("out/patients.csv", "clean,"))
                .singleElement()
                .asString()
                .contains(",1,1,1,");
    }

    @Test
    void nodulesThatArePutInAreTheLesions() throws IOException {
        Path data = folder.resolve("data");
        for (String patient : List.of("a", "b")) {
            for (int i = 1; i <= 3; i++) {
                ct(i).lungs().spacing(0.8, 0.8).write(data.resolve(patient).resolve(i + ".dcm"));
            }
        }
        Cli run = measure(data, "out", "--modality", "ct", "--insert-nodules", "--clean");
        assertThat(run.code()).as(run.err()).isZero();
        String[] patient = lines("out/patients.csv", "clean,").get(0).split(",", -1);
        assertThat(patient[2]).isEqualTo("3");
        assertThat(Integer.parseInt(patient[4])).as("lesions").isPositive();
        assertThat(Files.readString(folder.resolve("out/run.json"))).contains("\"insertNodules\" : true");
        assertThat(folder.resolve("out/sample-1.png")).exists();
    }

    /** The two patients fall into the validation split by the checksums of their names. */
    private Path lidc() throws IOException {
        Path data = folder.resolve("lidc");
        for (String patient : List.of("L6", "L16")) {
            Path series = data.resolve(patient + "/series");
            StringBuilder edges = new StringBuilder();
            for (int corner : new int[] {20, 60}) {
                edges.append("<edgeMap><xCoord>" + corner + "</xCoord><yCoord>" + corner + "</yCoord></edgeMap>");
            }
            String roi = "<roi><imageSOP_UID>1.2." + patient.substring(1) + "</imageSOP_UID><inclusion>TRUE</inclusion>"
                    + edges + "</roi>";
            String session = "<readingSession><unblindedReadNodule>" + roi + "</unblindedReadNodule></readingSession>";
            ct(1).patient(patient).instance("1.2." + patient.substring(1)).write(series.resolve("1.dcm"));
            ct(2).patient(patient).instance("1.3").write(series.resolve("2.dcm"));
            Files.writeString(
                    series.resolve("069.xml"), "<LidcReadMessage>" + session.repeat(3) + "</LidcReadMessage>");
        }
        return data;
    }

    @Test
    void lidcIsMeasuredFromARelativeFolderToo() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(lidc());
        assertThat(relative.isAbsolute()).isFalse();
        Cli run = measure(relative, "out", "--clean");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(lines("out/patients.csv", "clean,L")).hasSize(2).allMatch(line -> line.contains(",2,0,1,"));
    }

    @Test
    void disputedSlicesAreCountedAndAreNoFault() throws IOException {
        Path data = lidc();
        Path reading = data.resolve("L6/series/069.xml");
        String point = "<roi><imageSOP_UID>1.3</imageSOP_UID><inclusion>TRUE</inclusion><edgeMap><xCoord>5</xCoord>"
                + "<yCoord>5</yCoord></edgeMap></roi></unblindedReadNodule>";
        Files.writeString(reading, Files.readString(reading).replaceFirst("</unblindedReadNodule>", point));
        Cli run = measure(data, "out", "--clean");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(lines("out/patients.csv", "clean,L6,"))
                .singleElement()
                .asString()
                .contains(",1,1,1,");
    }
}
