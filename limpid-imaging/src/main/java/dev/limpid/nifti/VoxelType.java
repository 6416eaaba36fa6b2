package dev.limpid.nifti;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ResultPixels;
import java.nio.ByteBuffer;

/**
 * The NIfTI-1 datatypes with one real number per voxel, and how each is read from and written to a row of bytes.
 *
 * <p>Integers of 64 bits and doubles lose their last digits on the way to {@code float}; voxels that a result leaves
 * alone still keep every bit, see {@link NiftiImage}.
 */
enum VoxelType {
    UINT8(2, 1),
    INT16(4, 2),
    INT32(8, 4),
    FLOAT32(16, 4),
    FLOAT64(64, 8),
    INT8(256, 1),
    UINT16(512, 2),
    UINT32(768, 4),
    INT64(1024, 8),
    UINT64(1280, 8);

    private static final double TWO_TO_63 = 0x1p63;

    private final int code;
    private final int bytes;

    VoxelType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Bytes per voxel. */
    int bytes() {
        return bytes;
    }

    /**
     * The type of a header.
     *
     * @param code {@code datatype}
     * @param bitpix bits per voxel, which must agree
     */
    static VoxelType of(int code, int bitpix) throws ImageFormatException {
        for (VoxelType type : values()) {
            if (type.code == code) {
                if (bitpix != type.bytes * 8) {
                    throw new ImageFormatException(
                            "the NIfTI header contradicts itself: datatype " + type + " with bitpix " + bitpix);
                }
                return type;
            }
        }
        throw new ImageFormatException("the NIfTI datatype " + code + " (" + refused(code) + ") is not supported: "
                + "convert the volume to an integer or floating point type first");
    }

    private static String refused(int code) {
        return switch (code) {
            case 1 -> "binary, 1 bit";
            case 32 -> "COMPLEX64";
            case 128 -> "RGB24 colour";
            case 1536 -> "FLOAT128";
            case 1792 -> "COMPLEX128";
            case 2048 -> "COMPLEX256";
            case 2304 -> "RGBA32 colour";
            default -> "unknown";
        };
    }

    /** The stored number at byte {@code at}, in the buffer's byte order. */
    double get(ByteBuffer row, int at) {
        return switch (this) {
            case UINT8 -> row.get(at) & 0xff;
            case INT8 -> row.get(at);
            case INT16 -> row.getShort(at);
            case UINT16 -> row.getShort(at) & 0xffff;
            case INT32 -> row.getInt(at);
            case UINT32 -> row.getInt(at) & 0xffffffffL;
            case INT64 -> row.getLong(at);
            case UINT64 -> unsigned(row.getLong(at));
            case FLOAT32 -> row.getFloat(at);
            case FLOAT64 -> row.getDouble(at);
        };
    }

    /** Stores {@code value} at byte {@code at}: integers rounded and saturated, floats saturated to the finite. */
    void put(ByteBuffer row, int at, double value) {
        switch (this) {
            case UINT8 -> row.put(at, (byte) ResultPixels.stored(value, 0, 0xff));
            case INT8 -> row.put(at, (byte) ResultPixels.stored(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case INT16 -> row.putShort(at, (short) ResultPixels.stored(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT16 -> row.putShort(at, (short) ResultPixels.stored(value, 0, 0xffff));
            case INT32 -> row.putInt(at, (int) ResultPixels.stored(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case UINT32 -> row.putInt(at, (int) ResultPixels.stored(value, 0, 0xffffffffL));
            case INT64 -> row.putLong(at, Math.round(value));
            case UINT64 -> row.putLong(at, toUnsigned(value));
            case FLOAT32 -> row.putFloat(at, (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value)));
            case FLOAT64 -> row.putDouble(at, Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)));
        }
    }

    private static double unsigned(long bits) {
        // Halving keeps the sign bit free; the lowest bit is far below a double's precision there.
        return bits >= 0 ? bits : (bits >>> 1) * 2.0;
    }

    private static long toUnsigned(double value) {
        if (value < TWO_TO_63) {
            return Math.max(0, Math.round(value));
        }
        return value >= 2 * TWO_TO_63 ? -1 : Math.round(value - TWO_TO_63) | Long.MIN_VALUE;
    }
}
