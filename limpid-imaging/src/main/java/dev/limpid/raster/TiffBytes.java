package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A TIFF file as bytes at positions, in its byte order; whatever lies outside the file is an error. */
final class TiffBytes implements Closeable {
    private final FileChannel channel;
    private final long size;
    private final ByteOrder order;
    private final long firstDirectory;

    TiffBytes(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            size = channel.size();
            ByteBuffer header = ByteBuffer.wrap(array(0, 8));
            order = order(header);
            header.order(order);
            int version = header.getShort(2);
            if (version == 43) {
                throw new ImageFormatException("a BigTIFF file; Limpid reads classic TIFF only: convert it first");
            }
            if (version != 42) {
                throw new ImageFormatException("not a TIFF: its version number is " + version + ", not 42");
            }
            firstDirectory = header.getInt(4) & 0xffffffffL;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    ByteOrder order() {
        return order;
    }

    long size() {
        return size;
    }

    /** Position of the first image file directory. */
    long firstDirectory() {
        return firstDirectory;
    }

    /**
     * The {@code count} bytes from {@code offset}.
     *
     * @throws ImageFormatException if they are not all in the file; no memory is taken then
     */
    ByteBuffer read(long offset, long count) throws IOException {
        return ByteBuffer.wrap(array(offset, count)).order(order);
    }

    /** As {@link #read}, as an array. */
    byte[] array(long offset, long count) throws IOException {
        if (offset < 0 || count < 0 || count > size - offset || count > Integer.MAX_VALUE - 8) {
            throw new ImageFormatException(
                    "the TIFF is cut short: it has " + size + " bytes and refers to " + count + " from byte " + offset);
        }
        byte[] array = new byte[(int) count];
        if (read(offset, array, count) < count) {
            throw new ImageFormatException("the TIFF became shorter while it was read");
        }
        return array;
    }

    /**
     * Fills {@code target} from {@code offset} with at most {@code count} bytes; gives how many there were.
     *
     * @throws ImageFormatException if {@code offset} lies behind the end
     */
    int read(long offset, byte[] target, long count) throws IOException {
        if (offset < 0 || count < 0 || offset > size) {
            throw new ImageFormatException(
                    "the TIFF is cut short: it has " + size + " bytes and refers to byte " + offset);
        }
        ByteBuffer bytes = ByteBuffer.wrap(target, 0, (int) Math.min(target.length, count));
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // a channel may give less than was asked for
        }
        return bytes.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ByteOrder order(ByteBuffer header) throws ImageFormatException {
        return switch (header.getShort(0)) {
            case 0x4949 -> ByteOrder.LITTLE_ENDIAN;
            case 0x4d4d -> ByteOrder.BIG_ENDIAN;
            default -> throw new ImageFormatException("not a TIFF: it does not start with II or MM");
        };
    }
}
