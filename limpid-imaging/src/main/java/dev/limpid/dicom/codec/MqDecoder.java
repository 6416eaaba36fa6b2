package dev.limpid.dicom.codec;

import java.util.Arrays;

/** The adaptive binary arithmetic decoder of JPEG 2000, T.800 annex C. */
final class MqDecoder {
    /** Context of run lengths, table D.7. */
    static final int RUN = 17;
    /** Context of equal probabilities. */
    static final int UNIFORM = 18;

    private static final int CONTEXTS = 19;
    /** Probability of the less probable symbol, by state; table C.2. */
    private static final int[] QE = {
        0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401, 0x1C01, 0x1601,
        0x5601, 0x5401, 0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201, 0x1C01, 0x1801, 0x1601, 0x1401,
        0x1201, 0x1101, 0x0AC1, 0x09C1, 0x08A1, 0x0521, 0x0441, 0x02A1, 0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025,
        0x0015, 0x0009, 0x0005, 0x0001, 0x5601
    };

    private static final int[] NEXT_MORE = {
        1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
        31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46
    };
    private static final int[] NEXT_LESS = {
        1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 23, 24, 25, 26,
        27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46
    };

    // The same for states doubled, with the more probable symbol in the lowest bit.
    private static final int[] QE2 = new int[2 * QE.length];
    private static final int[] MORE2 = new int[2 * QE.length];
    private static final int[] LESS2 = new int[2 * QE.length];

    static {
        for (int state = 0; state < QE.length; state++) {
            boolean swaps = state == 0 || state == 6 || state == 14;
            for (int symbol = 0; symbol < 2; symbol++) {
                int at = 2 * state + symbol;
                QE2[at] = QE[state];
                MORE2[at] = 2 * NEXT_MORE[state] + symbol;
                LESS2[at] = 2 * NEXT_LESS[state] + (swaps ? 1 - symbol : symbol);
            }
        }
    }

    private final int[] states = new int[CONTEXTS];
    private byte[] data = {};
    private int position;
    private int interval;
    private int code;
    private int shifts;

    /** Puts all contexts into their first states, table D.7. */
    void resetContexts() {
        Arrays.fill(states, 0);
        states[0] = 2 * 4;
        states[RUN] = 2 * 3;
        states[UNIFORM] = 2 * 46;
    }

    /** Begins a codeword segment; two bytes of 0xFF must follow its last. */
    void start(byte[] bytes, int from) {
        data = bytes;
        position = from;
        code = (data[position] & 0xFF) << 16;
        readByte();
        code <<= 7;
        shifts -= 7;
        interval = 0x8000;
    }

    private void readByte() {
        int next = data[position + 1] & 0xFF;
        if ((data[position] & 0xFF) != 0xFF) {
            position++;
            code += next << 8;
            shifts = 8;
        } else if (next > 0x8F) {
            code += 0xFF00; // a marker, or the end: ones for ever
            shifts = 8;
        } else {
            position++;
            code += next << 9;
            shifts = 7;
        }
    }

    /** The next symbol in a context. */
    int decode(int context) {
        int state = states[context];
        int qe = QE2[state];
        int symbol = state & 1;
        interval -= qe;
        if (code >>> 16 < qe) {
            if (interval < qe) {
                states[context] = MORE2[state];
            } else {
                symbol ^= 1;
                states[context] = LESS2[state];
            }
            interval = qe;
        } else {
            code -= qe << 16;
            if ((interval & 0x8000) != 0) {
                return symbol;
            }
            if (interval < qe) {
                symbol ^= 1;
                states[context] = LESS2[state];
            } else {
                states[context] = MORE2[state];
            }
        }
        do {
            if (shifts == 0) {
                readByte();
            }
            interval <<= 1;
            code <<= 1;
            shifts--;
        } while ((interval & 0x8000) == 0);
        return symbol;
    }
}
