package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * The lossless process of JPEG, T.81 annex H: Huffman-coded differences from one of seven predictions, modulo 2^16.
 *
 * <p>Example: predictor 1 (all of transfer syntax .70) predicts each sample by its left neighbour.
 */
final class LosslessJpeg {
    private LosslessJpeg() {}

    static int[] decode(JpegFrame frame, JpegScan scan, JpegTables tables, JpegBits bits) throws ImageFormatException {
        int columns = frame.columns();
        int predictor = scan.start();
        int shift = scan.low();
        if (predictor < 1 || predictor > 7) {
            throw new ImageFormatException("lossless JPEG predictor " + predictor + " is not one of 1 to 7");
        }
        if (shift >= frame.precision()) {
            throw new ImageFormatException("lossless JPEG drops " + shift + " of " + frame.precision() + " bits");
        }
        int interval = tables.restartInterval();
        if (interval % columns != 0) {
            // T.81 H.1.1: a restart interval is whole rows.
            throw new ImageFormatException(
                    "lossless JPEG restart interval of " + interval + " is not a multiple of " + columns + " columns");
        }
        int rowsPerInterval = interval == 0 ? Integer.MAX_VALUE : interval / columns;
        HuffmanTable table = tables.dc(scan.dc());
        int[] samples = new int[frame.rows() * columns];
        int[] row = new int[columns];
        int[] above = new int[columns];
        for (int r = 0; r < frame.rows(); r++) {
            int inInterval = r % rowsPerInterval;
            if (inInterval == 0 && r > 0) {
                bits.restart(r / rowsPerInterval - 1);
            }
            readDifferences(table, bits, row);
            if (inInterval == 0) {
                // H.1.2.1: the first row of an interval is predicted from the left, beginning at half the range.
                row[0] = row[0] + (1 << (frame.precision() - shift - 1)) & 0xFFFF;
                addLeft(row);
            } else {
                row[0] = row[0] + above[0] & 0xFFFF;
                predict(predictor, row, above);
            }
            for (int c = 0, out = r * columns; c < columns; c++, out++) {
                samples[out] = row[c] << shift;
            }
            int[] next = above;
            above = row;
            row = next;
        }
        return samples;
    }

    private static void readDifferences(HuffmanTable table, JpegBits bits, int[] row) throws ImageFormatException {
        for (int c = 0; c < row.length; c++) {
            int category = table.decode(bits);
            if (category < 16) {
                row[c] = bits.takeSigned(category);
            } else if (category == 16) {
                row[c] = 1 << 15; // H.1.2.2, table H.2: 32768 has no extra bits
            } else {
                throw new ImageFormatException("lossless JPEG difference of " + category + " bits cannot be");
            }
        }
    }

    private static void addLeft(int[] row) {
        for (int c = 1; c < row.length; c++) {
            row[c] = row[c] + row[c - 1] & 0xFFFF;
        }
    }

    /** Turns differences into samples, table H.1; a is left, b above, d above left. */
    private static void predict(int predictor, int[] row, int[] above) {
        if (predictor == 1) {
            addLeft(row);
            return;
        }
        for (int c = 1; c < row.length; c++) {
            int a = row[c - 1];
            int b = above[c];
            int d = above[c - 1];
            int prediction = switch (predictor) {
                case 2 -> b;
                case 3 -> d;
                case 4 -> a + b - d;
                case 5 -> a + ((b - d) >> 1);
                case 6 -> b + ((a - d) >> 1);
                default -> (a + b) >> 1;
            };
            row[c] = row[c] + prediction & 0xFFFF;
        }
    }
}
