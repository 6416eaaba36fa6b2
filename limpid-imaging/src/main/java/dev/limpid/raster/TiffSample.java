package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.ResultPixels;
import java.nio.ByteBuffer;
import java.util.Optional;

/** How one grey sample is stored (BitsPerSample and SampleFormat, TIFF 6.0 sections 8 and 19). */
enum TiffSample {
    BIT(1, 1),
    UINT8(8, 1),
    UINT16(16, 1),
    UINT32(32, 1),
    INT8(8, 2),
    INT16(16, 2),
    INT32(32, 2),
    FLOAT32(32, 3),
    FLOAT64(64, 3);

    private final int bits;
    private final int format;

    TiffSample(int bits, int format) {
        this.bits = bits;
        this.format = format;
    }

    int bits() {
        return bits;
    }

    boolean isFloat() {
        return format == 3;
    }

    /** For a human: {@code 16 bit signed}. */
    String label() {
        return bits + " bit" + (format == 2 ? " signed" : format == 3 ? " float" : "");
    }

    /** The sample of these tags; format 4 (undefined) counts as unsigned, as libtiff has it. */
    static TiffSample of(long bits, long format) throws ImageFormatException {
        long known = format == 4 ? 1 : format;
        for (TiffSample sample : values()) {
            if (sample.bits == bits && sample.format == known) {
                return sample;
            }
        }
        throw new ImageFormatException("a TIFF of " + bits + "-bit samples of format " + format
                + "; Limpid reads 1, 8, 16, 32-bit integers and 32, 64-bit floats: convert it first");
    }

    /** What the stored bits can hold, for unsigned samples of up to 16 bits; else the file does not say. */
    Optional<IntensityRange> range() {
        return format == 1 && bits <= 16 ? Optional.of(IntensityRange.ofBits(bits)) : Optional.empty();
    }

    /** Bytes of a row, padded to whole bytes. */
    long rowBytes(long columns) {
        return (columns * bits + 7) / 8;
    }

    /** Sample {@code x} of the row that starts at byte {@code row}. */
    double get(ByteBuffer bytes, int row, int x) {
        return switch (this) {
            case BIT -> bytes.get(row + (x >> 3)) >> (7 - (x & 7)) & 1;
            case UINT8 -> bytes.get(row + x) & 0xff;
            case INT8 -> bytes.get(row + x);
            case UINT16 -> bytes.getShort(row + 2 * x) & 0xffff;
            case INT16 -> bytes.getShort(row + 2 * x);
            case UINT32 -> bytes.getInt(row + 4 * x) & 0xffffffffL;
            case INT32 -> bytes.getInt(row + 4 * x);
            case FLOAT32 -> bytes.getFloat(row + 4 * x);
            case FLOAT64 -> bytes.getDouble(row + 8 * x);
        };
    }

    /** The inverse of {@link #get}: integers rounded and saturated. */
    void put(ByteBuffer bytes, int row, int x, double value) {
        long least = format == 2 ? -1L << (bits - 1) : 0;
        long most = format == 2 ? -1L - least : (1L << (bits & 63)) - 1;
        long stored = isFloat() ? 0 : ResultPixels.stored(value, least, most);
        switch (this) {
            case BIT -> {
                int mask = 0x80 >> (x & 7);
                int others = bytes.get(row + (x >> 3)) & ~mask;
                bytes.put(row + (x >> 3), (byte) (stored == 0 ? others : others | mask));
            }
            case UINT8, INT8 -> bytes.put(row + x, (byte) stored);
            case UINT16, INT16 -> bytes.putShort(row + 2 * x, (short) stored);
            case UINT32, INT32 -> bytes.putInt(row + 4 * x, (int) stored);
            case FLOAT32 -> bytes.putFloat(row + 4 * x, (float) value);
            case FLOAT64 -> bytes.putDouble(row + 8 * x, value);
        }
    }
}
