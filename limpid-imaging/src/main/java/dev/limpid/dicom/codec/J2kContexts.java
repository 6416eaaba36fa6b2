package dev.limpid.dicom.codec;

/**
 * The contexts of JPEG 2000 bit-plane coding, T.800 D.3, from the flags that a coefficient keeps about its neighbours.
 */
final class J2kContexts {
    // Bits 0 to 7: which neighbours are significant.
    static final int NORTH = 1;
    static final int SOUTH = 1 << 1;
    static final int WEST = 1 << 2;
    static final int EAST = 1 << 3;
    static final int NORTH_WEST = 1 << 4;
    static final int NORTH_EAST = 1 << 5;
    static final int SOUTH_WEST = 1 << 6;
    static final int SOUTH_EAST = 1 << 7;
    static final int NEIGHBOURS = 0xFF;
    // Bits 8 to 11: which of the first four are negative.
    static final int NEGATIVE_SHIFT = 8;
    // The coefficient itself.
    static final int SIGNIFICANT = 1 << 12;
    static final int REFINED = 1 << 13;
    static final int VISITED = 1 << 14;
    /** What lies in the next stripe, which vertically causal contexts must not see (D.7). */
    static final int NEXT_STRIPE = SOUTH | SOUTH_WEST | SOUTH_EAST | SOUTH << NEGATIVE_SHIFT;

    /** Context of significance by orientation times 256 plus neighbours, table D.1. */
    static final byte[] SIGNIFICANCE = significance();
    /** Twice the context of the sign plus the bit to flip it by; index: four neighbours, then their signs. */
    static final byte[] SIGN = sign();

    private J2kContexts() {}

    private static byte[] significance() {
        byte[] table = new byte[4 * 256];
        for (int orientation = 0; orientation < 4; orientation++) {
            for (int flags = 0; flags < 256; flags++) {
                int across = bit(flags, WEST) + bit(flags, EAST);
                int down = bit(flags, NORTH) + bit(flags, SOUTH);
                int diagonal = Integer.bitCount(flags >> 4);
                int context = switch (orientation) {
                    case 1 -> directed(down, across, diagonal);
                    case 3 -> diagonal(across + down, diagonal);
                    default -> directed(across, down, diagonal);
                };
                table[orientation * 256 + flags] = (byte) context;
            }
        }
        return table;
    }

    private static int directed(int along, int other, int diagonal) {
        if (along == 2) {
            return 8;
        }
        if (along == 1) {
            return other > 0 ? 7 : diagonal > 0 ? 6 : 5;
        }
        return other > 0 ? 2 + other : Math.min(diagonal, 2);
    }

    private static int diagonal(int straight, int diagonal) {
        return switch (diagonal) {
            case 0 -> Math.min(straight, 2);
            case 1 -> 3 + Math.min(straight, 2);
            case 2 -> straight > 0 ? 7 : 6;
            default -> 8;
        };
    }

    /** Tables D.2 and D.3. */
    private static byte[] sign() {
        byte[] table = new byte[256];
        for (int flags = 0; flags < 256; flags++) {
            int across = contribution(flags, WEST, EAST);
            int down = contribution(flags, NORTH, SOUTH);
            boolean flip = across < 0 || (across == 0 && down < 0);
            int a = flip ? -across : across;
            int d = flip ? -down : down;
            int context = a == 1 ? 12 + d : 9 + d;
            table[flags] = (byte) (2 * context + (flip ? 1 : 0));
        }
        return table;
    }

    private static int contribution(int flags, int one, int other) {
        int sum = signed(flags, one) + signed(flags, other);
        return Math.max(-1, Math.min(1, sum));
    }

    private static int signed(int flags, int neighbour) {
        return bit(flags, neighbour) * (1 - 2 * bit(flags >> 4, neighbour));
    }

    private static int bit(int flags, int mask) {
        return (flags & mask) == 0 ? 0 : 1;
    }
}
