package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;

/** The baseline and extended sequential processes of JPEG, T.81 annex F: all coefficients of a block together. */
final class SequentialDct {
    private SequentialDct() {}

    static int[] decode(JpegFrame frame, JpegScan scan, JpegTables tables, JpegBits bits) throws ImageFormatException {
        int blockRows = (frame.rows() + 7) / 8;
        int blockColumns = (frame.columns() + 7) / 8;
        int[] steps = tables.quantisation(frame.quantisation());
        HuffmanTable dc = tables.dc(scan.dc());
        HuffmanTable ac = tables.ac(scan.ac());
        InverseDct inverse = new InverseDct(frame.precision());
        int[] samples = new int[frame.rows() * frame.columns()];
        int[] block = new int[64];
        int interval = tables.restartInterval();
        int previous = 0;
        int number = 0;
        for (int row = 0; row < blockRows; row++) {
            for (int column = 0; column < blockColumns; column++, number++) {
                if (interval > 0 && number > 0 && number % interval == 0) {
                    bits.restart(number / interval - 1);
                    previous = 0;
                }
                Arrays.fill(block, 0);
                previous += difference(dc, bits);
                block[0] = previous;
                readAc(ac, bits, block);
                inverse.write(block, steps, samples, frame.rows(), frame.columns(), row, column);
            }
        }
        return samples;
    }

    /** A DC difference, T.81 F.2.2.1. */
    static int difference(HuffmanTable dc, JpegBits bits) throws ImageFormatException {
        int category = dc.decode(bits);
        if (category > 15) {
            throw new ImageFormatException("JPEG DC difference of " + category + " bits cannot be");
        }
        return bits.takeSigned(category);
    }

    private static void readAc(HuffmanTable ac, JpegBits bits, int[] block) throws ImageFormatException {
        int k = 1;
        while (k < 64) {
            int symbol = ac.decode(bits);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0) {
                if (run != 15) {
                    return;
                }
                k += 16;
                continue;
            }
            k += run;
            if (k > 63) {
                throw new ImageFormatException("JPEG data are damaged: a block has more than 64 coefficients");
            }
            block[JpegTables.ZIGZAG[k]] = bits.takeSigned(size);
            k++;
        }
    }
}
