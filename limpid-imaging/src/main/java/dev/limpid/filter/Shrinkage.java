package dev.limpid.filter;

/** What becomes of a wavelet coefficient d at a threshold t. */
public enum Shrinkage {
    /** sign(d) max(|d| - t, 0): continuous. */
    SOFT {
        @Override
        void apply(float[] values, float threshold, int count) {
            Lanes.softThreshold(values, threshold, count);
        }
    },
    /** d if |d| &gt;= t, else 0: keeps large coefficients as they are. */
    HARD {
        @Override
        void apply(float[] values, float threshold, int count) {
            for (int x = 0; x < count; x++) {
                values[x] = Math.abs(values[x]) < threshold ? 0 : values[x];
            }
        }
    };

    /** Shrinks the first {@code count} values in place. */
    abstract void apply(float[] values, float threshold, int count);
}
