package dev.limpid.metric.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.metric.NotApplicableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionTallyTest {
    /** Images of four patients in mixed order, with scores that often tie. */
    private static List<DetectionCase> random(long seed) {
        Random random = new Random(seed);
        List<DetectionCase> cases = new ArrayList<>();
        for (int image = 0; image < 14; image++) {
            List<Box> truth = new ArrayList<>();
            List<Detection> found = new ArrayList<>();
            for (int lesion = random.nextInt(3); lesion > 0; lesion--) {
                truth.add(box(20 * lesion));
            }
            for (int k = random.nextInt(6); k > 0; k--) {
                found.add(new Detection(box(20 * random.nextInt(4) + random.nextInt(6)), score(random), "lesion"));
            }
            cases.add(new DetectionCase("p" + random.nextInt(4), truth, found));
        }
        cases.add(new DetectionCase("p0", List.of(box(0)), List.of()));
        return cases;
    }

    private static double score(Random random) {
        return random.nextInt(8) / 8.0;
    }

    private static Box box(double x) {
        return new Box(x, 0, x + 10, 10);
    }

    private static List<DetectionCase> repeated(List<DetectionCase> cases, DetectionTally tally, int[] draw) {
        List<DetectionCase> repeated = new ArrayList<>();
        for (DetectionCase each : cases) {
            for (int times = draw[tally.patients().indexOf(each.patient())]; times > 0; times--) {
                repeated.add(each);
            }
        }
        return repeated;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aDrawIsTheImagesOfItsPatientsSoOften(long seed) {
        List<DetectionCase> cases = random(seed);
        for (double overlap : new double[] {0.2, 0.5}) {
            DetectionTally tally = DetectionTally.of(cases, overlap);
            for (int[] draw : PatientDraws.draws(tally.lesions(), seed).subList(0, 30)) {
                List<DetectionCase> repeated = repeated(cases, tally, draw);
                assertThat(tally.precision(draw)).isCloseTo(new AveragePrecision(overlap).of(repeated), within(1e-12));
                double[] reached = tally.sensitivities(Sensitivity.RATES, draw);
                for (int rate = 0; rate < reached.length; rate++) {
                    assertThat(reached[rate])
                            .isCloseTo(
                                    new Sensitivity(Sensitivity.RATES.get(rate), overlap).of(repeated), within(1e-12));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void itsIntervalIsThatOfTheFigureCountedAnewForEachDraw(long seed) {
        List<DetectionCase> cases = random(seed);
        DetectionTally tally = DetectionTally.of(cases, 0.5);
        double[] values = PatientDraws.draws(tally.lesions(), seed).stream()
                .mapToDouble(tally::precision)
                .toArray();
        PatientDraws.Interval quick = PatientDraws.Interval.of(tally.precision(tally.once()), values);
        PatientDraws.Interval slow = PatientDraws.of(new AveragePrecision(0.5), cases, seed);
        assertThat(quick.value()).isCloseTo(slow.value(), within(1e-12));
        assertThat(quick.low()).isCloseTo(slow.low(), within(1e-12));
        assertThat(quick.high()).isCloseTo(slow.high(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aThresholdsCountsOverPatientsAreThoseOfTheCurve(long seed) {
        DetectionTally tally = DetectionTally.of(random(seed), 0.2);
        for (DetectionTally.Point point : tally.curve()) {
            long found = 0;
            long wrong = 0;
            for (int patient = 0; patient < tally.patients().size(); patient++) {
                found += tally.of(patient, point.threshold()).found();
                wrong += tally.of(patient, point.threshold()).falsePositives();
            }
            assertThat(found).isEqualTo(point.found());
            assertThat(wrong).isEqualTo(point.falsePositives());
        }
    }

    @Test
    void theThresholdOfARateLetsNoMoreThroughAndTheNextLowerOneDoes() {
        List<DetectionCase> cases = List.of(
                new DetectionCase(
                        "a",
                        List.of(box(0)),
                        List.of(
                                new Detection(box(50), 0.9, "lesion"),
                                new Detection(box(0), 0.6, "lesion"),
                                new Detection(box(70), 0.3, "lesion"))),
                new DetectionCase("b", List.of(), List.of()));
        DetectionTally tally = DetectionTally.of(cases, 0.5);
        assertThat(tally.threshold(0.5)).hasValue(0.6);
        assertThat(tally.threshold(1)).hasValue(0.3);
        assertThat(tally.threshold(0.25)).isEmpty();
        assertThat(tally.images()).containsExactly(1, 1);
    }

    @Test
    void everyDrawHoldsALesionAndAsManyPatientsAsThereAre() {
        List<int[]> draws = PatientDraws.draws(new int[] {0, 0, 3, 0}, 4);
        assertThat(draws).hasSize(PatientDraws.RESAMPLES).allSatisfy(draw -> {
            assertThat(draw[2]).isPositive();
            assertThat(Arrays.stream(draw).sum()).isEqualTo(4);
        });
        assertThat(PatientDraws.draws(new int[] {0, 0, 3, 0}, 4).get(17)).isEqualTo(draws.get(17));
        assertThatThrownBy(() -> PatientDraws.draws(new int[] {0, 0}, 4)).isInstanceOf(NotApplicableException.class);
    }

    @Test
    void drawsThatAreNoNumberDoNotCount() {
        PatientDraws.Interval interval = PatientDraws.Interval.of(1, new double[] {Double.NaN, 2, 2, Double.NaN});
        assertThat(interval).isEqualTo(new PatientDraws.Interval(1, 2, 2));
        assertThat(PatientDraws.Interval.of(1, new double[] {Double.NaN}).low()).isNaN();
    }
}
