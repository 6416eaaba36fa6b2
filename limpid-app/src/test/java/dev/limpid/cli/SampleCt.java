package dev.limpid.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Small CT slices in DICOM (PS3.10, explicit little endian, 16 bits signed), of what scripts/fixtures/ldct.py makes too. */
final class SampleCt {
    private static final int AIR = -1000;
    private static final int LUNG = -850;
    private static final int SOFT = 40;
    private static final int BONE = 2500;
    private static final int PADDING = -3024;
    private static final int INTERCEPT = -1024;

    private final int rows;
    private final int columns;
    private final short[] stored;
    private final List<byte[]> elements = new ArrayList<>();

    private SampleCt(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.stored = new short[rows * columns];
    }

    /**
     * Air round a body of soft tissue with a lung and a bone; padding outside the largest circle if {@code padded}.
     *
     * @param noise its largest size in HU
     * @param shift of the soft tissue in HU
     */
    static SampleCt of(int rows, int columns, long seed, int noise, int shift, boolean padded) {
        SampleCt ct = new SampleCt(rows, columns);
        long state = seed;
        for (int i = 0; i < rows * columns; i++) {
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF;
            int hu = ct.anatomy(i / columns, i % columns);
            hu += (hu == SOFT ? shift : 0) + Math.floorDiv((int) ((state >> 16) - 16384) * noise, 16384);
            int down = 2 * (i / columns) - rows + 1;
            int across = 2 * (i % columns) - columns + 1;
            int side = Math.min(rows, columns);
            boolean outside = padded && down * down + across * across > side * side;
            ct.stored[i] = (short) ((outside ? PADDING : hu) - INTERCEPT);
        }
        ct.text(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        ct.text(0x0008, 0x0060, "CS", "CT");
        ct.text(0x0028, 0x0004, "CS", "MONOCHROME2");
        ct.number(0x0002, 1);
        ct.number(0x0010, rows);
        ct.number(0x0011, columns);
        ct.number(0x0100, 16);
        ct.number(0x0101, 16);
        ct.number(0x0102, 15);
        ct.number(0x0103, 1);
        if (padded) {
            ct.elements.add(element(0x0028, 0x0120, "SS", twoBytes(PADDING - INTERCEPT)));
        }
        return ct;
    }

    /** Nothing but air, in HU. */
    static SampleCt air(int rows, int columns, long seed, int noise) {
        SampleCt ct = of(rows, columns, seed, noise, 0, false);
        for (int i = 0; i < ct.stored.length; i++) {
            ct.stored[i] = (short) (AIR - INTERCEPT + Math.floorMod(i * 31 + (int) seed, noise));
        }
        return ct.spacing(0.8, 0.8).rescaled();
    }

    private int anatomy(int y, int x) {
        if (y >= rows - 16 && y < rows - 10 && x >= columns - 18 && x < columns - 12) {
            return BONE;
        }
        if (y >= 10 && y < rows / 2 && x >= 10 && x < columns / 3) {
            return LUNG;
        }
        return y >= 5 && y < rows - 5 && x >= 5 && x < columns - 5 ? SOFT : AIR;
    }

    /** With lung in a quarter of the slice, in the middle of it. */
    SampleCt lungs() {
        for (int i = 0; i < stored.length; i++) {
            boolean middle = Math.abs(2 * (i / columns) - rows) < rows / 2
                    && Math.abs(2 * (i % columns) - columns) < columns / 2;
            stored[i] = middle ? (short) (LUNG - INTERCEPT) : stored[i];
        }
        return this;
    }

    SampleCt patient(String id) {
        return text(0x0010, 0x0020, "LO", id);
    }

    /** Its SOP Instance UID. */
    SampleCt instance(String uid) {
        return text(0x0008, 0x0018, "UI", uid);
    }

    SampleCt bodyPart(String name) {
        return text(0x0018, 0x0015, "CS", name);
    }

    SampleCt spacing(double rowMm, double columnMm) {
        return text(0x0028, 0x0030, "DS", rowMm + "\\" + columnMm);
    }

    /** Where an axial slice lies. */
    SampleCt at(double millimetre) {
        return text(0x0020, 0x0032, "DS", "0\\0\\" + millimetre)
                .text(0x0020, 0x0037, "DS", "1\\0\\0\\0\\1\\0")
                .text(0x0018, 0x0050, "DS", "1");
    }

    /** Without it, values are no HU. */
    SampleCt rescaled() {
        return text(0x0028, 0x1052, "DS", String.valueOf(INTERCEPT)).text(0x0028, 0x1053, "DS", "1");
    }

    Path write(Path file) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(2 * stored.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short value : stored) {
            pixels.putShort(value);
        }
        List<byte[]> all = new ArrayList<>(elements);
        all.sort(Comparator.comparingInt(
                bytes -> (bytes[1] & 255) << 24 | (bytes[0] & 255) << 16 | (bytes[3] & 255) << 8 | bytes[2] & 255));
        all.add(0, element(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII)));
        all.add(element(0x7fe0, 0x0010, "OW", pixels.array()));
        ByteBuffer whole = ByteBuffer.allocate(
                132 + all.stream().mapToInt(bytes -> bytes.length).sum());
        whole.position(128);
        whole.put("DICM".getBytes(StandardCharsets.US_ASCII));
        all.forEach(whole::put);
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        return Files.write(file, whole.array());
    }

    private SampleCt text(int group, int element, String vr, String text) {
        String even = text.length() % 2 == 0 ? text : text + (vr.equals("UI") ? "\0" : " ");
        elements.add(element(group, element, vr, even.getBytes(StandardCharsets.US_ASCII)));
        return this;
    }

    private void number(int element, int value) {
        elements.add(element(0x0028, element, "US", twoBytes(value)));
    }

    private static byte[] twoBytes(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    private static byte[] element(int group, int element, String vr, byte[] value) {
        boolean wide = vr.equals("OW");
        ByteBuffer bytes = ByteBuffer.allocate((wide ? 12 : 8) + value.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) group).putShort((short) element).put(vr.getBytes(StandardCharsets.US_ASCII));
        if (wide) {
            bytes.putShort((short) 0).putInt(value.length);
        } else {
            bytes.putShort((short) value.length);
        }
        return bytes.put(value).array();
    }
}
