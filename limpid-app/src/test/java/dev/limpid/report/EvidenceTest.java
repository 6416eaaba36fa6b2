package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final int SIZE = 256;

    @Nested
    class MeanShift {
        @Test
        void isTheConstantThatWasAdded() {
            Slice before = disc(20);
            assertThat(measure(before, plus(before, 12.5f)).meanShift()).isCloseTo(12.5, within(1e-4));
        }

        @Test
        void isZeroWhenNothingChanged() {
            Evidence evidence = measure(disc(20), disc(20));
            assertThat(evidence.meanShift()).isZero();
            assertThat(evidence.edgeCorrelation()).isZero();
            assertThat(evidence.structure()).isZero();
        }

        @Test
        void doesNotCountPadding() {
            Slice before = disc(20);
            BitSet padding = new BitSet();
            padding.set(0, SIZE * SIZE / 2);
            Slice padded = before.like()
                    .padding(padding)
                    .rows(0, SIZE, before.toArray())
                    .build();
            float[] after = before.toArray();
            for (int i = 0; i < after.length; i++) {
                after[i] += i < after.length / 2 ? 500 : 4;
            }
            assertThat(measure(padded, padded.withPixels(after)).meanShift()).isCloseTo(4, within(1e-4));
        }
    }

    @Nested
    class RemovingPureNoise {
        private final Evidence evidence = measure(disc(20), disc(0));

        @Test
        void hasNoCorrelationWithEdges() {
            assertThat(evidence.edgeCorrelation()).isCloseTo(0, within(0.05));
        }

        @Test
        void leavesStructureInNoMorePixelsThanChance() {
            assertThat(evidence.structure()).isLessThan(0.006);
        }

        @Test
        void bringsTheNoiseEstimateFromItsSizeToNone() {
            assertThat(evidence.noiseBefore()).isCloseTo(20, within(1.0));
            assertThat(evidence.noiseAfter()).isLessThan(0.5);
        }
    }

    @Nested
    class RemovingAnEdge {
        private final Evidence evidence = measure(disc(20), blurred(disc(0)));

        @Test
        void correlatesWithEdges() {
            assertThat(evidence.edgeCorrelation()).isGreaterThan(0.3);
        }

        @Test
        void leavesStructure() {
            assertThat(evidence.structure()).isGreaterThan(0.015);
        }
    }

    @Nested
    class OutsideRange {
        @Test
        void isTheShareOfInputPixelsOutside() {
            float[] pixels = new float[SIZE * SIZE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = i % 4 == 0 ? 1001 : i % 2 == 0 ? 1000 : -1000;
            }
            Slice before = Slice.of(SIZE, SIZE, pixels, Unit.HOUNSFIELD);
            assertThat(measure(before, before).outsideRange()).isEqualTo(0.25);
        }
    }

    @Test
    void planesOfOtherSizeOrUnitAreRefused() {
        Slice small = Slice.of(8, 8, new float[64], Unit.HOUNSFIELD);
        Slice other = Slice.of(8, 8, new float[64], Unit.ARBITRARY);
        assertThatIllegalArgumentException().isThrownBy(() -> measure(disc(0), small));
        assertThatIllegalArgumentException().isThrownBy(() -> measure(small, other));
    }

    @Test
    void warningsPassThroughToTheMap() {
        Evidence evidence = Evidence.of(disc(1), disc(0), IntensityRange.CT, List.of("unlike"));
        assertThat(evidence.toMap())
                .containsEntry("warnings", List.of("unlike"))
                .containsEntry("unit", "HU")
                .containsKeys("meanShift", "noiseBefore", "noiseAfter", "edgeCorrelation", "outsideRange", "structure");
    }

    private static Evidence measure(Slice before, Slice after) {
        return Evidence.of(before, after, IntensityRange.CT, List.of());
    }

    /** A bright disc, the same each time, under noise of the given standard deviation. */
    static Slice disc(double noise) {
        Random random = new Random(5);
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double off = 70 - Math.hypot(i / SIZE - 128, i % SIZE - 120);
            double cover = Math.max(0, Math.min(1, off + 0.5));
            pixels[i] = (float) (-300 + 500 * cover + noise * random.nextGaussian());
        }
        return Slice.of(SIZE, SIZE, pixels, Unit.HOUNSFIELD);
    }

    private static Slice plus(Slice slice, float value) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += value;
        }
        return slice.withPixels(pixels);
    }

    private static Slice blurred(Slice slice) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            int row = i / SIZE;
            int column = i % SIZE;
            float sum = 0;
            for (int dy = -2; dy <= 2; dy++) {
                for (int dx = -2; dx <= 2; dx++) {
                    sum += slice.at(
                            Math.max(0, Math.min(SIZE - 1, row + dy)), Math.max(0, Math.min(SIZE - 1, column + dx)));
                }
            }
            pixels[i] = sum / 25;
        }
        return slice.withPixels(pixels);
    }
}
