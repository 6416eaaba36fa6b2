package dev.limpid.bench.layout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The least files of each format, made on the spot. */
final class TinyFiles {
    private TinyFiles() {}

    static Path text(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    /** An image of a DICOM modality (PS3.10 section 7.1, explicit little endian, 16 bits). */
    static Path dicom(Path file, String modality, int rows, int columns) throws IOException {
        return dicom(file, modality, rows, columns, "");
    }

    /** Likewise, of a patient. */
    static Path dicom(Path file, String modality, int rows, int columns, String patientId) throws IOException {
        return dicom(file, modality, rows, columns, patientId, "");
    }

    /** Likewise, of a study. */
    static Path dicom(Path file, String modality, int rows, int columns, String patientId, String study)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1024 + 2 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(128);
        bytes.put("DICM".getBytes(StandardCharsets.US_ASCII));
        element(bytes, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
        element(bytes, 0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.2\0");
        element(bytes, 0x0008, 0x0060, "CS", modality.length() % 2 == 0 ? modality : modality + " ");
        if (!patientId.isEmpty()) {
            element(bytes, 0x0010, 0x0020, "LO", patientId.length() % 2 == 0 ? patientId : patientId + " ");
        }
        if (!study.isEmpty()) {
            element(bytes, 0x0020, 0x000D, "UI", study.length() % 2 == 0 ? study : study + "\0");
        }
        number(bytes, 0x0002, 1);
        element(bytes, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
        number(bytes, 0x0010, rows);
        number(bytes, 0x0011, columns);
        number(bytes, 0x0100, 16);
        number(bytes, 0x0101, 16);
        number(bytes, 0x0102, 15);
        number(bytes, 0x0103, 1);
        element(bytes, 0x0028, 0x1052, "DS", "0 ");
        element(bytes, 0x0028, 0x1053, "DS", "1 ");
        bytes.putShort((short) 0x7FE0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'W');
        bytes.putShort((short) 0).putInt(2 * rows * columns);
        for (int i = 0; i < rows * columns; i++) {
            bytes.putShort((short) (i * 10));
        }
        byte[] whole = new byte[bytes.position()];
        bytes.get(0, whole);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.write(file, whole);
    }

    private static void element(ByteBuffer to, int group, int element, String vr, String value) {
        byte[] text = value.getBytes(StandardCharsets.US_ASCII);
        to.putShort((short) group).putShort((short) element).put(vr.getBytes(StandardCharsets.US_ASCII));
        to.putShort((short) text.length).put(text);
    }

    private static void number(ByteBuffer to, int element, int value) {
        to.putShort((short) 0x0028).putShort((short) element).put((byte) 'U').put((byte) 'S');
        to.putShort((short) 2).putShort((short) value);
    }

    /** A NIfTI-1 volume of 16-bit numbers (nifti1.h). */
    static Path nifti(Path file, int columns, int rows, int frames) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(352 + 2 * columns * rows * frames).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 348);
        short[] dimensions = {3, (short) columns, (short) rows, (short) frames, 1, 1, 1, 1};
        for (int i = 0; i < dimensions.length; i++) {
            bytes.putShort(40 + 2 * i, dimensions[i]);
            bytes.putFloat(76 + 4 * i, 1);
        }
        bytes.putShort(70, (short) 4);
        bytes.putShort(72, (short) 16);
        bytes.putFloat(108, 352);
        bytes.put(344, new byte[] {'n', '+', '1', 0});
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.write(file, bytes.array());
    }
}
