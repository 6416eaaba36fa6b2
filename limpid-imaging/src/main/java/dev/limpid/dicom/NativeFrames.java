package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;

/**
 * Frames of uncompressed Pixel Data (PS3.5 section 8.1.1 and annexes A.1 to A.3): one after the other without gaps; a
 * bit a pixel, lowest bit first, even across frames.
 */
final class NativeFrames implements Frames {
    private static final int CHUNK = 1 << 16;

    private final Element.Raw data;
    private final PixelLayout layout;
    private final boolean swapped;

    /** Checks that all frames that the layout promises are there. */
    NativeFrames(Element element, Element.Raw data, PixelLayout layout) throws ImageFormatException {
        this.data = data;
        this.layout = layout;
        long bits = (long) layout.frames() * layout.bitsAllocated();
        long needed = Math.multiplyHigh(bits, layout.pixels()) == 0 && bits * layout.pixels() > 0
                ? (bits * layout.pixels() + 7) / 8
                : Long.MAX_VALUE;
        if (needed > data.length()) {
            throw new ImageFormatException("Pixel Data (7FE0,0010) has " + data.length() + " bytes, too few for "
                    + layout.frames() + " frame(s) of " + layout.rows() + " x " + layout.columns() + " pixels of "
                    + layout.bitsAllocated() + " bits");
        }
        // In a big endian file OW is turned round by words, even where a pixel is a byte or a bit.
        this.swapped =
                data.bigEndian() && element.vr() != Vr.OB && layout.bitsAllocated() <= 8 && data.length() % 2 == 0;
    }

    @Override
    public int[] cells(int frame) throws IOException {
        int count = Math.toIntExact(layout.pixels());
        return layout.bitsAllocated() == 1 ? bits(frame, count) : whole(frame, count);
    }

    private int[] whole(int frame, int count) throws IOException {
        int width = layout.bitsAllocated() / 8;
        int[] cells = new int[count];
        byte[] chunk = new byte[CHUNK];
        int perChunk = CHUNK / width;
        long start = (long) frame * count * width;
        boolean big = data.bigEndian();
        for (int first = 0; first < count; first += perChunk) {
            int some = Math.min(perChunk, count - first);
            read(start + (long) first * width, chunk, some * width);
            for (int i = 0; i < some; i++) {
                int at = i * width;
                cells[first + i] = switch (width) {
                    case 1 -> chunk[at] & 0xFF;
                    case 2 -> big ? be(chunk, at) : le(chunk, at);
                    default -> big ? be(chunk, at) << 16 | be(chunk, at + 2) : le(chunk, at + 2) << 16 | le(chunk, at);
                };
            }
        }
        return cells;
    }

    private int[] bits(int frame, int count) throws IOException {
        int[] cells = new int[count];
        byte[] chunk = new byte[CHUNK];
        long bit = (long) frame * count;
        int done = 0;
        while (done < count) {
            int skip = (int) (bit % 8);
            int some = (int) Math.min(count - done, CHUNK * 8L - skip);
            read(bit / 8, chunk, (skip + some + 7) / 8);
            for (int i = 0; i < some; i++) {
                int at = skip + i;
                cells[done + i] = chunk[at >> 3] >> (at & 7) & 1;
            }
            done += some;
            bit += some;
        }
        return cells;
    }

    private void read(long offset, byte[] target, int count) throws IOException {
        if (!swapped) {
            copy(offset, target, count);
            return;
        }
        byte[] one = new byte[1];
        long odd = offset & 1;
        if (odd == 0 && count % 2 == 0) {
            copy(offset, target, count);
            for (int i = 0; i < count; i += 2) {
                byte first = target[i];
                target[i] = target[i + 1];
                target[i + 1] = first;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            copy(offset + i ^ 1, one, 1);
            target[i] = one[0];
        }
    }

    private void copy(long offset, byte[] target, int count) throws IOException {
        if (data instanceof Element.Region region) {
            region.source().read(region.offset() + offset, target, 0, count);
        } else {
            System.arraycopy(data.bytes(), (int) offset, target, 0, count);
        }
    }

    private static int le(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    private static int be(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }
}
