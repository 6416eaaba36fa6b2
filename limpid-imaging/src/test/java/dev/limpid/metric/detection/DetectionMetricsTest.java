package dev.limpid.metric.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.NotApplicableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionMetricsTest {
    private static Detection at(double x, double score) {
        return new Detection(new Box(x, 0, x + 10, 10), score, "lesion");
    }

    private static Box lesion(double x) {
        return new Box(x, 0, x + 10, 10);
    }

    @Nested
    class Boxes {
        @Test
        void overlapIsCommonAreaOverAllArea() {
            assertThat(new Box(0, 0, 2, 2).overlap(new Box(1, 1, 3, 3))).isCloseTo(1 / 7.0, within(1e-12));
            assertThat(new Box(0, 0, 2, 2).overlap(new Box(2, 0, 4, 2))).isZero();
            assertThat(new Box(0, 0, 2, 2).overlap(new Box(0, 0, 2, 2))).isEqualTo(1);
        }

        @Test
        void withoutAreaThereIsNoBox() {
            assertThatThrownBy(() -> new Box(3, 0, 3, 2)).hasMessageContaining("area above 0");
            assertThatThrownBy(() -> new Box(0, 0, Double.NaN, 2)).hasMessageContaining("area above 0");
        }

        @Test
        void mirroringTwiceIsTheSameBox() {
            Box box = new Box(1, 2, 4, 8);
            assertThat(box.mirrored(10)).isEqualTo(new Box(6, 2, 9, 8));
            assertThat(box.mirrored(10).mirrored(10)).isEqualTo(box);
        }
    }

    @Nested
    class AveragePrecisions {
        @Test
        void theOrderOfBoxesOfEqualScoreDoesNotMatter() {
            // The box at 2 overlaps both lesions by more than half, that at 0 the first one alone.
            List<Box> truth = List.of(lesion(0), lesion(5));
            DetectionCase one = new DetectionCase("a", truth, List.of(at(2, 0.5), at(0, 0.5)));
            DetectionCase other = new DetectionCase("a", truth, List.of(at(0, 0.5), at(2, 0.5)));
            assertThat(new AveragePrecision(0.5).of(List.of(one))).isEqualTo(1);
            assertThat(new AveragePrecision(0.5).of(List.of(other))).isEqualTo(1);
        }

        @Test
        void ofAKnownCurveIsItsArea() {
            // Hit, miss, hit of two lesions: 0.5 at precision 1, then 0.5 at 2/3.
            DetectionCase image = new DetectionCase(
                    "a", List.of(lesion(0), lesion(50)), List.of(at(0, 0.9), at(20, 0.8), at(50, 0.7)));
            assertThat(new AveragePrecision(0.5).of(List.of(image))).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-12));
        }

        @Test
        void aSecondBoxOnOneLesionIsAFalsePositive() {
            DetectionCase once =
                    new DetectionCase("a", List.of(lesion(0), lesion(50)), List.of(at(0, 0.9), at(50, 0.7)));
            DetectionCase twice = new DetectionCase(
                    "a", List.of(lesion(0), lesion(50)), List.of(at(0, 0.9), at(1, 0.8), at(50, 0.7)));
            assertThat(new AveragePrecision(0.5).of(List.of(once))).isEqualTo(1);
            assertThat(new AveragePrecision(0.5).of(List.of(twice))).isLessThan(1);
        }

        @Test
        void orderAmongEqualScoresDoesNotMatter() {
            List<Detection> one = List.of(at(0, 0.5), at(20, 0.5));
            List<Detection> other = List.of(at(20, 0.5), at(0, 0.5));
            AveragePrecision precision = new AveragePrecision(0.5);
            assertThat(precision.of(List.of(new DetectionCase("a", List.of(lesion(0)), one))))
                    .isEqualTo(precision.of(List.of(new DetectionCase("a", List.of(lesion(0)), other))))
                    .isEqualTo(0.5);
        }

        @Test
        void withoutLesionsThereIsNone() {
            assertThatThrownBy(
                            () -> new AveragePrecision(0.5).of(List.of(new DetectionCase("a", List.of(), List.of()))))
                    .isInstanceOf(NotApplicableException.class);
        }

        /** The definition over again: for every threshold recall and precision, and for every lesion the best of them. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void ofRandomImagesAreThoseOfEveryThreshold(long seed) {
            List<DetectionCase> cases = random(seed);
            for (double overlap : new double[] {0.2, 0.5}) {
                double sum = 0;
                int lesions =
                        cases.stream().mapToInt(each -> each.truth().size()).sum();
                for (int found = 1; found <= lesions; found++) {
                    double best = 0;
                    for (double threshold : thresholds(cases)) {
                        int[] counts = counts(cases, threshold, overlap);
                        if (counts[0] >= found) {
                            best = Math.max(best, (double) counts[0] / (counts[0] + counts[1]));
                        }
                    }
                    sum += best;
                }
                assertThat(new AveragePrecision(overlap).of(cases)).isCloseTo(sum / lesions, within(1e-12));
            }
        }
    }

    @Nested
    class Sensitivities {
        @Test
        void isTheStaircaseBelowTheRate() {
            List<DetectionCase> cases = List.of(
                    new DetectionCase(
                            "a", List.of(lesion(0), lesion(50)), List.of(at(20, 0.9), at(0, 0.8), at(50, 0.2))),
                    new DetectionCase("b", List.of(), List.of(at(0, 0.5))));
            // Thresholds: 0.9 -> 0 hits, 1 false; 0.8 -> 1, 1; 0.5 -> 1, 2; 0.2 -> 2, 2. Two images.
            assertThat(new Sensitivity(0.25, 0.5).of(cases)).isZero();
            assertThat(new Sensitivity(0.5, 0.5).of(cases)).isEqualTo(0.5);
            assertThat(new Sensitivity(1, 0.5).of(cases)).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4})
        void ofRandomImagesAreThoseOfEveryThreshold(long seed) {
            List<DetectionCase> cases = random(seed);
            int lesions = cases.stream().mapToInt(each -> each.truth().size()).sum();
            for (double rate : Sensitivity.RATES) {
                int most = 0;
                for (double threshold : thresholds(cases)) {
                    int[] counts = counts(cases, threshold, 0.5);
                    if (counts[1] <= rate * cases.size()) {
                        most = Math.max(most, counts[0]);
                    }
                }
                assertThat(new Sensitivity(rate, 0.5).of(cases)).isEqualTo((double) most / lesions);
            }
        }
    }

    @Nested
    class Intervals {
        @Test
        void onePatientIsThePointItself() {
            List<DetectionCase> cases = List.of(new DetectionCase("a", List.of(lesion(0)), List.of(at(0, 0.9))));
            assertThat(PatientDraws.of(new AveragePrecision(0.5), cases, 1))
                    .isEqualTo(new PatientDraws.Interval(1, 1, 1));
        }

        @Test
        void holdTheFigureAndAreTheSameForASeed() {
            List<DetectionCase> cases = random(11);
            PatientDraws.Interval interval = PatientDraws.of(new AveragePrecision(0.2), cases, 5);
            assertThat(interval.low()).isLessThan(interval.high());
            assertThat(interval.value()).isBetween(interval.low(), interval.high());
            assertThat(PatientDraws.of(new AveragePrecision(0.2), cases, 5)).isEqualTo(interval);
        }

        @Test
        void drawPatientsAndNotImages() {
            // One patient whose images are half found: every draw of patients is the same.
            List<DetectionCase> cases = List.of(
                    new DetectionCase("a", List.of(lesion(0)), List.of(at(0, 0.9))),
                    new DetectionCase("a", List.of(lesion(0)), List.of()));
            assertThat(PatientDraws.of(new Sensitivity(1, 0.5), cases, 1))
                    .isEqualTo(new PatientDraws.Interval(0.5, 0.5, 0.5));
        }
    }

    @Nested
    class InsideBoxes {
        @Test
        void aShiftIsBiasAndPsnrAndKeepsContrast() {
            float[] clean = new float[40 * 40];
            float[] shifted = new float[40 * 40];
            Box box = new Box(15, 15, 20, 21);
            for (int i = 0; i < clean.length; i++) {
                boolean inside = RegionFidelity.pixels(box, 40, 40).get(i);
                clean[i] = inside ? 60 : 40;
                shifted[i] = clean[i] - 20;
            }
            RegionFidelity fidelity = RegionFidelity.of(
                    Slice.of(40, 40, clean, Unit.HOUNSFIELD),
                    Slice.of(40, 40, shifted, Unit.HOUNSFIELD),
                    box,
                    IntensityRange.CT);
            assertThat(fidelity.psnr()).isCloseTo(40, within(1e-9));
            assertThat(fidelity.bias()).isCloseTo(-20, within(1e-9));
            assertThat(fidelity.contrast()).isCloseTo(20, within(1e-9));
            assertThat(fidelity.cleanContrast()).isCloseTo(20, within(1e-9));
        }

        @Test
        void pixelsAreThoseWhoseCentreLiesInside() {
            assertThat(RegionFidelity.pixels(new Box(0.6, 0, 2.4, 1), 3, 4).stream()
                            .toArray())
                    .containsExactly(1);
            assertThat(RegionFidelity.pixels(new Box(-5, -5, 50, 50), 3, 4).cardinality())
                    .isEqualTo(12);
            assertThat(RegionFidelity.pixels(new Box(7, 0, 9, 1), 3, 4).isEmpty())
                    .isTrue();
        }
    }

    private static List<DetectionCase> random(long seed) {
        Random random = new Random(seed);
        List<DetectionCase> cases = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            List<Box> truth = new ArrayList<>();
            List<Detection> found = new ArrayList<>();
            for (int k = random.nextInt(3) + (i == 0 ? 1 : 0); k > 0; k--) {
                Box box = lesion(random.nextInt(100));
                truth.add(box);
                if (random.nextBoolean()) {
                    // Scores of one decimal: many are equal.
                    found.add(
                            new Detection(box.moved(random.nextDouble() * 6, 0), random.nextInt(10) / 10.0, "lesion"));
                }
            }
            for (int k = random.nextInt(4); k > 0; k--) {
                found.add(at(random.nextInt(100), random.nextInt(10) / 10.0));
            }
            cases.add(new DetectionCase("p" + i / 2, truth, found));
        }
        return cases;
    }

    private static List<Double> thresholds(List<DetectionCase> cases) {
        return cases.stream()
                .flatMap(each -> each.found().stream())
                .map(Detection::score)
                .distinct()
                .toList();
    }

    /** Hits and false positives of all detections at or above a threshold. */
    private static int[] counts(List<DetectionCase> cases, double threshold, double overlap) {
        int hits = 0;
        int wrong = 0;
        for (DetectionCase each : cases) {
            boolean[] taken = new boolean[each.truth().size()];
            List<Detection> shown = new ArrayList<>(each.found().stream()
                    .filter(detection -> detection.score() >= threshold)
                    .toList());
            shown.sort((a, b) -> Double.compare(b.score(), a.score()));
            for (Detection detection : shown) {
                int best = -1;
                for (int i = 0; i < taken.length; i++) {
                    double common = detection.box().overlap(each.truth().get(i));
                    if (!taken[i]
                            && common >= overlap
                            && (best < 0
                                    || common
                                            > detection
                                                    .box()
                                                    .overlap(each.truth().get(best)))) {
                        best = i;
                    }
                }
                if (best < 0) {
                    wrong++;
                } else {
                    taken[best] = true;
                    hits++;
                }
            }
        }
        return new int[] {hits, wrong};
    }
}
