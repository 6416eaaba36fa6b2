package dev.limpid.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An MR slice of 40 x 40 pixels in DICOM, explicit VR little endian, with what a report must refer to. */
final class SampleDicom {
    private static final int EDGE = 40;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SampleDicom() {}

    static Path write(Path file) throws IOException {
        SampleDicom dicom = new SampleDicom();
        dicom.bytes.writeBytes(new byte[128]);
        dicom.bytes.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        String syntax = "1.2.840.10008.1.2.1";
        dicom.element(0x0002, 0x0000, "UL", number(4, 8 + even(syntax)));
        dicom.text(0x0002, 0x0010, "UI", syntax);
        dicom.text(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.4");
        dicom.text(0x0008, 0x0018, "UI", "2.25.77");
        dicom.text(0x0008, 0x0020, "DA", "20260101");
        dicom.text(0x0008, 0x0060, "CS", "MR");
        dicom.text(0x0010, 0x0020, "LO", "P");
        dicom.text(0x0020, 0x000d, "UI", "2.25.79");
        dicom.text(0x0020, 0x000e, "UI", "2.25.78");
        dicom.element(0x0028, 0x0002, "US", number(2, 1));
        dicom.text(0x0028, 0x0004, "CS", "MONOCHROME2");
        dicom.element(0x0028, 0x0010, "US", number(2, EDGE));
        dicom.element(0x0028, 0x0011, "US", number(2, EDGE));
        dicom.element(0x0028, 0x0100, "US", number(2, 16));
        dicom.element(0x0028, 0x0101, "US", number(2, 16));
        dicom.element(0x0028, 0x0102, "US", number(2, 15));
        dicom.element(0x0028, 0x0103, "US", number(2, 0));
        byte[] pixels = new byte[2 * EDGE * EDGE];
        for (int i = 0; i < EDGE * EDGE; i++) {
            pixels[2 * i] = (byte) (i % EDGE + i / EDGE);
        }
        dicom.element(0x7fe0, 0x0010, "OW", pixels);
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, dicom.bytes.toByteArray());
    }

    private static int even(String text) {
        return (text.length() + 1) / 2 * 2;
    }

    private static byte[] number(int size, int value) {
        byte[] all = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
        return Arrays.copyOf(all, size);
    }

    private void text(int group, int element, String vr, String text) {
        byte[] value = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), even(text));
        if (value.length > text.length()) {
            value[text.length()] = (byte) (vr.equals("UI") ? 0 : ' ');
        }
        element(group, element, vr, value);
    }

    private void element(int group, int element, String vr, byte[] value) {
        bytes.writeBytes(number(2, group));
        bytes.writeBytes(number(2, element));
        bytes.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        if (vr.equals("OW")) {
            bytes.writeBytes(new byte[2]);
            bytes.writeBytes(number(4, value.length));
        } else {
            bytes.writeBytes(number(2, value.length));
        }
        bytes.writeBytes(value);
    }
}
