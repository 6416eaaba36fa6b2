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
        void areAllWhereThereAreNoMoreAndNeverNone() {
            assertThat(PatientSample.of(files(2, 3), 6, 1)).hasSize(6);
            assertThat(PatientSample.of(files(2, 3), 1, 1)).hasSize(3);
        }
    }
}
