package dev.limpid.model;

import java.util.List;

/**
 * What a header says about one tensor; already checked against the file.
 *
 * @param name unique in its file
 * @param dtype element type
 * @param shape sizes, outermost first; empty for a scalar
 * @param bytes length of its data
 */
public record TensorInfo(String name, Dtype dtype, List<Long> shape, long bytes) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** Number of elements. */
    public long elements() {
        return bytes / dtype.bytes();
    }
}
