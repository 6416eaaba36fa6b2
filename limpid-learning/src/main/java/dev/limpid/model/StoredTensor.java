package dev.limpid.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * One named tensor as it lies in a file: row-major, little-endian.
 *
 * <p>Example: {@code StoredTensor.ofFloats("bias", Dtype.BF16, new float[] {1, 2}, 2).toFloats()} gives {@code {1, 2}}.
 *
 * @param name unique in its file; not empty and not {@code __metadata__}
 * @param dtype element type
 * @param shape sizes, outermost first; empty for a scalar
 * @param data exactly the elements; held as a read-only view, so its owner must not change it afterwards
 */
public record StoredTensor(String name, Dtype dtype, List<Long> shape, ByteBuffer data) {
    public StoredTensor {
        shape = List.copyOf(shape);
        data = data.asReadOnlyBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
        if (name.isEmpty() || name.equals(Safetensors.METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be named '" + name + "'");
        }
        long elements = 1;
        for (long size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("tensor " + name + " has the negative size " + size);
            }
            elements = Math.multiplyExact(elements, size);
        }
        if (Math.multiplyExact(elements, dtype.bytes()) != data.remaining()) {
            throw new IllegalArgumentException(
                    "tensor " + name + " of " + dtype + " " + shape + " does not take " + data.remaining() + " bytes");
        }
    }

    /**
     * A tensor of {@code values} stored as F64, F32, F16 or BF16, rounded to nearest, ties to even.
     *
     * @param shape sizes, outermost first; their product is {@code values.length}
     */
    public static StoredTensor ofFloats(String name, Dtype dtype, float[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, dtype.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            dtype.write(data, i, values[i]);
        }
        return new StoredTensor(name, dtype, boxed(shape), data);
    }

    /** A tensor of I64. */
    public static StoredTensor ofLongs(String name, long[] values, long... shape) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        data.asLongBuffer().put(values);
        return new StoredTensor(name, Dtype.I64, boxed(shape), data);
    }

    private static List<Long> boxed(long[] shape) {
        List<Long> sizes = new ArrayList<>(shape.length);
        for (long size : shape) {
            sizes.add(size);
        }
        return sizes;
    }

    /** A read-only view of the elements, little-endian, from position 0; it has no accessible array. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The sizes as libraries take them. */
    public long[] sizes() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** Number of elements. */
    public int elements() {
        return data.remaining() / dtype.bytes();
    }

    /** All elements as floats, row-major; exact for F32, F16, BF16 and small integers, else rounded to nearest. */
    public float[] toFloats() {
        float[] values = new float[elements()];
        if (dtype == Dtype.F32) {
            data().asFloatBuffer().get(values);
            return values;
        }
        if (dtype == Dtype.BF16) {
            // The type of shipped models: by way of an array, which is several times as fast in a young JVM.
            short[] upperHalves = new short[values.length];
            data().asShortBuffer().get(upperHalves);
            for (int i = 0; i < values.length; i++) {
                values[i] = HalfPrecision.fromBf16(upperHalves[i]);
            }
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = dtype.read(data, i);
        }
        return values;
    }

    /**
     * All elements of an I64 tensor.
     *
     * @throws IllegalArgumentException for another type
     */
    public long[] toLongs() {
        if (dtype != Dtype.I64) {
            throw new IllegalArgumentException("tensor " + name + " is " + dtype + ", not I64");
        }
        long[] values = new long[elements()];
        data().asLongBuffer().get(values);
        return values;
    }

    /** A copy of the bytes, little-endian. */
    public byte[] toBytes() {
        byte[] bytes = new byte[data.remaining()];
        data().get(bytes);
        return bytes;
    }

    /** Name, type, shape and length. */
    public TensorInfo info() {
        return new TensorInfo(name, dtype, shape, data.remaining());
    }
}
