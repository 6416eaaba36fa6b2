package dev.limpid.filter.bm3d;

/** What a step does to the three-dimensional spectrum of a group. */
sealed interface Shrinkage {
    /**
     * Shrinks a group's coefficients, less the mean of the group: index 0 of block 0.
     *
     * @param noisy coefficients of the noisy group, shrunk in place
     * @param guide those of the basic estimate, overwritten; not looked at by a hard threshold
     * @param count blocks in the group
     * @param length coefficients of a block
     * @return the group's weight in the average: the inverse of the variance that is left, less a common factor
     */
    float apply(float[][] noisy, float[][] guide, int count, int length);

    /** Sets to 0 what is not above a threshold; weight 1 / number of coefficients kept (eq. 6 and 10 of the paper). */
    record HardThreshold(float threshold) implements Shrinkage {
        @Override
        public float apply(float[][] noisy, float[][] guide, int count, int length) {
            float mean = noisy[0][0];
            noisy[0][0] = 0;
            int kept = 1;
            for (int block = 0; block < count; block++) {
                kept += keepAbove(noisy[block], length);
            }
            noisy[0][0] = mean;
            return 1f / kept;
        }

        private int keepAbove(float[] values, int length) {
            int kept = 0;
            for (int i = 0; i < length; i++) {
                if (Math.abs(values[i]) > threshold) {
                    kept++;
                } else {
                    values[i] = 0;
                }
            }
            return kept;
        }
    }

    /** Multiplies by W = E^2 / (E^2 + noise); weight 1 / sum of W^2 (eq. 8 and 11). */
    record EmpiricalWiener(float noiseVariance) implements Shrinkage {
        @Override
        public float apply(float[][] noisy, float[][] guide, int count, int length) {
            float mean = noisy[0][0];
            float noise = Math.max(noiseVariance, Float.MIN_NORMAL);
            float energy = 1;
            guide[0][0] = 0;
            for (int block = 0; block < count; block++) {
                gains(guide[block], noise, length);
                multiply(guide[block], noisy[block], length);
                energy += energy(guide[block], length);
            }
            noisy[0][0] = mean;
            return 1 / energy;
        }

        private static void gains(float[] values, float noise, int length) {
            for (int i = 0; i < length; i++) {
                float square = values[i] * values[i];
                values[i] = square / (square + noise);
            }
        }

        private static void multiply(float[] gains, float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] *= gains[i];
            }
        }

        private static float energy(float[] gains, int length) {
            float even = 0;
            float odd = 0;
            int i = 0;
            for (; i + 1 < length; i += 2) {
                even += gains[i] * gains[i];
                odd += gains[i + 1] * gains[i + 1];
            }
            return even + odd + (i < length ? gains[i] * gains[i] : 0);
        }
    }
}
