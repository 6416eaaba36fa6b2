package dev.limpid.bench.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LesionRegionsTest {
    @TempDir
    Path folder;

    @Test
    void boxesExcludeTheirFarEdges() throws IOException {
        Files.writeString(folder.resolve("boxes.json"), "{\"a.dcm\": [[1, 2, 3, 4], [5, 0, 6, 1]], \"b.dcm\": []}");
        assertThat(LesionRegions.of(folder.resolve("a.dcm"), 8, 10).orElseThrow().stream())
                .containsExactly(5, 21, 22, 31, 32);
        assertThat(LesionRegions.of(folder.resolve("b.dcm"), 8, 10)).isEmpty();
        assertThat(LesionRegions.of(folder.resolve("c.dcm"), 8, 10)).isEmpty();
    }

    @Test
    void annotationsHoldBoxesByFile() throws IOException {
        Files.writeString(folder.resolve("annotations.json"), "{\"a.png\": {\"boxes\": [[0.4, 0, 2.4, 1]]}}");
        assertThat(LesionRegions.of(folder.resolve("a.png"), 8, 10).orElseThrow().stream())
                .containsExactly(0, 1);
    }

    @Test
    void aMaskComesBeforeBoxes() throws IOException {
        BufferedImage mask = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(2, 1, 0, 255);
        try (var out = Files.newOutputStream(folder.resolve("a.mask.png"))) {
            ImageIO.write(mask, "png", out);
        }
        Files.writeString(folder.resolve("boxes.json"), "{\"a.dcm\": [[0, 0, 4, 3]]}");
        assertThat(LesionRegions.of(folder.resolve("a.dcm"), 3, 4).orElseThrow().stream())
                .containsExactly(6);
        assertThatThrownBy(() -> LesionRegions.of(folder.resolve("a.dcm"), 4, 4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is of 3 x 4 pixels");
    }

    @Test
    void boxesAndPiecesOfAMaskAreLesionsOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("boxes.json"), "{\"b.png\": [[0, 0, 1, 1], [1, 0, 3, 1]]}");
        assertThat(LesionRegions.each(folder.resolve("b.png"), 3, 4)).hasSize(2);
        BufferedImage mask = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
        for (int[] pixel : new int[][] {{0, 0}, {1, 1}, {3, 0}, {3, 2}}) {
            mask.getRaster().setSample(pixel[0], pixel[1], 0, 255);
        }
        try (var out = Files.newOutputStream(folder.resolve("a.mask.png"))) {
            ImageIO.write(mask, "png", out);
        }
        assertThat(LesionRegions.each(folder.resolve("a.dcm"), 3, 4))
                .extracting(Object::toString)
                .containsExactly("{0, 5}", "{3}", "{11}");
    }

    @Test
    void whatIsNoBoxOfTheImageIsAnErrorThatNamesIt() throws IOException {
        Path file = folder.resolve("a.dcm");
        for (String box : new String[] {
            "[0, 0, 11, 1]", "[3, 1, 3, 2]", "[-1, 0, 2, 2]", "[1, 2, 3]", "7", "[1, 2, \"a\", 4]", "[0, 0, 1e99, 2]"
        }) {
            Files.writeString(folder.resolve("boxes.json"), "{\"a.dcm\": [" + box + "]}");
            assertThatThrownBy(() -> LesionRegions.of(file, 8, 10))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("box");
        }
        for (String text : new String[] {"[]", "{\"a.dcm\": 7}"}) {
            Files.writeString(folder.resolve("boxes.json"), text);
            assertThatThrownBy(() -> LesionRegions.of(file, 8, 10)).hasMessageContaining("not a list of boxes");
        }
        Files.writeString(folder.resolve("boxes.json"), "{\"a.dcm\": [");
        assertThatThrownBy(() -> LesionRegions.of(file, 8, 10)).hasMessageContaining("not a list of boxes");
    }
}
