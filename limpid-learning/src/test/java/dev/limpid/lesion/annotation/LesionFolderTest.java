package dev.limpid.lesion.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LesionFolderTest {
    @TempDir
    Path folder;

    private final List<String> messages = new ArrayList<>();

    private List<LesionFile> open() throws IOException {
        return new LesionFolder(messages::add).open(folder, List.of());
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
    }

    @Test
    void aBrokenListCostsItsPatientAloneAndSaysSo() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/boxes.json"), "{\"a.png\": [[1, 1, 4, 4]]}");
        png(folder.resolve("p2/b.png"));
        Files.writeString(folder.resolve("p2/boxes.json"), "{\"b.png\": [[4, 1, 4, 4]]}");
        assertThat(open()).hasSize(1);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).contains("b.png").contains("area above 0").endsWith("the image is left out");
        assertThat(messages.get(1)).contains("of 1 patients, p2");
    }

    @Test
    void listsOfOtherImagesAreSaid() throws IOException {
        png(folder.resolve("p1/a.png"));
        Files.writeString(folder.resolve("p1/boxes.json"), "{\"other.png\": [[1, 1, 4, 4]]}");
        assertThatThrownBy(this::open)
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("are the labels of other images?");
        assertThat(messages).containsExactly("1 of the 1 images that the lists of boxes name are not there");
    }

    @Test
    void rsnaAndDeepLesionAreKnownByTheirTables() throws IOException {
        Files.writeString(
                folder.resolve("stage_2_train_labels.csv"),
                "patientId,x,y,width,height,Target\nhere,1,2,3,4,1\ngone,1,2,3,4,1\n");
        png(folder.resolve("stage_2_train_images/here.dcm"));
        assertThat(open()).hasSize(1);
        assertThat(messages)
                .containsExactly("1 images that stage_2_train_labels.csv names are not there: of 1 patients, gone");
        Files.writeString(
                folder.resolve("DL_info.csv"),
                "File_name,Patient_index,Bounding_boxes,Train_Val_Test\n000001_01_01_109.png,1,\"1,2,3,4\",2\n");
        png(folder.resolve("Images_png/000001_01_01/109.png"));
        List<LesionFile> deep = open();
        assertThat(deep).hasSize(1);
        assertThat(deep.get(0).range()).isPresent();
        assertThat(deep.get(0).entry().subset()).isEqualTo("DeepLesion");
    }
}
