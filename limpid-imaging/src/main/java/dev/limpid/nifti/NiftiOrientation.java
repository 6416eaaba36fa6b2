package dev.limpid.nifti;

import dev.limpid.image.PlaneOrientation;
import java.nio.ByteBuffer;

/**
 * How the planes of the first two axes lie in the patient, by the header's affine: {@code sform} where its code says
 * that it is one, else {@code qform} (nifti1.h, methods 3 and 2). World axes run to the patient's right or left as the
 * standard has it: +x right, +y anterior, +z superior.
 */
final class NiftiOrientation {
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int QUATERNION = 256;
    private static final int SFORM = 280;

    private NiftiOrientation() {}

    /** As stored where the header has no affine. */
    static PlaneOrientation of(ByteBuffer header) {
        double[] first = new double[3];
        double[] second = new double[3];
        if (header.getShort(SFORM_CODE) > 0) {
            for (int axis = 0; axis < 3; axis++) {
                first[axis] = header.getFloat(SFORM + 16 * axis);
                second[axis] = header.getFloat(SFORM + 16 * axis + 4);
            }
        } else if (header.getShort(QFORM_CODE) > 0) {
            double b = header.getFloat(QUATERNION);
            double c = header.getFloat(QUATERNION + 4);
            double d = header.getFloat(QUATERNION + 8);
            double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
            first = new double[] {a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)};
            second = new double[] {2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)};
        }
        // On a screen the first axis should run to the patient's left or back, the second to the back or feet.
        return new PlaneOrientation(largest(first) > 0, largest(second) > 0);
    }

    /** The component along the world axis that the direction is nearest to. */
    private static double largest(double[] direction) {
        double largest = 0;
        for (double component : direction) {
            largest = Math.abs(component) > Math.abs(largest) ? component : largest;
        }
        return largest;
    }
}
