package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidencePanelTest {
    private static final DisplayWindow WINDOW = new DisplayWindow("", 0, 1000);

    @Nested
    class Panel {
        @Test
        void writesAPngOfFourPicturesForOneWindow(@TempDir Path folder) throws IOException {
            Path file = folder.resolve("panel.png");
            panel(List.of(WINDOW)).write(file);
            BufferedImage image = ImageIO.read(file.toFile());
            assertThat(image.getWidth()).isEqualTo(3 * 16 + 2 * 512);
            assertThat(image.getHeight()).isGreaterThan(2 * 512);
        }

        @Test
        void showsEveryWindowBeforeAndAfter() {
            assertThat(panel(List.of(DisplayWindow.LUNG, DisplayWindow.SOFT_TISSUE))
                            .tiles())
                    .extracting(Tile::title)
                    .containsExactly(
                            "Before", "After", "Removed", "Before", "After", "Where the removed part has structure");
        }

        @Test
        void isTheSameBytesEachTime() {
            assertThat(panel(List.of(WINDOW)).png())
                    .isEqualTo(panel(List.of(WINDOW)).png());
        }

        @Test
        void takesPlanesOfAnyShape() {
            for (int[] size : new int[][] {{16, 16}, {17, 301}, {900, 33}, {1400, 1100}}) {
                Slice.Builder builder = Slice.builder(size[0], size[1], Unit.ARBITRARY);
                Slice slice =
                        builder.set(3, 3, 9).spacing(new PixelSpacing(0.3, 0.2)).build();
                byte[] png = EvidencePanel.of(
                                "x",
                                "m",
                                slice,
                                slice,
                                IntensityRange.CT,
                                DisplayWindow.usual(Modality.MR, slice),
                                List.of())
                        .png();
                assertThat(png.length).isPositive();
            }
        }

        @Test
        void needsAWindow() {
            assertThatIllegalArgumentException().isThrownBy(() -> panel(List.of()));
        }

        private EvidencePanel panel(List<DisplayWindow> windows) {
            return EvidencePanel.of(
                    "slice 1",
                    "method",
                    EvidenceTest.disc(20),
                    EvidenceTest.disc(0),
                    IntensityRange.CT,
                    windows,
                    List.of("unlike what the model was trained on"));
        }
    }

    @Nested
    class Fitting {
        @Test
        void keepsPixelsOfAFittingPlane() {
            Slice slice = EvidenceTest.disc(10);
            float[] doubled = Fit.of(slice).scale(slice);
            assertThat(Fit.of(slice).columns()).isEqualTo(512);
            assertThat(doubled[0]).isEqualTo(slice.at(0));
            assertThat(doubled[2 * 130 * 512 + 2 * 50 + 1]).isEqualTo(slice.at(130, 50));
        }

        @Test
        void keepsTheMeanWhenReducing() {
            Slice.Builder builder = Slice.builder(1360, 1360, Unit.ARBITRARY);
            for (int i = 0; i < 1360 * 1360; i++) {
                builder.set(i, (i * 31) % 17);
            }
            Slice slice = builder.build();
            Fit fit = Fit.of(slice);
            assertThat(fit.columns()).isEqualTo(680);
            float[] all = slice.toArray();
            assertThat(mean(fit.scale(slice))).isCloseTo(mean(all), within(1e-3));
            assertThat(fit.note()).contains("2");
        }

        @Test
        void givesPixelsTheirPhysicalAspect() {
            Slice slice = Slice.builder(100, 200, Unit.ARBITRARY)
                    .spacing(new PixelSpacing(2, 1))
                    .build();
            Fit fit = Fit.of(slice);
            assertThat(fit.rows()).isEqualTo(fit.columns());
        }

        @Test
        void keepsAConstantConstant() {
            float[] constant = new float[77 * 900];
            Arrays.fill(constant, 7);
            Slice slice = Slice.builder(77, 900, Unit.ARBITRARY)
                    .spacing(new PixelSpacing(1.7, 1))
                    .rows(0, 77, constant)
                    .build();
            for (float value : Fit.of(slice).scale(slice)) {
                assertThat(value).isCloseTo(7f, within(1e-4f));
            }
        }

        private double mean(float[] values) {
            double sum = 0;
            for (float v : values) {
                sum += v;
            }
            return sum / values.length;
        }
    }

    @Nested
    class Windows {
        @Test
        void goFromBlackToWhiteOverTheirWidth() {
            assertThat(DisplayWindow.SOFT_TISSUE.grey(-161)).isZero();
            assertThat(DisplayWindow.SOFT_TISSUE.grey(40)).isEqualTo(128);
            assertThat(DisplayWindow.SOFT_TISSUE.grey(241)).isEqualTo(255);
        }

        @Test
        void ofCtShowLungOnlyWhereThereIsLung() {
            Slice soft = EvidenceTest.disc(0);
            float[] pixels = new float[soft.size()];
            Arrays.fill(pixels, -850);
            assertThat(DisplayWindow.usual(Modality.CT, soft)).containsExactly(DisplayWindow.SOFT_TISSUE);
            assertThat(DisplayWindow.usual(Modality.CT, soft.withPixels(pixels)))
                    .containsExactly(DisplayWindow.LUNG, DisplayWindow.SOFT_TISSUE);
        }

        @Test
        void ofAConstantRadiographExist() {
            Slice flat = Slice.of(4, 4, new float[16], Unit.ARBITRARY);
            assertThat(DisplayWindow.usual(Modality.XRAY, flat).get(0).width()).isPositive();
        }

        @Test
        void withoutWidthAreRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new DisplayWindow("", 0, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new DisplayWindow("", Double.NaN, 1));
        }
    }

    @Nested
    class Lettering {
        @Test
        void knowsAllOfAscii() {
            List<double[]> box = StrokeFont.strokes(0x4E00);
            for (int c = ' '; c < 0x7F; c++) {
                assertThat(StrokeFont.strokes(c)).as("character " + (char) c).isNotSameAs(box);
                assertThat(StrokeFont.strokes(c).equals(box)).isFalse();
                for (double[] stroke : StrokeFont.strokes(c)) {
                    assertThat(stroke.length).isGreaterThanOrEqualTo(4).isEven();
                }
                assertThat(StrokeFont.advance(c)).isPositive();
            }
        }

        @Test
        void stillDrawsWhatItDoesNotKnow() {
            assertThat(StrokeFont.strokes(0x4E00)).isNotEmpty();
            Canvas canvas = new Canvas(60, 30, 0);
            canvas.text("\u4e00\ud83d\ude00", 5, 22, 16, 1.4, 0xFFFFFF);
            assertThat(ink(canvas)).isPositive();
        }

        @Test
        void breaksLinesSoThatEachFits() {
            String text = "some words and a_very_long_file_name_without_any_blank_in_it.dcm at the end";
            List<String> lines = Canvas.lines(text, 15, 140);
            assertThat(lines)
                    .allSatisfy(line -> assertThat(Canvas.width(line, 15)).isLessThanOrEqualTo(140));
            assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        }

        private int ink(Canvas canvas) {
            int ink = 0;
            for (int i = 0; i < canvas.width * canvas.height; i++) {
                ink += canvas.at(i % canvas.width, i / canvas.width) != 0 ? 1 : 0;
            }
            return ink;
        }
    }

    @Nested
    class Pictures {
        @Test
        void survivePng() throws IOException {
            Canvas canvas = new Canvas(3, 2, 0x102030);
            canvas.set(2, 1, 0xFFEEDD);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.png()));
            assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x102030);
            assertThat(image.getRGB(2, 1) & 0xFFFFFF).isEqualTo(0xFFEEDD);
        }

        @Test
        void ofGreyAreGreyFiles() throws IOException {
            Canvas canvas = new Canvas(3, 2, Canvas.grey(77));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.png()));
            assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
            assertThat(image.getRaster().getSample(1, 1, 0)).isEqualTo(77);
        }

        @Test
        void goToTheNamedFile(@TempDir Path folder) throws IOException {
            Slice slice = EvidenceTest.disc(3);
            Path file = folder.resolve("a.png");
            EvidencePanel.of("s", "m", slice, slice, IntensityRange.CT, List.of(WINDOW), List.of())
                    .write(file);
            assertThat(Files.size(file)).isPositive();
        }
    }

    @Nested
    class Numbers {
        @Test
        void areWrittenWithFewDigitsAndAPoint() {
            assertThat(Figures.plain(0)).isEqualTo("0");
            assertThat(Figures.plain(-0.00001)).isEqualTo("0");
            assertThat(Figures.plain(1234.4)).isEqualTo("1234");
            assertThat(Figures.plain(12.34)).isEqualTo("12.3");
            assertThat(Figures.signed(0.5)).isEqualTo("+0.500");
            assertThat(Figures.signed(-3.14159)).isEqualTo("-3.14");
            assertThat(Figures.percent(0.0027)).isEqualTo("0.27 %");
            assertThat(Figures.percent(0.00001)).isEqualTo("< 0.01 %");
            assertThat(Figures.tick(5.5)).isEqualTo("5.5");
            assertThat(Figures.tick(300)).isEqualTo("300");
            assertThat(Figures.roundUp(210)).isEqualTo(300);
            assertThat(Figures.roundUp(0)).isEqualTo(1);
        }
    }
}
