package dev.limpid.model;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The element types of a safetensors file that Limpid reads; all little-endian. Eight-bit floats are not among them. */
public enum Dtype {
    /** IEEE 754 binary64. */
    F64(8),
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary16. */
    F16(2),
    /** The upper half of a binary32. */
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U64(8),
    U32(4),
    U16(2),
    U8(1),
    /** One byte: 0 is false. */
    BOOL(1);

    private static final double TWO_TO_64 = 0x1p64;
    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements are floating-point numbers, as weights are. */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The type of this name in a header; empty when it is none that Limpid reads. */
    public static Optional<Dtype> named(String name) {
        for (Dtype type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Element {@code index} of little-endian {@code data} as a float; wide types are rounded to the nearest. */
    float read(ByteBuffer data, int index) {
        int at = index * bytes;
        return switch (this) {
            case F64 -> (float) data.getDouble(at);
            case F32 -> data.getFloat(at);
            case F16 -> HalfPrecision.fromF16(data.getShort(at));
            case BF16 -> HalfPrecision.fromBf16(data.getShort(at));
            case I64 -> data.getLong(at);
            case I32 -> data.getInt(at);
            case I16 -> data.getShort(at);
            case I8 -> data.get(at);
            case U64 -> {
                long value = data.getLong(at);
                yield (float) (value < 0 ? value + TWO_TO_64 : value);
            }
            case U32 -> Integer.toUnsignedLong(data.getInt(at));
            case U16 -> Short.toUnsignedInt(data.getShort(at));
            case U8 -> Byte.toUnsignedInt(data.get(at));
            case BOOL -> data.get(at) == 0 ? 0 : 1;
        };
    }

    /**
     * Sets element {@code index} of little-endian {@code data}, rounded to nearest, ties to even.
     *
     * @throws IllegalArgumentException for a type that is not a float
     */
    void write(ByteBuffer data, int index, float value) {
        int at = index * bytes;
        switch (this) {
            case F64 -> data.putDouble(at, value);
            case F32 -> data.putFloat(at, value);
            case F16 -> data.putShort(at, HalfPrecision.toF16(value));
            case BF16 -> data.putShort(at, HalfPrecision.toBf16(value));
            default -> throw new IllegalArgumentException("floats cannot be stored as " + this);
        }
    }
}
