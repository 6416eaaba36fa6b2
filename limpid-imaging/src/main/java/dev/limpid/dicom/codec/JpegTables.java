package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Optional;

/** The tables a JPEG decoder holds between scans: quantisation, Huffman, restart interval; T.81 B.2.4. */
final class JpegTables {
    /** Row-major place of each coefficient in zigzag order, T.81 figure 5. */
    static final int[] ZIGZAG = zigzag();

    private final int[][] quantisation = new int[4][];
    private final HuffmanTable[] dc = new HuffmanTable[4];
    private final HuffmanTable[] ac = new HuffmanTable[4];
    private int restartInterval;

    private static int[] zigzag() {
        int[] order = new int[64];
        int next = 0;
        for (int diagonal = 0; diagonal < 15; diagonal++) {
            for (int i = 0; i <= diagonal; i++) {
                // Odd diagonals run down-left, even ones up-right.
                int row = diagonal % 2 == 1 ? i : diagonal - i;
                int column = diagonal - row;
                if (row < 8 && column < 8) {
                    order[next++] = row * 8 + column;
                }
            }
        }
        return order;
    }

    void readQuantisation(ByteCursor segment) throws ImageFormatException {
        while (segment.remaining() > 0) {
            int head = segment.u8();
            if ((head & 15) > 3 || head >> 4 > 1) {
                throw new ImageFormatException("JPEG quantisation table " + (head & 15) + " cannot be");
            }
            int[] table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[ZIGZAG[i]] = head >> 4 == 0 ? segment.u8() : segment.u16();
            }
            quantisation[head & 15] = table;
        }
    }

    void readHuffman(ByteCursor segment) throws ImageFormatException {
        while (segment.remaining() > 0) {
            int head = segment.u8();
            if ((head & 15) > 3 || head >> 4 > 1) {
                throw new ImageFormatException("JPEG Huffman table " + (head & 15) + " cannot be");
            }
            (head >> 4 == 0 ? dc : ac)[head & 15] = new HuffmanTable(segment);
        }
    }

    void readRestartInterval(ByteCursor segment) throws ImageFormatException {
        restartInterval = segment.u16();
    }

    /** Units between restart markers; 0 when there are none. */
    int restartInterval() {
        return restartInterval;
    }

    /** Quantisation steps, row-major. */
    int[] quantisation(int number) throws ImageFormatException {
        return present(number > 3 ? Optional.empty() : Optional.ofNullable(quantisation[number]), "quantisation");
    }

    HuffmanTable dc(int number) throws ImageFormatException {
        return present(Optional.ofNullable(dc[number]), "DC Huffman");
    }

    HuffmanTable ac(int number) throws ImageFormatException {
        return present(Optional.ofNullable(ac[number]), "AC Huffman");
    }

    private static <T> T present(Optional<T> table, String what) throws ImageFormatException {
        return table.orElseThrow(() -> new ImageFormatException("JPEG frame lacks its " + what + " table"));
    }
}
