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

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private LesionImage load(int edge) throws IOException {
        Path file = folder.resolve("wide.png");
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(new BufferedImage(600, 20, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        }
        ModelInput input = new ModelInput(Modality.OTHER, Optional.empty(), Unit.ARBITRARY, 0.5);
        LesionFile lesion = new LesionFile(
                new DataFolder.Entry(file, "all", "p", Split.TRAIN),
                List.of(LESION),
                Optional.empty(),
                Optional.empty());
        return new LesionImages(input, edge, false, messages::add)
                .load(List.of(lesion), Split.TRAIN, 10, 1)
                .get(0);
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
    void whatDoesNotFitInMemoryIsToldInOneLine() {
        long mebi = 1L << 20;
        assertThatCode(() -> LesionImages.requireRoom(500 * mebi, 10, 1000, 1000 * mebi))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> LesionImages.requireRoom(700 * mebi, 10, 1000, 1000 * mebi))
                .isInstanceOf(ImageFormatException.class)
                .hasMessage(
                        "10 of 1000 images fill 700 of the 1000 MiB that Java has; hold fewer by --images, make them"
                                + " smaller by --edge, or give Java more memory (-Xmx)");
    }
}
