package dev.limpid.lesion.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.training.DataFolder.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LesionFolderTest {
    @TempDir
    Path folder;

    private final List<String> messages = new ArrayList<>();

    private final List<LeftOut> leftOut = new ArrayList<>();

    private List<LesionFile> open() throws IOException {
        LesionFolder opened = new LesionFolder(messages::add);
        List<LesionFile> files = opened.open(folder, List.of());
        leftOut.clear();
        leftOut.addAll(opened.unusable());
        return files;
    }

    /** Patients of what was left out, with the reason of each image. */
    private List<String> reasons() {
        return leftOut.stream()
                .map(each -> each.entry().patient() + " " + each.why())
                .toList();
    }

    private static void png(Path file, int... white) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        BufferedImage image = new BufferedImage(10, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int index : white) {
            image.getRaster().setSample(index % 10, index / 10, 0, 255);
        }
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }

    @Test
    void masksBecomeABoxForEachPiece() throws IOException {
        png(folder.resolve("p1/a.png"));
        // Two pixels that touch at a corner, and one apart.
        png(folder.resolve("p1/a.mask.png"), 11, 22, 77);
        List<LesionFile> files = open();
        assertThat(files).hasSize(1);
        assertThat(files.get(0).boxes()).containsExactly(new Box(1, 1, 3, 3), new Box(7, 7, 8, 8));
        assertThat(messages).isEmpty();
    }

    @Test
    void imagesOfWhichNothingIsSaidAreCountedWithTheirPatients() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/boxes.json"), "{\"a.png\": [[1, 1, 4, 4]]}");
        png(folder.resolve("p2/b.png"));
        assertThat(open()).extracting(file -> file.entry().patient()).containsExactly("p1");
        assertThat(messages).containsExactly("1 images are not annotated and left out: of 1 patients, p2");
        assertThat(reasons()).containsExactly("p2 UNKNOWN");
    }

    @Test
    void aBrokenListCostsItsPatientAloneAndSaysSo() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/boxes.json"), "{\"a.png\": [[1, 1, 4, 4]]}");
        png(folder.resolve("p2/b.png"));
        Files.writeString(folder.resolve("p2/boxes.json"), "{\"b.png\": [[4, 1, 4, 4]]}");
        assertThat(open()).hasSize(1);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).contains("b.png").contains("area above 0").contains("is left out");
        assertThat(messages.get(1)).contains("of 1 patients, p2");
        assertThat(reasons()).containsExactly("p2 BROKEN");
    }

    @Test
    void listsOfOtherImagesAreSaid() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/boxes.json"), "{\"other.png\": [[1, 1, 4, 4]]}");
        assertThatThrownBy(this::open)
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("are the labels of other images?");
        assertThat(messages).containsExactly("1 of the 1 images that the lists of boxes name are not there: other.png");
    }

    @Test
    void rsnaAndDeepLesionAreKnownByTheirTables() throws IOException {
        Files.writeString(
                folder.resolve("stage_2_train_labels.csv"),
                "patientId,x,y,width,height,Target\nhere,1,2,3,4,1\ngone,1,2,3,4,1\nodd,1,2,0,4,1\n");
        png(folder.resolve("stage_2_train_images/here.dcm"));
        assertThat(open()).hasSize(1);
        assertThat(messages)
                .hasSize(2)
                .contains("1 images that stage_2_train_labels.csv names are not there: of 1 patients, gone");
        assertThat(messages.get(0)).contains("odd.dcm is left out", "row 3", "area above 0");
        assertThat(reasons()).containsExactly("odd BROKEN", "gone MISSING");
        Files.writeString(
                folder.resolve("DL_info.csv"),
                "File_name,Patient_index,Bounding_boxes,Train_Val_Test\n000001_01_01_109.png,1,\"1,2,3,4\",2\n"
                        + "000002_01_01_001.png,2,\"1,2,3,4\",3\n");
        png(folder.resolve("Images_png/000001_01_01/109.png"));
        List<LesionFile> deep = open();
        assertThat(deep).hasSize(1);
        assertThat(deep.get(0).range()).isPresent();
        assertThat(deep.get(0).entry().subset()).isEqualTo("DeepLesion");
        assertThat(reasons()).containsExactly("2 MISSING");
        assertThat(leftOut.get(0).entry().split()).isEqualTo(Split.TEST);
    }

    @Test
    void aListThatIsNoTextCostsItsPatientAlone() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/boxes.json"), "{\"a.png\": [[1, 1, 4, 4]]}");
        png(folder.resolve("p2/b.png"));
        Files.write(folder.resolve("p2/boxes.json"), new byte[] {(byte) 0xff, 0, 1});
        assertThat(open()).extracting(file -> file.entry().patient()).containsExactly("p1");
        assertThat(messages.get(0)).contains("b.png is left out").contains("not text in UTF-8");
    }

    @Test
    void whatIsSaidOfImagesIsNobodysPatient() throws IOException {
        for (int i = 0; i < 5; i++) {
            png(folder.resolve("a" + i + ".png"));
            png(folder.resolve("a" + i + ".mask.png"), 11, 22);
        }
        List<LesionFile> files = open();
        assertThat(files).hasSize(5);
        // A tenth, at least one, of the five patients; a mask or a list that counted as one could take its place.
        assertThat(files).filteredOn(file -> file.entry().split() == Split.VAL).hasSize(1);
    }

    @Test
    void aPublicCollectionHasNoSubsetsToChoose() throws IOException {
        Files.writeString(folder.resolve("DL_info.csv"), "File_name\n");
        assertThatThrownBy(() -> new LesionFolder(messages::add).open(folder, List.of("ct")))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("no subset 'ct'; leave out --subset");
    }

    @Test
    void readingsAreNoImagesToPutNodulesInto() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/069.xml"), "<LidcReadMessage/>");
        assertThat(new LesionFolder(messages::add).withoutLesions(folder, List.of()))
                .extracting(file -> String.valueOf(file.entry().file().getFileName()))
                .containsExactly("a.png");
    }

    /** LIDC-IDRI as it is downloaded. */
    @Nested
    class Lidc {
        private Path series(String patient) throws IOException {
            return Files.createDirectories(folder.resolve("LIDC-IDRI/" + patient + "/01-01-2000/3000522-NA"));
        }

        private void reading(Path series, String... rois) throws IOException {
            String session = "<readingSession><unblindedReadNodule>" + String.join("", rois)
                    + "</unblindedReadNodule></readingSession>";
            Files.writeString(
                    series.resolve("069.xml"), "<LidcReadMessage>" + session.repeat(3) + "</LidcReadMessage>");
        }

        private static String roi(String slice) {
            return "<roi><imageSOP_UID>" + slice + "</imageSOP_UID><inclusion>TRUE</inclusion>"
                    + "<edgeMap><xCoord>1</xCoord><yCoord>1</yCoord></edgeMap>"
                    + "<edgeMap><xCoord>6</xCoord><yCoord>6</yCoord></edgeMap></roi>";
        }

        private static String point(String slice) {
            return "<roi><imageSOP_UID>" + slice + "</imageSOP_UID><inclusion>TRUE</inclusion>"
                    + "<edgeMap><xCoord>1</xCoord><yCoord>1</yCoord></edgeMap></roi>";
        }

        @Test
        void patientsAreThoseOfTheHeadersWhereverOneLooksFrom() throws IOException {
            for (String patient : List.of("A", "B")) {
                Path series = series("LIDC-IDRI-" + patient);
                TinyDicom.write(series.resolve("1-1.dcm"), patient, "1." + (int) patient.charAt(0));
                reading(series, roi("1." + (int) patient.charAt(0)));
            }
            assertThat(open()).extracting(file -> file.entry().patient()).containsExactly("A", "B");
            assertThat(messages).isEmpty();
        }

        @Test
        void aDisputedSliceIsLeftOutAndCountedAndAnUnmarkedOneIsHealthy() throws IOException {
            Path series = series("LIDC-IDRI-0001");
            for (int i = 1; i <= 3; i++) {
                TinyDicom.write(series.resolve("1-" + i + ".dcm"), "P", "1.2." + i);
            }
            reading(series, roi("1.2.1"), point("1.2.2"));
            List<LesionFile> files = open();
            assertThat(files)
                    .extracting(file -> String.valueOf(file.entry().file().getFileName()))
                    .containsExactly("1-1.dcm", "1-3.dcm");
            assertThat(files.get(0).boxes()).containsExactly(new Box(2, 2, 6, 6));
            assertThat(files.get(1).boxes()).isEmpty();
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0))
                    .startsWith("1 slices with marks of fewer than 3 readers")
                    .endsWith(", P");
            assertThat(reasons()).containsExactly("P DISPUTED");
        }

        @Test
        void aScanWhoseReadingIsOfOtherImagesIsLeftOutNotTakenForHealthy() throws IOException {
            Path known = series("LIDC-IDRI-0001");
            TinyDicom.write(known.resolve("1-1.dcm"), "P", "1.2.1");
            reading(known, roi("1.2.1"));
            Path other = series("LIDC-IDRI-0002");
            TinyDicom.write(other.resolve("1-1.dcm"), "Q", "1.2.2");
            reading(other, roi("9.9.9"));
            assertThat(open()).extracting(file -> file.entry().patient()).containsExactly("P");
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0)).contains("the reading is of other images");
            assertThat(reasons()).containsExactly("Q UNKNOWN");
        }
    }
}
