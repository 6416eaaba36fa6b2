package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.model.ModelInput;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LesionImagesTest {
    private static final Box LESION = new Box(60, 2, 240, 12);
    private static final long MEBI = 1L << 20;

    /** Of an image of 600 x 20 pixels. */
    private static final long BYTES = 4L * 600 * 20;

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private List<LesionFile> wide(Split... splits) throws IOException {
        List<LesionFile> files = new ArrayList<>();
        for (Split split : splits) {
            Path file = folder.resolve(files.size() + ".png");
            try (var out = Files.newOutputStream(file)) {
                ImageIO.write(new BufferedImage(600, 20, BufferedImage.TYPE_BYTE_GRAY), "png", out);
            }
            files.add(new LesionFile(
                    new DataFolder.Entry(file, "all", "p", split),
                    List.of(LESION),
                    Optional.empty(),
                    Optional.empty()));
        }
        return files;
    }

    private LesionImages images(int edge, long memory) {
        ModelInput input = new ModelInput(Modality.OTHER, Optional.empty(), Unit.ARBITRARY, 0.5);
        return new LesionImages(input, edge, false, messages::add, memory);
    }

    private LesionImage load(int edge) throws IOException {
        return images(edge, MEBI).load(wide(Split.TRAIN), Split.TRAIN, 10, 1).get(0);
    }

    @Test
    void atTheLargestEdgeImagesAreTakenAsTheyAre() throws IOException {
        LesionImage image = load(DetectorArchitecture.MOST_EDGE);
        assertThat(image.image().columns()).isEqualTo(600);
        assertThat(image.boxes()).containsExactly(LESION);
        assertThat(messages).isEmpty();
    }

    @Test
    void atASmallerEdgeTheyAndTheirBoxesShrinkAndThatIsSaid() throws IOException {
        LesionImage image = load(300);
        assertThat(image.image().columns()).isEqualTo(300);
        assertThat(image.boxes()).containsExactly(new Box(30, 1, 120, 6));
        assertThat(messages).singleElement().asString().contains("made smaller, to 300 pixels");
    }

    @Test
    void whatDoesNotFitInMemoryIsToldInOneLineWithWhatHelps() {
        assertThatCode(() -> images(512, 1000 * MEBI).requireRoom(500 * MEBI, "10 of 1000 training images"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> images(512, 1000 * MEBI).requireRoom(700 * MEBI, "10 of 1000 training images"))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage("with 10 of 1000 training images, 700 of the 1000 MiB that Java has are full; hold fewer by"
                        + " --images, make them smaller by --edge, or give Java more memory (-Xmx)");
        assertThatThrownBy(() -> images(DetectorArchitecture.MOST_EDGE, MEBI).requireRoom(MEBI, "all images"))
                .as("images at their own size, which no --edge changes")
                .hasMessageEndingWith("hold fewer by --images, or give Java more memory (-Xmx)");
    }

    @Test
    void memoryIsThatOfAllSplitsTogether() throws IOException {
        List<LesionFile> files = wide(Split.TRAIN, Split.TRAIN, Split.VAL);
        long three = 3 * BYTES * 10 / 6;
        assertThat(load(images(600, three + 1), files)).hasSize(3);
        assertThatThrownBy(() -> load(images(600, three - 1), files))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("with 1 of 1 validation images");
    }

    @Test
    void whatAValidationKeepsIsCountedWithThem() throws IOException {
        List<LesionFile> files = wide(Split.TRAIN, Split.VAL, Split.VAL);
        LesionImages images = images(600, 4 * BYTES * 10 / 6 + 1);
        List<LesionImage> loaded = load(images, files);
        assertThatCode(() -> images.requireRoomForLooks(loaded, 500, false)).doesNotThrowAnyException();
        assertThatCode(() -> images.requireRoomForLooks(loaded.subList(1, 3), 1, true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> images.requireRoomForLooks(loaded.subList(1, 3), 1, true))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("with all images and what the validation makes of its own");
    }

    @Test
    void nodulesMakeACopyOfWhatTheyArePutIntoForEachLook() throws IOException {
        List<LesionImage> one = images(600, MEBI).load(wide(Split.VAL), Split.VAL, 10, 1);
        ModelInput input = new ModelInput(Modality.OTHER, Optional.empty(), Unit.ARBITRARY, 0.5);
        // Ten looks at the only image: without noise with the nodules, with noise, and what got the noise.
        long all = 30 * BYTES * 10 / 6;
        assertThatCode(() ->
                        new LesionImages(input, 600, true, messages::add, all + 1).requireRoomForLooks(one, 10, true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        new LesionImages(input, 600, true, messages::add, all - 1).requireRoomForLooks(one, 10, true))
                .isInstanceOf(ImageFormatException.class);
    }

    private static List<LesionImage> load(LesionImages images, List<LesionFile> files) throws IOException {
        List<LesionImage> loaded = new ArrayList<>(images.load(files, Split.TRAIN, 10, 1));
        loaded.addAll(images.load(files, Split.VAL, 10, 1));
        return loaded;
    }
}
