package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One image file directory (TIFF 6.0, section 2): where the values of each tag lie.
 *
 * @param fields by tag, ascending
 * @param next position of the next directory, 0 when this is the last
 */
record TiffDirectory(TiffBytes bytes, Map<Integer, Field> fields, long next) {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    /** Bytes per value of the types 1 (BYTE) to 12 (DOUBLE). */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};

    /**
     * The values of a tag.
     *
     * @param offset of the first value in the file
     */
    record Field(int type, long count, long offset) {
        /** Bytes of all values; 0 for an unknown type. */
        long length() {
            return type < TYPE_BYTES.length ? count * TYPE_BYTES[type] : 0;
        }
    }

    static TiffDirectory read(TiffBytes bytes, long at) throws IOException {
        int entries = bytes.read(at, 2).getShort() & 0xffff;
        ByteBuffer table = bytes.read(at + 2, entries * 12L + 4);
        Map<Integer, Field> fields = new TreeMap<>();
        for (int i = 0; i < entries; i++) {
            int tag = table.getShort() & 0xffff;
            int type = table.getShort() & 0xffff;
            long count = table.getInt() & 0xffffffffL;
            long value = table.getInt() & 0xffffffffL;
            Field inline = new Field(type, count, at + 2 + i * 12L + 8);
            Field field = inline.length() <= 4 ? inline : new Field(type, count, value);
            if (field.length() > bytes.size() - field.offset()) {
                throw new ImageFormatException(
                        "the TIFF is cut short: the values of tag " + tag + " lie outside the file");
            }
            fields.putIfAbsent(tag, field);
        }
        return new TiffDirectory(bytes, fields, table.getInt() & 0xffffffffL);
    }

    /** The one whole number of a tag, or {@code otherwise} when the tag is missing. */
    long number(int tag, long otherwise) throws IOException {
        return fields.containsKey(tag) ? number(tag, 0, 1) : otherwise;
    }

    /** Whole number {@code index} of a tag that must have at least {@code least} of them. */
    long number(int tag, int index, long least) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.count() < least) {
            throw new ImageFormatException("the TIFF has no " + least + " values for tag " + tag);
        }
        return switch (field.type()) {
            case 1 -> bytes.read(field.offset() + index, 1).get() & 0xff;
            case SHORT -> bytes.read(field.offset() + 2L * index, 2).getShort() & 0xffff;
            case LONG -> bytes.read(field.offset() + 4L * index, 4).getInt() & 0xffffffffL;
            default ->
                throw new ImageFormatException(
                        "the TIFF tag " + tag + " has the type " + field.type() + ", not a whole number");
        };
    }

    /** A RATIONAL; empty when missing, of another type or divided by zero. */
    Optional<Double> rational(int tag) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.type() != RATIONAL || field.count() < 1) {
            return Optional.empty();
        }
        ByteBuffer value = bytes.read(field.offset(), 8);
        double numerator = value.getInt() & 0xffffffffL;
        long denominator = value.getInt() & 0xffffffffL;
        return denominator == 0 ? Optional.empty() : Optional.of(numerator / denominator);
    }

    /** An ASCII value of at most {@code most} bytes, one character per byte, without its closing zero; empty when missing. */
    String text(int tag, int most) throws IOException {
        Field field = fields.get(tag);
        if (field == null || field.type() != 2) {
            return "";
        }
        byte[] value = bytes.array(field.offset(), Math.min(field.count(), most));
        int end = value.length;
        while (end > 0 && value[end - 1] == 0) {
            end--;
        }
        return new String(value, 0, end, StandardCharsets.ISO_8859_1);
    }
}
