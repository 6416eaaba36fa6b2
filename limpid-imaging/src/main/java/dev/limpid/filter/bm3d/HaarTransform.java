package dev.limpid.filter.bm3d;

/** Orthonormal Haar transform along a group: of the values that its blocks have at the same index. */
final class HaarTransform {
    private static final float ROOT_HALF = (float) Math.sqrt(0.5);

    private HaarTransform() {}

    /** In place on the first {@code count} blocks, a power of two; the group's mean comes to lie in block 0. */
    static void forward(float[][] group, int count, int length) {
        for (int stride = 1; stride < count; stride *= 2) {
            for (int i = 0; i < count; i += 2 * stride) {
                butterfly(group[i], group[i + stride], length);
            }
        }
    }

    /** Undoes {@link #forward}. */
    static void inverse(float[][] group, int count, int length) {
        for (int stride = count / 2; stride > 0; stride /= 2) {
            for (int i = 0; i < count; i += 2 * stride) {
                butterfly(group[i], group[i + stride], length);
            }
        }
    }

    /** Its own inverse. */
    private static void butterfly(float[] a, float[] b, int length) {
        for (int i = 0; i < length; i++) {
            float sum = (a[i] + b[i]) * ROOT_HALF;
            float difference = (a[i] - b[i]) * ROOT_HALF;
            a[i] = sum;
            b[i] = difference;
        }
    }
}
