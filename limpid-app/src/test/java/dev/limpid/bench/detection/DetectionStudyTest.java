package dev.limpid.bench.detection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.bench.BenchMethod;
import dev.limpid.image.Box;
import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.Detection;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.training.DataFolder.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a detector whose boxes can be told from the pixels: what it saw can be read off them. */
class DetectionStudyTest {
    private static final Box LESION = new Box(10, 8, 20, 16);
    private static final double SEEN_FROM = 3000;

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    /** The box round all pixels above a value; empty where there is none. */
    private static Optional<Box> bright(Slice slice) {
        double[] edges = {Double.MAX_VALUE, Double.MAX_VALUE, 0, 0};
        for (int row = 0; row < slice.rows(); row++) {
            for (int column = 0; column < slice.columns(); column++) {
                if (slice.at(row, column) > SEEN_FROM) {
                    edges[0] = Math.min(edges[0], column);
                    edges[1] = Math.min(edges[1], row);
                    edges[2] = Math.max(edges[2], column + 1);
                    edges[3] = Math.max(edges[3], row + 1);
                }
            }
        }
        return edges[2] == 0 ? Optional.empty() : Optional.of(new Box(edges[0], edges[1], edges[2], edges[3]));
    }

    private static final RowDetector BRIGHT = new RowDetector() {
        @Override
        public List<Detection> detect(Slice slice, IntensityRange range) {
            return bright(slice).stream()
                    .map(box -> new Detection(box, 1, "lesion"))
                    .toList();
        }

        @Override
        public String label() {
            return "lesion";
        }

        @Override
        public Optional<Unit> unit() {
            return Optional.empty();
        }

        @Override
        public String identity() {
            return "bright";
        }
    };

    private static BenchMethod denoiser(UnaryOperator<Slice> change) {
        return ofRange((slice, range) -> change.apply(slice));
    }

    private interface Change {
        Slice of(Slice slice, IntensityRange range);
    }

