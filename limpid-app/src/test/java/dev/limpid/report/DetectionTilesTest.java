package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Box;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DetectionTilesTest {
    private static final int TRUTH = 0xFF35C2FF;
    private static final int FOUND = 0xFFFFC53D;

    private static BufferedImage draw(PlaneOrientation orientation, Box truth, Box found) throws IOException {
        Slice slice = Slice.of(400, 400, new float[160_000], Unit.ARBITRARY);
        Picture picture = DetectionTiles.of(
                "an image",
                new DisplayWindow("", 50, 100),
                orientation,
                List.of(truth),
                List.of(new DetectionTiles.Seen("row", "note", slice, List.of(found))));
        return ImageIO.read(new ByteArrayInputStream(picture.png()));
    }

    /** The smallest upright box round all pixels of a colour, below the words. */
    private static Box round(BufferedImage image, int colour) {
        int[] edges = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == colour) {
                    edges[0] = Math.min(edges[0], x);
                    edges[1] = Math.min(edges[1], y);
                    edges[2] = Math.max(edges[2], x + 1);
                    edges[3] = Math.max(edges[3], y + 1);
                }
            }
        }
        return new Box(edges[0], edges[1], edges[2], edges[3]);
    }

    @Test
    void aBoxThatIsRightStandsRoundTheLesionAndHidesNothingOfIt() throws IOException {
        Box lesion = new Box(100, 120, 180, 160);
        BufferedImage image = draw(PlaneOrientation.AS_STORED, lesion, lesion);
        Box truth = round(image, TRUTH);
        Box found = round(image, FOUND);
        assertThat(truth.width()).isEqualTo(84);
        assertThat(truth.height()).isEqualTo(44);
        assertThat(found).isEqualTo(new Box(truth.x0() - 3, truth.y0() - 3, truth.x1() + 3, truth.y1() + 3));
    }

    @Test
    void boxesTurnWithTheImage() throws IOException {
        Box lesion = new Box(100, 120, 180, 160);
        Box other = new Box(300, 300, 320, 330);
        Box plain = round(draw(PlaneOrientation.AS_STORED, lesion, other), TRUTH);
        Box turned = round(draw(new PlaneOrientation(true, true), lesion, other), TRUTH);
        // Left and right edges of the lesion lie at 100 and 180 of 400, and turned at 220 and 300.
        assertThat(turned.x0() - plain.x0()).isEqualTo(120);
        assertThat(turned.y0() - plain.y0()).isEqualTo(120);
    }

    @Test
    void boxesAtTheImagesEdgeAreDrawnAsFarAsItReaches() throws IOException {
        Box all = new Box(0, 0, 400, 400);
        BufferedImage image = draw(PlaneOrientation.AS_STORED, new Box(1, 1, 399, 399), all);
        assertThat(round(image, TRUTH).width()).isEqualTo(400);
    }
}
