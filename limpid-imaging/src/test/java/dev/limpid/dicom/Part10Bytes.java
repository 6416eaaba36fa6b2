package dev.limpid.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** Writes DICOM files byte by byte, right or wrong, in Explicit VR Little Endian unless told otherwise. */
final class Part10Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Preamble, prefix and the transfer syntax. */
    static Part10Bytes in(String transferSyntax) {
        Part10Bytes bytes = new Part10Bytes();
        bytes.out.writeBytes(new byte[128]);
        bytes.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        return bytes.text(Tag.TRANSFER_SYNTAX_UID, "UI", transferSyntax);
    }

    static Part10Bytes bare() {
        return new Part10Bytes();
    }

    /** All attributes of a small greyscale image but its pixels. */
    Part10Bytes image(int rows, int columns, int allocated, int stored, boolean signed) {
        return text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.SOP_INSTANCE_UID, "UI", "2.25.77")
                .text(Tag.MODALITY, "CS", "MR")
                .text(Tag.SERIES_INSTANCE_UID, "UI", "2.25.78")
                .u16(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .u16(Tag.ROWS, rows)
                .u16(Tag.COLUMNS, columns)
                .u16(Tag.BITS_ALLOCATED, allocated)
                .u16(Tag.BITS_STORED, stored)
                .u16(Tag.HIGH_BIT, stored - 1)
                .u16(Tag.PIXEL_REPRESENTATION, signed ? 1 : 0);
    }

    Part10Bytes text(int tag, String vr, String text) {
        byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);
        return shortForm(tag, vr, value.length + value.length % 2).raw(value).raw(new byte[value.length % 2]);
    }

    Part10Bytes u16(int tag, int value) {
        return shortForm(tag, "US", 2).le16(value);
    }

    Part10Bytes longForm(int tag, String vr, byte[] value) {
        return longHeader(tag, vr, value.length).raw(value);
    }

    Part10Bytes pixels(byte[] value) {
        return longForm(Tag.PIXEL_DATA, "OW", value);
    }

    Part10Bytes shortForm(int tag, String vr, int length) {
        return tag(tag).raw(vr.getBytes(StandardCharsets.ISO_8859_1)).le16(length);
    }

    Part10Bytes longHeader(int tag, String vr, long length) {
        return tag(tag).raw(vr.getBytes(StandardCharsets.ISO_8859_1)).le16(0).le32(length);
    }

    Part10Bytes implicitHeader(int tag, long length) {
        return tag(tag).le32(length);
    }

    /** Encapsulated pixels: the first fragment is the basic offset table. */
    Part10Bytes fragments(byte[]... fragments) {
        longHeader(Tag.PIXEL_DATA, "OB", 0xFFFFFFFFL);
        for (byte[] fragment : fragments) {
            implicitHeader(Tag.ITEM, fragment.length).raw(fragment);
        }
        return implicitHeader(Tag.SEQUENCE_DELIMITATION, 0);
    }

    Part10Bytes deflated(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] chunk = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return this;
    }

    Part10Bytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Part10Bytes le16(int value) {
        out.write(value);
        out.write(value >>> 8);
        return this;
    }

    Part10Bytes le32(long value) {
        return le16((int) value).le16((int) (value >>> 16));
    }

    private Part10Bytes tag(int tag) {
        return le16(tag >>> 16).le16(tag);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
