package dev.limpid.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.PlaneOrientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** World axes of nifti1.h: +x right, +y anterior, +z superior. */
class NiftiOrientationTest {
    private static ByteBuffer sform(double... rows) {
        ByteBuffer header = ByteBuffer.allocate(348).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(254, (short) 1);
        for (int axis = 0; axis < 3; axis++) {
            for (int column = 0; column < 3; column++) {
                header.putFloat(280 + 16 * axis + 4 * column, (float) rows[3 * axis + column]);
            }
        }
        return header;
    }

    @Test
    void anAxialPlaneOfTheUsualAffineStandsOnItsHeadAndIsMirrored() {
        assertThat(NiftiOrientation.of(sform(1, 0, 0, 0, 1, 0, 0, 0, 1))).isEqualTo(new PlaneOrientation(true, true));
    }

    @Test
    void aPlaneInDicomsOrderIsShownAsStored() {
        assertThat(NiftiOrientation.of(sform(-1, 0, 0, 0, -1, 0, 0, 0, 1))).isEqualTo(PlaneOrientation.AS_STORED);
    }

    @Test
    void aTiltedAxisCountsAsTheNearestOne() {
        assertThat(NiftiOrientation.of(sform(-0.9, 0.1, 0, 0.3, 0.8, 0, 0.1, 0.3, 1)))
                .isEqualTo(new PlaneOrientation(false, true));
    }

    @Test
    void aQuaternionSaysTheSame() {
        ByteBuffer header = ByteBuffer.allocate(348).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(252, (short) 1);
        // Half a turn about z: x and y are reversed.
        header.putFloat(264, 1);
        assertThat(NiftiOrientation.of(header)).isEqualTo(PlaneOrientation.AS_STORED);
        header.putFloat(264, 0);
        assertThat(NiftiOrientation.of(header)).isEqualTo(new PlaneOrientation(true, true));
    }

    @Test
    void withoutAnAffineNothingIsTurned() {
        assertThat(NiftiOrientation.of(ByteBuffer.allocate(348))).isEqualTo(PlaneOrientation.AS_STORED);
    }
}