    private static BenchMethod ofRange(Change change) {
        return BenchMethod.of(
                new DenoiserProvider() {
                    @Override
                    public String name() {
                        return "changed";
                    }

                    @Override
                    public String summary() {
                        return "a change that the test knows";
                    }

                    @Override
                    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
                        return slice -> change.of(slice, range);
                    }
                },
                Map.of());
    }

    private static Slice plus(Slice slice, double added) {
        Slice.Builder sum = slice.like();
        for (int i = 0; i < slice.size(); i++) {
            sum.set(i, (float) (slice.at(i) + added));
        }
        return sum.build();
    }

    private static DetectionRow row(String name, DetectionRow.Images images) {
        return new DetectionRow(name, images, Optional.empty(), BRIGHT);
    }

    private static DetectionRow row(String name, BenchMethod denoiser) {
        return new DetectionRow(name, DetectionRow.Images.DENOISED, Optional.of(denoiser), BRIGHT);
    }

    /** An image of 1000, with 5000 in the lesion; of 8 bits, a twentieth of that. */
    private void image(String patient, int type) throws IOException {
        int scale = type == BufferedImage.TYPE_BYTE_GRAY ? 20 : 1;
        BufferedImage image = new BufferedImage(40, 30, type);
        for (int i = 0; i < 40 * 30; i++) {
            boolean inside = i % 40 >= 10 && i % 40 < 20 && i / 40 >= 8 && i / 40 < 16;
            image.getRaster().setSample(i % 40, i / 40, 0, (inside ? 5000 : 1000) / scale);
        }
        Path file = folder.resolve(patient + "/1.png");
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        Files.writeString(file.resolveSibling("boxes.json"), "{\"1.png\": [[10, 8, 20, 16]]}");
    }

    private DetectionStudy study(List<String> patients, Optional<DetectionNoise> noise, DetectionRow... rows)
            throws IOException {
        List<String> paths =
                patients.stream().map(name -> "\"" + name + "/1.png\"").toList();
        List<String> names =
                patients.stream().map(name -> "\"" + name + "\": \"val\"").toList();
        Files.writeString(
                folder.resolve("splits.json"),
                "{\"all\": {\"val\": [" + String.join(", ", paths) + "]}, \"patients\": {\"all\": {"
                        + String.join(", ", names) + "}}}");
        DetectionData data = DetectionData.open(
                folder,
                new DetectionData.Request(
                        List.of(), Split.VAL, Modality.OTHER, Optional.empty(), Optional.empty(), 100, 1),
                messages::add);
        return DetectionStudy.run(data, data.measured(), List.of(rows), noise, List.of(), () -> {});
    }

    private static Seen first(DetectionStudy study, String row) {
        return requireNonNull(study.seen().get(row)).get(0);
    }

    private static Box box(DetectionStudy study, String row) {
        return first(study, row).found().found().get(0).box();
    }

    @Test
    void eachRowsDetectorSeesThatRowsImage() throws IOException {
        image("a", BufferedImage.TYPE_USHORT_GRAY);
        BenchMethod corner = denoiser(noisy -> {
            Slice.Builder dark = noisy.like();
            dark.set(2, 3, 9000);
            return dark.build();
        });
        DetectionNoise noise = new DetectionNoise("gaussian", true, Map.of("sigma", "0.02"), 1, 1);
        DetectionStudy study = study(
                List.of("a"),
                Optional.of(noise),
                row("clean", DetectionRow.Images.CLEAN),
                row("noisy", DetectionRow.Images.NOISY),
                row("denoised", corner));
        assertThat(box(study, "clean")).isEqualTo(LESION);
        assertThat(box(study, "denoised")).isEqualTo(new Box(3, 2, 4, 3));
        DetectionSample shown = study.samples().get(0);
        assertThat(box(study, "noisy"))
                .isNotEqualTo(LESION)
                .isEqualTo(bright(noise.on(shown.image())).orElseThrow())
                .isEqualTo(bright(requireNonNull(shown.rows().get("noisy")).slice())
                        .orElseThrow());
        assertThat(requireNonNull(shown.rows().get("denoised")).found().get(0).box())
                .isEqualTo(new Box(3, 2, 4, 3));
    }

    @Test
    void aDenoiserIsGivenTheNoisyImage() throws IOException {
        image("a", BufferedImage.TYPE_USHORT_GRAY);
        DetectionNoise noise = new DetectionNoise("gaussian", true, Map.of("sigma", "0.02"), 1, 1);
        DetectionStudy study = study(
                List.of("a"),
                Optional.of(noise),
                row("noisy", DetectionRow.Images.NOISY),
                row("same", denoiser(slice -> slice)));
        assertThat(box(study, "same")).isEqualTo(box(study, "noisy")).isNotEqualTo(LESION);
        assertThat(first(study, "same").psnr())
                .isEqualTo(first(study, "noisy").psnr())
                .isFinite();
    }

    @Test
    void aDenoiserThatAddsSevenHasABiasOfSevenAndNoChangeOfContrast() throws IOException {
        image("a", BufferedImage.TYPE_USHORT_GRAY);
        DetectionStudy study =
                study(List.of("a"), Optional.empty(), row("plus seven", denoiser(slice -> plus(slice, 7))));
        Seen seen = first(study, "plus seven");
        assertThat(seen.lesions().get(0).bias()).isCloseTo(7, within(1e-4));
        assertThat(seen.lesions().get(0).contrast())
                .isCloseTo(seen.lesions().get(0).cleanContrast(), within(1e-3));
    }

    @Test
    void ofImagesOfDifferentRangesBiasIsInPartsOfEach() throws IOException {
        image("a", BufferedImage.TYPE_USHORT_GRAY);
        image("b", BufferedImage.TYPE_BYTE_GRAY);
        BenchMethod hundredth = ofRange((slice, range) -> plus(slice, 0.01 * range.width()));
        DetectionStudy study = study(List.of("a", "b"), Optional.empty(), row("plus", hundredth));
        DetectionResult result = DetectionResult.of(study.seen(), "plus", 1);
        DetectionResult.Row row = result.rows().get(0);
        assertThat(row.of(DetectionFigure.LESION_BIAS).value()).isCloseTo(0.01, within(1e-5));
        assertThat(row.of(DetectionFigure.LESION_BIAS).high()).isCloseTo(0.01, within(1e-5));
        assertThat(row.of(DetectionFigure.LESION_CONTRAST).value()).isCloseTo(0, within(1e-5));
        assertThat(result.scale().title(DetectionFigure.LESION_BIAS)).isEqualTo("bias in lesions (of range)");
    }

    @Test
    void anImageThatFailsOneRowIsLeftOutOfAllAndNamedWithTheRow() throws IOException {
        image("a", BufferedImage.TYPE_USHORT_GRAY);
        image("b", BufferedImage.TYPE_BYTE_GRAY);
        image("c", BufferedImage.TYPE_USHORT_GRAY);
        DetectionStudy study = study(
                List.of("a", "b", "c"),
                Optional.empty(),
                row("clean", DetectionRow.Images.CLEAN),
                row("odd", ofRange((slice, range) -> range.width() < 300 ? plus(slice, Double.NaN) : slice)));
        assertThat(study.seen().values())
                .allSatisfy(images -> assertThat(images)
                        .extracting(image -> image.found().patient())
                        .containsExactly("a", "c"));
        assertThat(messages).singleElement().asString().contains("b/1.png is left out: row 'odd': ", "NaN");
    }

    @Test
    void whatNobodyExpectedOfADenoiserCostsItsImageAlone() throws IOException {
        image("a", BufferedImage.TYPE_USHORT_GRAY);
        image("b", BufferedImage.TYPE_BYTE_GRAY);
        DetectionStudy study = study(List.of("a", "b"), Optional.empty(), row("odd", ofRange((slice, range) -> {
            if (range.width() < 300) {
                throw new IllegalStateException("broken");
            }
            return slice;
        })));
        assertThat(study.seen().get("odd")).hasSize(1);
        assertThat(messages).singleElement().asString().contains("row 'odd': internal error", "broken");
    }
}
