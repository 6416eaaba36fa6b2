package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureStripTest {
    private static final DisplayWindow WINDOW = new DisplayWindow("soft tissue", 40, 400);

    /** Flat but for one bright corner of the middle region. */
    private static Slice plane(float level) {
        float[] pixels = new float[16 * 16];
        java.util.Arrays.fill(pixels, level);
        pixels[4 * 16 + 4] = 240;
        return Slice.of(16, 16, pixels, Unit.HOUNSFIELD);
    }

    private static List<int[]> pictures(String html) throws IOException {
        List<int[]> pictures = new ArrayList<>();
        Matcher data = Pattern.compile("base64,([^\"]+)\"").matcher(html);
        while (data.find()) {
            var image =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
            int[] samples = new int[image.getWidth() * image.getHeight()];
            image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, samples);
            pictures.add(samples);
        }
        return pictures;
    }

    private static PictureStrip strip(boolean mirrored, boolean upsideDown) {
        return new PictureStrip(plane(40), plane(140), new Region(4, 4, 8, 8), WINDOW, mirrored, upsideDown);
    }

    @Test
    void aPixelIsShownByItsWindowAndADifferenceOfNoneMidGrey() throws IOException {
        PictureStrip strip = strip(false, false);
        strip.add("same", "", plane(40), Optional.empty());
        strip.add("brighter", "", plane(140), Optional.empty());
        List<int[]> pictures = pictures(strip.html());
        assertThat(pictures).hasSize(1 + 2 * 2).allMatch(picture -> picture.length == 64);
        assertThat(pictures.get(0)[0]).isEqualTo(255);
        assertThat(pictures.get(0)[63]).isEqualTo(128);
        assertThat(pictures.get(2)).containsOnly(128);
        assertThat(pictures.get(4)[63]).isEqualTo(255);
        assertThat(strip.html()).contains("black \u2212100 HU", "soft tissue window, C 40 W 400 HU");
    }

    @Test
    void turningMovesTheCorner() throws IOException {
        assertThat(pictures(strip(true, false).html()).get(0)[7]).isEqualTo(255);
        assertThat(pictures(strip(false, true).html()).get(0)[56]).isEqualTo(255);
        assertThat(pictures(strip(true, true).html()).get(0)[63]).isEqualTo(255);
    }

    @Test
    void theRegionIsWhereTheStructureIsAndInsideThePlane() {
        float[] pixels = new float[200 * 200];
        for (int row = 100; row < 150; row++) {
            for (int column = 120; column < 170; column++) {
                pixels[row * 200 + column] = (row / 8 + column / 8) % 2 * 200;
            }
        }
        Region region = Region.of(Slice.of(200, 200, pixels, Unit.HOUNSFIELD), WINDOW, 64);
        assertThat(region.row()).isBetween(80, 105);
        assertThat(region.column()).isBetween(100, 125);
        Region small = Region.of(plane(0), WINDOW, 64);
        assertThat(small).isEqualTo(new Region(0, 0, 16, 16));
    }

    @Test
    void mapsStandInAThirdRowOnTheCleanMapsScale() {
        PictureStrip strip = strip(false, false);
        strip.cleanMap(plane(2));
        strip.add("with", "", plane(40), Optional.of(plane(1)));
        strip.add("without", "", plane(40), Optional.empty());
        assertThat(strip.html().split("feature map", -1)).hasSize(3);
        assertThatThrownBy(() -> strip(false, false).add("early", "", plane(40), Optional.of(plane(1))))
                .hasMessageContaining("the clean image's map comes first");
    }
}
