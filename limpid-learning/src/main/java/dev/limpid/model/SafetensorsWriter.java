package dev.limpid.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;

/** Lays out and writes a safetensors file; the contract is at {@link Safetensors#write}. */
final class SafetensorsWriter {
    private SafetensorsWriter() {}

    static void write(Path target, List<StoredTensor> tensors, SortedMap<String, String> metadata, boolean overwrite)
            throws IOException {
        List<StoredTensor> ordered = new ArrayList<>(tensors);
        ordered.sort(
                Comparator.comparingInt((StoredTensor tensor) -> -tensor.dtype().bytes())
                        .thenComparing(StoredTensor::name));
        byte[] header = header(ordered, metadata);
        if (!overwrite && Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        // Not Files.createTempFile: the renamed file would keep its owner-only permissions.
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary = target.resolveSibling(target.getFileName() + "." + unique + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeFully(
                        channel,
                        ByteBuffer.allocate(Safetensors.PREFIX)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(header.length)
                                .flip());
                writeFully(channel, ByteBuffer.wrap(header));
                for (StoredTensor tensor : ordered) {
                    writeFully(channel, tensor.data());
                }
                channel.force(true);
            }
            if (overwrite) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(temporary, target);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The JSON, padded with spaces so that the data behind it begin at a multiple of 8. */
    private static byte[] header(List<StoredTensor> ordered, SortedMap<String, String> metadata) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            fields.put(Safetensors.METADATA, metadata);
        }
        long begin = 0;
        for (StoredTensor tensor : ordered) {
            long end = begin + tensor.info().bytes();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.dtype().name());
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", List.of(begin, end));
            if (fields.put(tensor.name(), entry) != null) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
            begin = end;
        }
        byte[] json = Json.write(fields).getBytes(StandardCharsets.UTF_8);
        if (json.length > Safetensors.LONGEST_HEADER - Long.BYTES) {
            throw new IllegalArgumentException("a header of " + json.length + " bytes is too long for the format");
        }
        int padded = ((json.length + Long.BYTES - 1) / Long.BYTES) * Long.BYTES;
        byte[] header = Arrays.copyOf(json, padded);
        Arrays.fill(header, json.length, padded, (byte) ' ');
        return header;
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
