package dev.limpid.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionDataTest {
    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private static DetectionData.Request request(Split split, boolean nodules) {
        return new DetectionData.Request(
                List.of(),
                split,
                Modality.CT,
                Optional.empty(),
                nodules ? Optional.of(NoduleMix.STANDARD) : Optional.empty(),
                100,
                1);
    }

    private static void png(Path file, int value) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 40 * 30; i++) {
            image.getRaster().setSample(i % 40, i / 40, 0, value);
        }
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
    }

    @Nested
    class DeepLesion {
        @Test
        void numbersAreHounsfieldUnitsAndTheListSaysTheSpacing() throws IOException {
            Files.writeString(
                    folder.resolve("DL_info.csv"),
                    "File_name,Patient_index,Bounding_boxes,Train_Val_Test,Spacing_mm_px_\n"
                            + "000001_01_01_109.png,1,\"1,2,3,4\",3,\"0.5, 0.75, 5\"\n");
            png(folder.resolve("Images_png/000001_01_01/109.png"), 32768 + 40);
            DetectionData data = DetectionData.open(folder, request(Split.TEST, false), messages::add);
            DetectionImage image = data.read(data.measured().get(0)).orElseThrow();
            assertThat(image.clean().unit()).isEqualTo(Unit.HOUNSFIELD);
            assertThat(image.clean().at(3)).isCloseTo(40, within(0.01f));
            assertThat(image.range()).isEqualTo(IntensityRange.CT);
            assertThat(image.boxes()).containsExactly(new Box(1, 2, 3, 4));
            assertThat(image.clean().spacing()).isPresent();
        }
    }

    @Test
    void nodulesAreNotPutIntoWhatIsNoCtAndThatIsNamedAndCounted() throws IOException {
        png(folder.resolve("a/1.png"), 100);
        png(folder.resolve("b/1.png"), 100);
        DetectionData data = DetectionData.open(folder, request(Split.VAL, true), messages::add);
        List<LesionFile> files = data.measured();
        assertThat(files).hasSize(1);
        assertThatThrownBy(() -> DetectionStudy.run(data, files, List.of(), Optional.empty(), List.of(), () -> {}))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("no image with a lesion could be measured");
        assertThat(messages).singleElement().asString().contains("1.png is left out: nodules are put into CT in HU");
        assertThat(data.leftOut().values()).containsExactly(1);
    }

    @Test
    void aSplitWithoutImagesSaysHowToNameOne() throws IOException {
        png(folder.resolve("a/1.png"), 100);
        Files.writeString(folder.resolve("a/boxes.json"), "{\"1.png\": [[1, 1, 9, 9]]}");
        png(folder.resolve("b/1.png"), 100);
        Files.writeString(folder.resolve("b/boxes.json"), "{\"1.png\": [[1, 1, 9, 9]]}");
        assertThatThrownBy(() -> DetectionData.open(folder, request(Split.TEST, false), messages::add))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("the test split has no image; choose another by --split");
    }

    @Test
    void aFileIsNamedTheSameFromWhereverOneLooks() {
        Path relative = Path.of("some/data");
        Path absolute = relative.toAbsolutePath();
        for (Path root : List.of(relative, absolute, Path.of("some/other/../data"))) {
            for (Path file : List.of(relative, absolute)) {
                assertThat(DetectionReader.nameOf(root, file.resolve("p/1.png")))
                        .isEqualTo("p/1.png");
            }
        }
    }

    @Test
    void imagesThatAListNamesByAbsolutePathsAreReadFromARelativeFolder() throws IOException {
        Path image = folder.resolve("a/1.png");
        png(image, 100);
        Files.writeString(folder.resolve("a/boxes.json"), "{\"1.png\": [[1, 1, 9, 9]]}");
        Files.writeString(
                folder.resolve("splits.json"),
                "{\"all\": {\"val\": [\"" + image.toAbsolutePath()
                        + "\"]}, \"patients\": {\"all\": {\"a\": \"val\"}}}");
        Path relative = Path.of("").toAbsolutePath().relativize(folder);
        DetectionData data = DetectionData.open(relative, request(Split.VAL, false), messages::add);
        assertThat(data.read(data.measured().get(0)).map(DetectionImage::name)).contains("a/1.png");
        assertThat(messages).isEmpty();
    }

    /** Patients p0.. who all validate, of whom some have a lesion and some one more image that is broken. */
    private Path patients(int count, List<Integer> ill, List<Integer> broken) throws IOException {
        List<String> paths = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            png(folder.resolve("p" + i + "/1.png"), 100);
            paths.add("\"p" + i + "/1.png\"");
            names.add("\"p" + i + "\": \"val\"");
            String boxes = ill.contains(i) ? "\"1.png\": [[1, 1, 9, 9]]" : "\"1.png\": []";
            if (broken.contains(i)) {
                paths.add("\"p" + i + "/2.png\"");
                boxes += ", \"2.png\": [[1, 1, 1, 9]]";
            }
            Files.writeString(folder.resolve("p" + i + "/boxes.json"), "{" + boxes + "}");
        }
        Files.writeString(
                folder.resolve("splits.json"),
                "{\"all\": {\"val\": [" + String.join(", ", paths) + "]}, \"patients\": {\"all\": {"
                        + String.join(", ", names) + "}}}");
        return folder;
    }

    private static DetectionData.Request of(int images, long seed) {
        return new DetectionData.Request(
                List.of(), Split.VAL, Modality.OTHER, Optional.empty(), Optional.empty(), images, seed);
    }

    @Test
    void aSampleWithoutALesionIsToldBeforeAnythingIsMeasured() throws IOException {
        Path data = patients(6, List.of(4), List.of());
        int refused = 0;
        for (long seed = 1; seed <= 20; seed++) {
            try {
                assertThat(DetectionData.open(data, of(2, seed), messages::add).measured())
                        .anyMatch(file -> !file.boxes().isEmpty());
            } catch (ImageFormatException without) {
                refused++;
                assertThat(without).hasMessageContaining("the 2 images").hasMessageContaining("raise it, or choose");
            }
        }
        assertThat(refused).isBetween(1, 19);
    }

    @Test
    void whatIsLeftOutIsOfPatientsThatAreMeasured() throws IOException {
        Path data = patients(6, List.of(0, 1, 2, 3, 4, 5), List.of(0, 1, 2, 3, 4, 5));
        DetectionData all = DetectionData.open(data, of(6, 1), messages::add);
        assertThat(all.leftOut()).hasSize(6);
        assertThat(all.hasFaults()).isTrue();
        DetectionData two = DetectionData.open(data, of(2, 1), messages::add);
        assertThat(two.leftOut().keySet())
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(two.measured().stream()
                        .map(file -> file.entry().patient())
                        .toList());
    }

    @Test
    void anImageOfWhichNothingIsKnownIsCountedAndNoFault() throws IOException {
        Path data = patients(2, List.of(0, 1), List.of());
        Files.delete(data.resolve("p1/boxes.json"));
        Files.writeString(data.resolve("p1/annotations.json"), "{}");
        DetectionData opened = DetectionData.open(data, of(6, 1), messages::add);
        assertThat(opened.leftOut()).isEqualTo(Map.of("p1", 1));
        assertThat(opened.hasFaults()).isFalse();
    }

    @Nested
    class Samples {
        private static List<LesionFile> files(int patients, int each) {
            List<LesionFile> files = new ArrayList<>();
            for (int i = 0; i < patients * each; i++) {
                files.add(new LesionFile(
                        new DataFolder.Entry(Path.of(i + ".png"), "all", "p" + i % patients, Split.VAL),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
            }
            return files;
        }

        @Test
        void arePatientsWithAllTheirImages() {
            List<LesionFile> taken = PatientSample.of(files(10, 7), 25, 3);
            assertThat(taken).hasSize(21);
            Map<String, Integer> counts = new HashMap<>();
            taken.forEach(file -> counts.merge(file.entry().patient(), 1, Integer::sum));
            assertThat(counts.values()).containsExactly(7, 7, 7);
            assertThat(PatientSample.of(files(10, 7), 25, 3)).isEqualTo(taken);
        }

        @Test
        void loseNobodyWhenMoreImagesAreAllowed() {
            List<LesionFile> files = new ArrayList<>(files(5, 9));
            files(4, 1)
                    .forEach(file -> files.add(new LesionFile(
                            new DataFolder.Entry(
                                    file.entry().file(),
                                    "all",
                                    "small" + file.entry().patient(),
                                    Split.VAL),
                            List.of(),
                            Optional.empty(),
                            Optional.empty())));
            for (long seed = 1; seed <= 5; seed++) {
                List<LesionFile> before = List.of();
                for (int most = 1; most <= 49; most++) {
                    List<LesionFile> taken = PatientSample.of(files, most, seed);
                    assertThat(taken).containsAll(before);
                    before = taken;
                }
            }
        }

        @Test
        void areAllWhereThereAreNoMoreAndNeverNone() {
            assertThat(PatientSample.of(files(2, 3), 6, 1)).hasSize(6);
            assertThat(PatientSample.of(files(2, 3), 1, 1)).hasSize(3);
        }
    }
}
