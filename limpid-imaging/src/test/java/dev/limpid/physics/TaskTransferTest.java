package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How sharp an insert's edge is. */
class TaskTransferTest {
    private static final PixelSpacing SPACING = new PixelSpacing(0.7, 0.7);

    @Test
    void ofADiscBlurredByAGaussianIsTheGaussian() {
        for (double sigma : new double[] {0.5, 0.8, 1.2}) {
            Insert insert = new Insert(63.3, 60.8, 12.5);
            Slice slice = Discs.blurred(128, SPACING, insert, sigma, 20, -150);
            TaskTransfer transfer = TaskTransfer.of(slice, new Insert(63.3, 60.8, 12.5));
            for (int i = 0; i < transfer.values().length; i++) {
                double f = i * transfer.step();
                assertThat(transfer.values()[i])
                        .as("sigma %s mm, %s / mm", sigma, f)
                        .isCloseTo(Math.exp(-2 * Math.PI * Math.PI * sigma * sigma * f * f), within(0.02));
            }
            double half = Math.sqrt(Math.log(2) / 2) / (Math.PI * sigma);
            double tenth = Math.sqrt(Math.log(10) / 2) / (Math.PI * sigma);
            assertThat(transfer.frequencyAt(0.5).orElseThrow()).isCloseTo(half, within(0.02 * half));
            if (tenth < 0.5 / 0.7) {
                assertThat(transfer.frequencyAt(0.1).orElseThrow()).isCloseTo(tenth, within(0.04 * tenth));
            }
            assertThat(transfer.contrastHu()).isCloseTo(-150, within(0.1));
        }
    }

    @Test
    void theMiddleIsFoundFromMoreThanAPixelAway() {
        Insert truth = new Insert(63.37, 60.81, 10);
        Slice slice = Discs.blurred(128, SPACING, truth, 0.8, 0, 100);
        Insert found = TaskTransfer.of(slice, new Insert(65.1, 59.4, 10.6)).centred();
        assertThat(found.column()).isCloseTo(truth.column(), within(0.02));
        assertThat(found.row()).isCloseTo(truth.row(), within(0.02));
    }

    @Test
    void pixelsMayBeTwiceAsHighAsWide() {
        PixelSpacing tall = new PixelSpacing(1, 0.5);
        Insert insert = new Insert(64, 60, 12);
        TaskTransfer transfer = TaskTransfer.of(Discs.blurred(128, tall, insert, 0.9, 0, 100), insert);
        double half = Math.sqrt(Math.log(2) / 2) / (Math.PI * 0.9);
        assertThat(transfer.frequencyAt(0.5).orElseThrow()).isCloseTo(half, within(0.02 * half));
    }

    @Test
    void noiseOfRepeatsAveragesOut() {
        Insert insert = new Insert(63.4, 63.9, 12);
        Slice clean = Discs.blurred(128, SPACING, insert, 0.9, 0, 60);
        List<Slice> scans = new ArrayList<>();
        for (long seed = 0; seed < 16; seed++) {
            scans.add(Discs.withNoise(clean, 8, seed));
        }
        TaskTransfer transfer = TaskTransfer.of(new RepeatedScans(scans).mean(), insert);
        double half = Math.sqrt(Math.log(2) / 2) / (Math.PI * 0.9);
        assertThat(transfer.frequencyAt(0.5).orElseThrow()).isCloseTo(half, within(0.08 * half));
    }

    @Test
    void whatCannotBeMeasuredIsRefusedInOneLine() {
        Slice flat = Discs.blurred(64, SPACING, new Insert(32, 32, 10), 1, 5, 0);
        assertThatThrownBy(() -> TaskTransfer.of(flat, new Insert(32, 32, 10))).hasMessageContaining("no contrast");
        assertThatThrownBy(() -> TaskTransfer.of(flat, new Insert(32, 32, 2))).hasMessageContaining("four pixels");
        assertThatThrownBy(() -> TaskTransfer.of(flat, new Insert(3, 32, 10)))
                .hasMessage(
                        "the insert at 3.0,32.0 with a radius of 10.0 mm does not lie within the 64 x 64 slice in HU");
        assertThatThrownBy(() -> new Insert(3, 3, -1)).hasMessageContaining("X,Y,RADIUS");
    }
}
