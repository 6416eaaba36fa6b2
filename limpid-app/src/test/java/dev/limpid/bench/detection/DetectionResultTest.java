package dev.limpid.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.bench.measure.ResultFolder;
import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.Unit;
import dev.limpid.metric.detection.DetectionCase;
import dev.limpid.metric.detection.PatientDraws.Interval;
import dev.limpid.metric.detection.RegionFidelity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionResultTest {
    private static final Box LESION = new Box(1, 1, 9, 9);

    @TempDir
    private Path folder;

    /** Of a patient with a lesion that is found, and one false positive that depends on the patient. */
    private static Seen ill(int patient, double meanSquare) {
        return new Seen(
                new DetectionCase(
                        "p" + patient,
                        List.of(LESION),
                        List.of(
                                new Detection(LESION, 0.5, "lesion"),
                                new Detection(new Box(20, 20, 30, 30), patient / 10.0, "lesion"))),
                30 + patient,
                0.9,
                Unit.HOUNSFIELD,
                2000,
                List.of(new RegionFidelity(meanSquare, patient, 10, 10)));
    }

    private static Seen healthy(int patient) {
        return new Seen(
                new DetectionCase("p" + patient, List.of(), List.of()),
                30 + patient,
                0.9,
                Unit.HOUNSFIELD,
                2000,
                List.of());
    }

    private static DetectionResult.Row row(Seen... images) {
        return DetectionResult.of(Map.of("row", List.of(images)), "row", 1)
                .rows()
                .get(0);
    }

    private static boolean has(Interval interval) {
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high());
    }

    @Test
    void figuresOfLesionsHaveIntervalsFromTwoPatientsWithLesionsOn() {
        DetectionResult.Row one = row(ill(0, 1e-4), healthy(1), healthy(2), healthy(3));
        DetectionResult.Row two = row(ill(0, 1e-4), ill(9, 1e-3), healthy(2), healthy(3));
        for (DetectionFigure figure : DetectionFigure.ALL) {
            boolean ofImages = figure.equals(DetectionFigure.PSNR) || figure.equals(DetectionFigure.SSIM);
            assertThat(has(one.of(figure))).as(figure.key()).isEqualTo(ofImages);
            assertThat(has(two.of(figure))).as(figure.key()).isTrue();
            assertThat(one.of(figure).value()).as(figure.key()).isNotNaN();
        }
        Interval bias = two.of(DetectionFigure.LESION_BIAS);
        assertThat(bias.low()).isZero();
        assertThat(bias.high()).isEqualTo(9);
    }

    @Test
    void oneLesionLeftAsItWasDoesNotMakeThePsnrOfAllInfinite() {
        DetectionResult.Row row = row(ill(0, 0), ill(1, 2e-4));
        assertThat(row.of(DetectionFigure.LESION_PSNR).value()).isCloseTo(40, within(1e-9));
        assertThat(row(ill(0, 0)).of(DetectionFigure.LESION_PSNR).value()).isInfinite();
    }

    private String page(Seen... images) throws IOException {
        DetectionStudy study = new DetectionStudy(Map.of("row", List.of(images)), List.of());
        Map<String, Integer> leftOut = Map.of("q", 2, "p", 1, "r", 1);
        DetectionFiles files = new DetectionFiles(study, "row", 1, leftOut, List.of());
        assertThat(files.toMap().get("leftOut")).hasToString("{p=1, q=2, r=1}");
        try (ResultFolder results = ResultFolder.of(folder, true, DetectionFiles.NAMES)) {
            files.write(results, Map.of());
            results.finish();
        }
        return Files.readString(folder.resolve("index.html"));
    }

    @Test
    void thePageSaysOneThingOfFewPatients() throws IOException {
        assertThat(page(ill(0, 1e-4), healthy(1)))
                .contains("Only 1 patient has lesions: figures of lesions have no intervals")
                .doesNotContain("too narrow");
        assertThat(page(ill(0, 1e-4), ill(1, 1e-4)))
                .contains("Only 2 patients have lesions: intervals over so few are too narrow")
                .doesNotContain("no intervals");
        List<Seen> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(ill(i, 1e-4));
        }
        assertThat(page(many.toArray(Seen[]::new))).doesNotContain("too narrow", "no intervals");
    }

    @Test
    void tablesSayTheUnitOfEveryFigure() throws IOException {
        String page = page(ill(0, 1e-4), ill(1, 1e-4));
        assertThat(page).contains("bias in lesions (HU)", "change of contrast (HU)", "PSNR (dB)");
        assertThat(Files.readAllLines(folder.resolve("detection.csv")))
                .anyMatch(line -> line.startsWith("row,lesionBias,HU,0.5,"))
                .anyMatch(line -> line.startsWith("row,ssim,,0.9,"));
    }
}
