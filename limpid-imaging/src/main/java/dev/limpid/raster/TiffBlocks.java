package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a page's strips or tiles, one row of blocks at a time, unpacked and with the predictor undone. */
final class TiffBlocks {
    private final TiffPage page;
    private final TiffBytes bytes;
    private final int blockRowBytes;

    TiffBlocks(TiffPage page) {
        this.page = page;
        this.bytes = page.directory().bytes();
        this.blockRowBytes = (int) page.sample().rowBytes(page.blockColumns());
    }

    /** Bytes from one row of pixels to the next in what {@link #band} gives. */
    int stride() {
        return blockRowBytes * page.blocksAcross();
    }

    /** The rows of pixels from {@code down * blockRows}, in the file's byte order. */
    ByteBuffer band(int down) throws IOException {
        int rows = page.rowsIn(down);
        byte[] band = new byte[rows * stride()];
        if (page.blocksAcross() == 1) {
            unpack(down, band);
        } else {
            byte[] block = new byte[rows * blockRowBytes];
            for (int across = 0; across < page.blocksAcross(); across++) {
                unpack(down * page.blocksAcross() + across, block);
                for (int y = 0; y < rows; y++) {
                    System.arraycopy(
                            block, y * blockRowBytes, band, y * stride() + across * blockRowBytes, blockRowBytes);
                }
            }
        }
        return ByteBuffer.wrap(band).order(bytes.order());
    }

    private void unpack(int block, byte[] target) throws IOException {
        long blocks = (long) page.blocksAcross() * page.blocksDown();
        int offsetsTag = page.tiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
        int countsTag = page.tiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
        TiffDirectory directory = page.directory();
        long offset = directory.number(offsetsTag, block, blocks);
        long count = directory.fields().containsKey(countsTag)
                ? directory.number(countsTag, block, blocks)
                : Math.min(target.length, bytes.size() - offset);
        int done = page.compression() == TiffCompression.NONE
                ? bytes.read(offset, target, count)
                // No packing makes data twice as long; what a hostile count has beyond that is not read.
                : page.compression().unpack(bytes.array(offset, Math.min(count, 2L * target.length + 4096)), target);
        if (done < target.length) {
            throw new ImageFormatException("the TIFF is cut short: " + (page.tiled() ? "tile " : "strip ") + block
                    + " holds " + done + " of " + target.length + " bytes");
        }
        for (int row = 0; page.predictor() != 1 && row < target.length; row += blockRowBytes) {
            undoPredictor(target, row);
        }
    }

    private void undoPredictor(byte[] data, int row) {
        if (page.predictor() == 3) {
            undoFloatPredictor(data, row);
            return;
        }
        ByteBuffer samples = ByteBuffer.wrap(data).order(bytes.order());
        int size = page.sample().bits() / 8;
        for (int at = row + size; at < row + blockRowBytes; at += size) {
            switch (size) {
                case 1 -> data[at] += data[at - 1];
                case 2 -> samples.putShort(at, (short) (samples.getShort(at) + samples.getShort(at - 2)));
                default -> samples.putInt(at, samples.getInt(at) + samples.getInt(at - 4));
            }
        }
    }

    /** Adobe TIFF Technical Note 3: bytes of a row sorted by significance, highest first, then differenced. */
    private void undoFloatPredictor(byte[] data, int row) {
        byte[] sorted = new byte[blockRowBytes];
        byte sum = 0;
        for (int i = 0; i < blockRowBytes; i++) {
            sum += data[row + i];
            sorted[i] = sum;
        }
        int size = page.sample().bits() / 8;
        int columns = blockRowBytes / size;
        boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
        for (int x = 0; x < columns; x++) {
            for (int b = 0; b < size; b++) {
                data[row + x * size + (big ? b : size - 1 - b)] = sorted[b * columns + x];
            }
        }
    }
}
