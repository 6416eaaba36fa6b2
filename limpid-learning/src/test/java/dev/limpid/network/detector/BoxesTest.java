package dev.limpid.network.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxesTest {
    @Nested
    class Coding {
        @Test
        void ofAKnownBoxIsComputedByHand() {
            float[] coded = new float[4];
            // Reference 10 x 20 about (5, 10); box 20 x 10 about (15, 20).
            BoxCoding.OF_PROPOSALS.encode(new Box(0, 0, 10, 20), new Box(5, 15, 25, 25), coded, 0);
            assertThat(coded[0]).isCloseTo(10f, within(1e-5f));
            assertThat(coded[1]).isCloseTo(5f, within(1e-5f));
            assertThat(coded[2]).isCloseTo((float) (5 * Math.log(2)), within(1e-5f));
            assertThat(coded[3]).isCloseTo((float) (-5 * Math.log(2)), within(1e-5f));
        }

        @Test
        void decodedIsWhatWasEncoded() {
            Random random = new Random(3);
            float[] coded = new float[4];
            for (int i = 0; i < 50; i++) {
                Box reference = box(random);
                Box box = box(random);
                BoxCoding.OF_ANCHORS.encode(reference, box, coded, 0);
                Box back = BoxCoding.OF_ANCHORS.decode(reference, coded, 0);
                assertThat(back.overlap(box)).isCloseTo(1, within(1e-4));
            }
        }

        @Test
        void sizesStayFinite() {
            Box grown = BoxCoding.OF_ANCHORS.decode(new Box(0, 0, 16, 16), new float[] {0, 0, 1e9f, 1e9f}, 0);
            assertThat(grown.width()).isCloseTo(1000, within(1e-6));
            float[] diverged = {Float.NaN, Float.NEGATIVE_INFINITY, -1e9f, Float.NaN};
            Box still = BoxCoding.OF_ANCHORS.decode(new Box(0, 0, 16, 16), diverged, 0);
            assertThat(still.width()).isPositive();
            assertThat(still.height()).isEqualTo(16);
        }
    }

    @Nested
    class OfAnchors {
        @Test
        void areCentredOnTheirPixelsAndOfOneArea() {
            List<Box> anchors = Anchors.of(8, 2, 3);
            assertThat(anchors).hasSize(2 * 3 * Anchors.SHAPES);
            assertThat(anchors).allSatisfy(box -> assertThat(box.area()).isCloseTo(32 * 32, within(1e-9)));
            // Row 1, column 2, the square: centre (20, 12).
            assertThat(anchors.get((1 * 3 + 2) * Anchors.SHAPES + 1)).isEqualTo(new Box(4, -4, 36, 28));
            Box flat = anchors.get(0);
            assertThat(flat.height() / flat.width()).isCloseTo(0.5, within(1e-12));
        }
    }

    @Nested
    class OfSuppression {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void keepsWhatTheDefinitionKeeps(long seed) {
            Random random = new Random(seed);
            List<Box> boxes = new ArrayList<>();
            double[] scores = new double[60];
            for (int i = 0; i < scores.length; i++) {
                boxes.add(box(random));
                scores[i] = random.nextDouble();
            }
            // Again and again: take the best that is left, strike out all that overlap it.
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < scores.length; i++) {
                left.add(i);
            }
            List<Integer> expected = new ArrayList<>();
            while (!left.isEmpty()) {
                int best = left.stream()
                        .max(Comparator.comparingDouble(i -> scores[i]))
                        .orElseThrow();
                expected.add(best);
                left.removeIf(i -> boxes.get(i).overlap(boxes.get(best)) > 0.3 || i == best);
            }
            assertThat(Suppression.keep(boxes, scores, 0.3, 1000)).isEqualTo(expected);
            assertThat(Suppression.keep(boxes, scores, 0.3, 3)).isEqualTo(expected.subList(0, 3));
        }
    }

    @Nested
    class OfSampling {
        @Test
        void theBestAnchorHoldsALesionHoweverLittleItOverlaps() {
            List<Box> anchors = Anchors.of(4, 8, 8);
            Box tiny = new Box(10, 10, 13, 13);
            Sampling.Sample sample = Sampling.ANCHORS.of(anchors, List.of(tiny), new PixelRandom(1, 1));
            assertThat(sample.positive()).isNotEmpty();
            double best = anchors.stream().mapToDouble(tiny::overlap).max().orElseThrow();
            assertThat(sample.positive())
                    .allSatisfy(index ->
                            assertThat(anchors.get(index).overlap(tiny)).isEqualTo(best));
        }

        @Test
        void countAndShareAreKeptAndNothingUnclearIsDrawn() {
            List<Box> anchors = Anchors.of(8, 32, 32);
            List<Box> lesions = List.of(new Box(40, 40, 80, 80), new Box(120, 100, 150, 160));
            Sampling.Sample sample = Sampling.PROPOSALS.of(anchors, lesions, new PixelRandom(1, 1));
            assertThat(sample.size()).isEqualTo(128);
            assertThat(sample.positive().size()).isBetween(1, 32);
            assertThat(sample.negative())
                    .doesNotHaveDuplicates()
                    .allSatisfy(index -> assertThat(lesions).allMatch(box -> box.overlap(anchors.get(index)) < 0.5));
            for (int i = 0; i < sample.positive().size(); i++) {
                Box lesion = lesions.get(sample.lesions().get(i));
                assertThat(anchors.get(sample.positive().get(i)).overlap(lesion))
                        .isGreaterThanOrEqualTo(0.5);
            }
        }

        @Test
        void anImageWithoutLesionsIsAllBackground() {
            Sampling.Sample sample = Sampling.ANCHORS.of(Anchors.of(8, 16, 16), List.of(), new PixelRandom(1, 1));
            assertThat(sample.positive()).isEmpty();
            assertThat(sample.negative()).hasSize(256);
        }
    }

    @Nested
    class OfLevels {
        @Test
        void largerBoxesAreSeenCoarser() {
            assertThat(RegionHead.level(new Box(0, 0, 10, 10))).isZero();
            assertThat(RegionHead.level(new Box(0, 0, 60, 60))).isEqualTo(1);
            assertThat(RegionHead.level(new Box(0, 0, 112, 112))).isEqualTo(2);
            assertThat(RegionHead.level(new Box(0, 0, 900, 900))).isEqualTo(3);
        }
    }

    private static Box box(Random random) {
        double x = random.nextDouble() * 80;
        double y = random.nextDouble() * 80;
        return new Box(x, y, x + 5 + random.nextDouble() * 40, y + 5 + random.nextDouble() * 40);
    }
}
