package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;

/**
 * The progressive process of JPEG, T.81 annex G: coefficients arrive over several scans, by band (spectral selection)
 * and by bit (successive approximation), and are transformed at the end.
 *
 * <p>Scans must follow each other as G.1.1.1.1 says, which also bounds their number.
 */
final class ProgressiveDct {
    private static final int NOT_YET = -1;

    private final JpegFrame frame;
    private final int blockColumns;
    private final int blocks;
    /** 64 coefficients a block, in zigzag order. */
    private final short[] coefficients;
    /** Lowest bit that is known of each coefficient. */
    private final int[] known = new int[64];
    /** How many blocks from here on have nothing more in this band. */
    private int endOfBandRun;

    ProgressiveDct(JpegFrame frame) throws ImageFormatException {
        this.frame = frame;
        blockColumns = (frame.columns() + 7) / 8;
        int blockRows = (frame.rows() + 7) / 8;
        HeapLimit.require((long) blockRows * blockColumns * 64, Short.BYTES, "a progressive JPEG frame");
        blocks = blockRows * blockColumns;
        coefficients = new short[blocks * 64];
        Arrays.fill(known, NOT_YET);
    }

    void scan(JpegScan scan, JpegTables tables, JpegBits bits) throws ImageFormatException {
        check(scan);
        int interval = tables.restartInterval();
        int previous = 0;
        endOfBandRun = 0;
        boolean isDc = scan.start() == 0;
        boolean first = scan.high() == 0;
        for (int number = 0; number < blocks; number++) {
            if (interval > 0 && number > 0 && number % interval == 0) {
                bits.restart(number / interval - 1);
                previous = 0;
                endOfBandRun = 0;
            }
            int at = number * 64;
            if (isDc && first) {
                previous += SequentialDct.difference(tables.dc(scan.dc()), bits);
                coefficients[at] = (short) (previous << scan.low());
            } else if (isDc) {
                coefficients[at] |= (short) (bits.read(1) << scan.low());
            } else if (first) {
                firstAc(scan, tables.ac(scan.ac()), bits, at);
            } else {
                refineAc(scan, tables.ac(scan.ac()), bits, at);
            }
        }
    }

    private void check(JpegScan scan) throws ImageFormatException {
        boolean band = scan.start() == 0 ? scan.end() == 0 : scan.start() <= scan.end() && scan.end() < 64;
        if (!band || scan.low() > 13 || (scan.high() != 0 && scan.low() != scan.high() - 1)) {
            throw new ImageFormatException("progressive JPEG scan of coefficients " + scan.start() + " to " + scan.end()
                    + ", bits " + scan.high() + " to " + scan.low() + " cannot be");
        }
        for (int k = scan.start(); k <= scan.end(); k++) {
            if (known[k] != (scan.high() == 0 ? NOT_YET : scan.high())) {
                throw new ImageFormatException(
                        "progressive JPEG scans of coefficient " + k + " do not follow each other");
            }
            known[k] = scan.low();
        }
    }

    /** G.1.2.2. */
    private void firstAc(JpegScan scan, HuffmanTable ac, JpegBits bits, int at) throws ImageFormatException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return;
        }
        int k = scan.start();
        while (k <= scan.end()) {
            int symbol = ac.decode(bits);
            int run = symbol >> 4;
            int size = symbol & 15;
            if (size == 0) {
                if (run < 15) {
                    endOfBandRun = (1 << run) - 1 + bits.take(run);
                    return;
                }
                k += 16;
                continue;
            }
            k += run;
            if (k > scan.end()) {
                throw damaged();
            }
            coefficients[at + k] = (short) (bits.takeSigned(size) << scan.low());
            k++;
        }
    }

    /** G.1.2.3: a bit for each coefficient that is not zero yet, and new ones of magnitude one. */
    private void refineAc(JpegScan scan, HuffmanTable ac, JpegBits bits, int at) throws ImageFormatException {
        int bit = 1 << scan.low();
        int k = scan.start();
        if (endOfBandRun == 0) {
            while (k <= scan.end()) {
                int symbol = ac.decode(bits);
                int run = symbol >> 4;
                int size = symbol & 15;
                int fresh = 0;
                if (size == 1) {
                    fresh = bits.take(1) == 1 ? bit : -bit;
                } else if (size > 1) {
                    throw damaged();
                } else if (run < 15) {
                    endOfBandRun = (1 << run) + bits.take(run);
                    break;
                }
                // Passes over as many zeros as the run says, correcting the others on the way.
                while (k <= scan.end()) {
                    if (coefficients[at + k] != 0) {
                        correct(at + k, bit, bits);
                    } else if (run == 0) {
                        break;
                    } else {
                        run--;
                    }
                    k++;
                }
                if (fresh != 0) {
                    if (k > scan.end()) {
                        throw damaged();
                    }
                    coefficients[at + k] = (short) fresh;
                }
                k++;
            }
        }
        if (endOfBandRun > 0) {
            for (; k <= scan.end(); k++) {
                if (coefficients[at + k] != 0) {
                    correct(at + k, bit, bits);
                }
            }
            endOfBandRun--;
        }
    }

    private void correct(int place, int bit, JpegBits bits) throws ImageFormatException {
        if (bits.read(1) == 1 && (Math.abs(coefficients[place]) & bit) == 0) {
            coefficients[place] += (short) (coefficients[place] > 0 ? bit : -bit);
        }
    }

    private static ImageFormatException damaged() {
        return new ImageFormatException("progressive JPEG data are damaged: a band has too many coefficients");
    }

    int[] samples(JpegTables tables) throws ImageFormatException {
        if (known[0] == NOT_YET) {
            throw new ImageFormatException("progressive JPEG frame has no scan of the mean of its blocks");
        }
        int[] steps = tables.quantisation(frame.quantisation());
        InverseDct inverse = new InverseDct(frame.precision());
        int[] samples = new int[frame.rows() * frame.columns()];
        int[] block = new int[64];
        for (int number = 0; number < blocks; number++) {
            for (int k = 0; k < 64; k++) {
                block[JpegTables.ZIGZAG[k]] = coefficients[number * 64 + k];
            }
            int row = number / blockColumns;
            inverse.write(block, steps, samples, frame.rows(), frame.columns(), row, number % blockColumns);
        }
        return samples;
    }
}
