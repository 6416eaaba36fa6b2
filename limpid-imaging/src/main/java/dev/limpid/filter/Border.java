package dev.limpid.filter;

import dev.limpid.image.Mirror;

/** How an image is continued beyond its edge. */
enum Border {
    /** Mirror between pixels, the edge pixel repeats: {@code d c b a | a b c d | d c b a}; period 2n. */
    EDGE_REPEATED {
        @Override
        int index(int i, int n) {
            return Mirror.index(i, n);
        }
    },
    /** Mirror on the edge pixel, which does not repeat: {@code d c b | a b c d | c b a}; period 2n - 2. */
    EDGE_ONCE {
        @Override
        int index(int i, int n) {
            if (n == 1) {
                return 0;
            }
            int folded = Math.floorMod(i, 2 * n - 2);
            return folded < n ? folded : 2 * n - 2 - folded;
        }
    },
    /** Zeros: {@code 0 0 0 | a b c d | 0 0 0}. */
    ZERO {
        @Override
        int index(int i, int n) {
            return i >= 0 && i < n ? i : NOTHING;
        }
    };

    /** The index of no pixel, where the image is continued by zeros. */
    static final int NOTHING = -1;

    /** The index in 0..n-1 that stands for position {@code i}, any integer, or {@link #NOTHING}. */
    abstract int index(int i, int n);
}
