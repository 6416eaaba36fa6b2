package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PhaseEncoding.Pixels;
import dev.limpid.degrade.RigidMotion.Pose;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RigidMotionTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    /** Signal within a frame of zeros, so that a shift of two pixels takes nothing out of the image. */
    private static Slice framed(int rows, int columns) {
        Slice full = TestPlanes.unit(rows, columns);
        float[] values = full.toArray();
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            boolean edge = row < 3 || column < 3 || row >= rows - 3 || column >= columns - 3;
            values[i] = edge ? 0 : values[i];
        }
        return full.withPixels(values);
    }

    /** Fourier's shift theorem: a whole-pixel shift down multiplies line k_y by exp(-2 pi i k_y d / N). */
    @ParameterizedTest
    @CsvSource({"16, 12", "15, 12"})
    void linesOfAShiftedCopyAreThoseOfTheImageTurnedByThePhase(int rows, int columns) {
        Slice clean = framed(rows, columns);
        int[] poseOf = new int[rows];
        PlainTransform kSpace = PlainTransform.of(clean);
        for (int bin = rows / 3; bin < rows; bin += 2) {
            poseOf[bin] = 1;
            double phase = -2 * Math.PI * PhaseEncoding.frequency(bin, rows) * 2 / rows;
            kSpace.multiplyLine(bin, Math.cos(phase), Math.sin(phase));
        }
        Plane composed = RigidMotion.composed(Plane.of(clean, UNIT), List.of(Pose.FIRST, new Pose(0, 2, 0)), poseOf);
        PlainTransform expected = kSpace.inverse();
        for (int i = 0; i < composed.values.length; i++) {
            assertThat(composed.values[i]).isCloseTo(expected.magnitude(i / columns, i % columns), within(1e-6));
        }
    }

    @Test
    void aQuarterTurnOfASquareMovesEveryPixelToItsPlace() {
        Plane plane = Plane.of(TestPlanes.unit(9, 9), UNIT);
        Pixels turned = RigidMotion.moved(plane, new Pose(Math.PI / 2, 0, 0));
        for (int row = 0; row < 9; row++) {
            for (int column = 0; column < 9; column++) {
                assertThat(turned.at(row, column)).isCloseTo(plane.values[(8 - column) * 9 + row], within(1e-9));
            }
        }
    }

    @Test
    void nothingChangesWithoutMovementOrWhenEveryLineIsOfTheCentre() {
        Slice clean = TestPlanes.unit(20, 14);
        for (RigidMotion still : List.of(
                new RigidMotion(UNIT, 3, 0, 0, 0),
                new RigidMotion(UNIT, 0, 10, 0.1, 0),
                new RigidMotion(UNIT, 4, 10, 0.1, 1))) {
            Slice result = still.apply(clean, 5);
            for (int i = 0; i < clean.size(); i++) {
                assertThat(result.at(i)).isCloseTo(clean.at(i), within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void segmentsFollowOneAnotherFromTheLowestFrequencyUpAndLeaveTheCentre(long seed) {
        int rows = 101;
        int[] poseOf = new RigidMotion(UNIT, 3, 10, 0.1, 0.06).segments(rows, seed);
        int last = 0;
        for (int frequency = -50; frequency <= 50; frequency++) {
            int pose = poseOf[Math.floorMod(frequency, rows)];
            if (Math.abs(frequency) <= 3) {
                assertThat(pose).isZero();
            } else {
                assertThat(pose).isBetween(last, 3);
                last = pose;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void posesStayWithinTheirBounds(long seed) {
        for (Pose pose : new RigidMotion(UNIT, 16, 10, 0.025, 0).poses(512, seed)) {
            assertThat(Math.abs(Math.toDegrees(pose.angle()))).isLessThanOrEqualTo(10);
            assertThat(Math.abs(pose.down())).isLessThanOrEqualTo(0.025 * 512);
            assertThat(Math.abs(pose.right())).isLessThanOrEqualTo(0.025 * 512);
        }
    }

    @Test
    void theSettingChoosesItAndSeverityScalesIt() {
        MotionKind kind = new MotionKind();
        Draw draw = kind.draw(Map.of("rigid", "1", "movements", "4"), 2, 9);
        assertThat(kind.make(draw, UNIT)).isInstanceOf(RigidMotion.class);
        assertThat(kind.make(kind.draw(Map.of(), 1, 9), UNIT)).isInstanceOf(LineMotion.class);
        Slice clean = TestPlanes.unit(64, 64);
        double strong =
                KindLawsTest.rootMeanSquare(clean, kind.replay(draw, UNIT).apply(clean, draw.seed()));
        Draw weaker = kind.draw(Map.of("rigid", "1", "movements", "4"), 0.25, 9);
        double weak =
                KindLawsTest.rootMeanSquare(clean, kind.replay(weaker, UNIT).apply(clean, weaker.seed()));
        assertThat(weak).isPositive().isLessThan(strong);
        assertThatThrownBy(() -> kind.draw(Map.of("rigid", "0.5"), 1, 1)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> new RigidMotion(UNIT, 17, 0, 0, 0)).hasMessageContaining("movements");
    }
}
