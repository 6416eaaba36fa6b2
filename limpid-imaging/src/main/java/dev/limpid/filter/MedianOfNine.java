package dev.limpid.filter;

/**
 * The medians of the 3 x 3 windows along a row.
 *
 * <p>Of three sorted columns, the median of all nine is that of the largest of the smallest, the median of the middle
 * ones and the smallest of the largest (Smith, Xilinx XCell 23, 1996): a column is sorted once and used by three windows.
 * The codes are those of {@link OrderCodes}.
 */
final class MedianOfNine {
    private final int[] low;
    private final int[] middle;
    private final int[] high;
    /** Columns to the left, centre and right of a window. */
    private final int[] a;

    private final int[] b;
    private final int[] c;
    private final int[] largestLow;
    private final int[] smallestHigh;

    MedianOfNine(int stride) {
        low = new int[stride];
        middle = new int[stride];
        high = new int[stride];
        a = new int[stride];
        b = new int[stride];
        c = new int[stride];
        largestLow = new int[stride];
        smallestHigh = new int[stride];
    }

    /** Medians of the windows whose rows are given, from the first that is whole on, into {@code line}. */
    void row(int[] above, int[] here, int[] below, int[] line) {
        sort(above, here, below, low, middle, high, low.length);
        int count = low.length - 2;
        spread(low, count);
        largest(a, b, c, largestLow, count);
        spread(high, count);
        smallest(a, b, c, smallestHigh, count);
        spread(middle, count);
        median(a, b, c, a, count);
        median(largestLow, a, smallestHigh, line, count);
    }

    private void spread(int[] columns, int count) {
        System.arraycopy(columns, 0, a, 0, count);
        System.arraycopy(columns, 1, b, 0, count);
        System.arraycopy(columns, 2, c, 0, count);
    }

    private static void sort(int[] a, int[] b, int[] c, int[] low, int[] middle, int[] high, int count) {
        for (int x = 0; x < count; x++) {
            int p = a[x];
            int q = b[x];
            int r = c[x];
            int first = p - q & p - q >> 31;
            int larger = p - first;
            int second = larger - r & larger - r >> 31;
            int smaller = q + first;
            int between = r + second;
            int third = smaller - between & smaller - between >> 31;
            low[x] = between + third;
            middle[x] = smaller - third;
            high[x] = larger - second;
        }
    }

    private static void largest(int[] a, int[] b, int[] c, int[] result, int count) {
        for (int x = 0; x < count; x++) {
            int first = a[x] - b[x];
            int larger = a[x] - (first & first >> 31);
            int second = larger - c[x];
            result[x] = larger - (second & second >> 31);
        }
    }

    private static void smallest(int[] a, int[] b, int[] c, int[] result, int count) {
        for (int x = 0; x < count; x++) {
            int first = a[x] - b[x];
            int smaller = b[x] + (first & first >> 31);
            int second = smaller - c[x];
            result[x] = c[x] + (second & second >> 31);
        }
    }

    private static void median(int[] a, int[] b, int[] c, int[] result, int count) {
        for (int x = 0; x < count; x++) {
            int first = a[x] - b[x] & a[x] - b[x] >> 31;
            int smaller = b[x] + first;
            int larger = a[x] - first;
            int second = larger - c[x];
            int upper = c[x] + (second & second >> 31);
            int third = smaller - upper;
            result[x] = smaller - (third & third >> 31);
        }
    }
}
