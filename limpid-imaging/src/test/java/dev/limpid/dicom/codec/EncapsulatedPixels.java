package dev.limpid.dicom.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a DICOM file with encapsulated pixel data, PS3.5 A.4, found by scanning for the element instead of
 * parsing the file: an oracle's helper, independent of the reader.
 */
record EncapsulatedPixels(List<byte[]> fragments, List<Integer> offsets) {
    private static final byte[] PIXEL_DATA = {(byte) 0xE0, 0x7F, 0x10, 0};
    private static final int ITEM = 0xE000FFFE;

    static EncapsulatedPixels of(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 132; at + 20 < bytes.limit(); at++) {
            if (isPixelData(bytes, at)) {
                return items(bytes, at + (bytes.getInt(at + 4) == -1 ? 8 : 12));
            }
        }
        throw new IOException("no encapsulated pixel data in " + file);
    }

    private static boolean isPixelData(ByteBuffer bytes, int at) {
        for (int i = 0; i < 4; i++) {
            if (bytes.get(at + i) != PIXEL_DATA[i]) {
                return false;
            }
        }
        boolean implicit = bytes.getInt(at + 4) == -1 && bytes.getInt(at + 8) == ITEM;
        boolean explicit = bytes.get(at + 4) == 'O' && bytes.getInt(at + 8) == -1 && bytes.getInt(at + 12) == ITEM;
        return implicit || explicit;
    }

    private static EncapsulatedPixels items(ByteBuffer bytes, int first) {
        List<byte[]> items = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        bytes.position(first);
        while (bytes.remaining() >= 8 && bytes.getInt() == ITEM) {
            byte[] item = new byte[bytes.getInt()];
            bytes.get(item);
            items.add(item);
        }
        ByteBuffer table = ByteBuffer.wrap(items.remove(0)).order(ByteOrder.LITTLE_ENDIAN);
        while (table.hasRemaining()) {
            offsets.add(table.getInt());
        }
        return new EncapsulatedPixels(items, offsets);
    }

    /** The fragments joined to {@code count} frames: by the offset table, else a new frame begins with FFD8. */
    List<byte[]> frames(int count) throws IOException {
        if (fragments.size() == count) {
            return fragments;
        }
        List<byte[]> frames = new ArrayList<>();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int offset = 0;
        for (byte[] fragment : fragments) {
            boolean isStart = (fragment[0] & 0xFF) == 0xFF && (fragment[1] & 0xFF) == 0xD8;
            boolean begins = count > 1 && (offsets.size() == count ? offsets.contains(offset) : isStart);
            if (begins && frame.size() > 0) {
                frames.add(frame.toByteArray());
                frame.reset();
            }
            frame.write(fragment);
            offset += 8 + fragment.length;
        }
        frames.add(frame.toByteArray());
        return frames;
    }
}
