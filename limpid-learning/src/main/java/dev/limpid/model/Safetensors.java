package dev.limpid.model;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A safetensors file: named tensors behind a JSON header, and nothing that could be executed.
 *
 * <p>Layout (the format's own description at huggingface.co/docs/safetensors): 8 bytes header length N, little-endian
 * unsigned; N bytes of UTF-8 JSON that begin with an opening brace and may end in spaces; then the tensors' bytes, one
 * behind the other without gaps. Opening reads the header only and checks all of it against the file's size; a tensor's
 * bytes are read when asked for. Holds no file open. Safe for several threads.
 *
 * <p>Example: {@code Safetensors.open(path).tensor("bias").toFloats()}.
 */
public final class Safetensors {
    /** The header's field that is no tensor but a map of strings. */
    public static final String METADATA = "__metadata__";

    /** The longest header the format allows, in bytes. */
    static final int LONGEST_HEADER = 100_000_000;

    static final int PREFIX = Long.BYTES;

    private final String label;
    private final Bytes bytes;
    private final long dataStart;
    private final SafetensorsHeader header;

    private Safetensors(String label, Bytes bytes, long dataStart, SafetensorsHeader header) {
        this.label = label;
        this.bytes = bytes;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Reads and checks the header of a file.
     *
     * @throws ModelFormatException if there is no such file or it is not a sound safetensors file
     */
    public static Safetensors open(Path file) throws ModelFormatException {
        if (!Files.isRegularFile(file)) {
            throw new ModelFormatException(file + ": no such file");
        }
        return open(file.toString(), new FileBytes(file));
    }

    /**
     * The same for a file in memory.
     *
     * @param contents the whole file; not copied, so it must not be changed
     * @param label what messages call it
     */
    public static Safetensors of(byte[] contents, String label) throws ModelFormatException {
        return open(label, new ArrayBytes(contents));
    }

    /**
     * Writes a file, first under a temporary name beside it, then renamed. The same tensors and metadata give the same
     * bytes: tensors lie by falling element size, then by name, so that each is aligned.
     *
     * @param overwrite whether an existing file may be replaced
     * @throws java.nio.file.FileAlreadyExistsException if it may not and there is one
     * @throws IllegalArgumentException if two tensors have the same name
     */
    public static void write(
            Path target, Collection<StoredTensor> tensors, Map<String, String> metadata, boolean overwrite)
            throws IOException {
        SafetensorsWriter.write(target, List.copyOf(tensors), new TreeMap<>(metadata), overwrite);
    }

    private static Safetensors open(String label, Bytes bytes) throws ModelFormatException {
        try {
            long size = bytes.size();
            if (size < PREFIX) {
                throw new ModelFormatException("not a safetensors file: only " + size + " bytes");
            }
            long length = bytes.read(0, PREFIX).getLong(0);
            if (length < 0 || length > LONGEST_HEADER || length > size - PREFIX) {
                throw new ModelFormatException("not a safetensors file: a header of " + Long.toUnsignedString(length)
                        + " bytes in a file of " + size);
            }
            byte[] json = bytes.read(PREFIX, (int) length).array();
            long dataStart = PREFIX + length;
            return new Safetensors(label, bytes, dataStart, SafetensorsHeader.read(json, size - dataStart));
        } catch (ModelFormatException e) {
            throw new ModelFormatException(label + ": " + e.getMessage(), e);
        } catch (IOException e) {
            String why = e.getClass().getSimpleName().replace("Exception", "");
            throw new ModelFormatException(label + ": cannot be read (" + why + ")", e);
        }
    }

    /** The metadata, by key; empty when there is none. */
    public SortedMap<String, String> metadata() {
        return new TreeMap<>(header.metadata());
    }

    /** The tensors' names in order. */
    public SortedSet<String> names() {
        return new TreeSet<>(header.places().keySet());
    }

    /** What the header says about each tensor, by name; reads nothing. */
    public List<TensorInfo> infos() {
        return header.places().values().stream()
                .map(SafetensorsHeader.Place::info)
                .toList();
    }

    /**
     * Reads one tensor.
     *
     * @throws ModelFormatException if there is none of this name or it does not fit into memory
     */
    public StoredTensor tensor(String name) throws IOException {
        SafetensorsHeader.Place place = header.places().get(name);
        if (place == null) {
            throw new ModelFormatException(label + ": has no tensor '" + name + "'");
        }
        TensorInfo info = place.info();
        long room = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 2);
        if (info.bytes() > room) {
            throw new ModelFormatException(label + ": tensor '" + name + "' takes " + info.bytes()
                    + " bytes, more than fit into half of the Java heap; raise it with -Xmx");
        }
        try {
            ByteBuffer data = bytes.read(dataStart + place.begin(), (int) info.bytes());
            return new StoredTensor(name, info.dtype(), info.shape(), data);
        } catch (EOFException e) {
            throw new ModelFormatException(label + ": was cut short while in use", e);
        }
    }

    /** Reads all tensors, by name. */
    public List<StoredTensor> tensors() throws IOException {
        List<StoredTensor> all = new ArrayList<>();
        for (String name : header.places().keySet()) {
            all.add(tensor(name));
        }
        return all;
    }

    @Override
    public String toString() {
        return label + " (" + header.places().size() + " tensors)";
    }

    /** Where the bytes come from. */
    private interface Bytes {
        long size() throws IOException;

        /** Exactly {@code length} bytes, little-endian, in a buffer with an array of just these. */
        ByteBuffer read(long position, int length) throws IOException;
    }

    private record FileBytes(Path file) implements Bytes {
        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        @Override
        public ByteBuffer read(long position, int length) throws IOException {
            // Not mapped: a file that is cut short or replaced while mapped would crash, not fail.
            try (FileChannel channel = FileChannel.open(file)) {
                if (channel.size() < position + length) {
                    throw new EOFException();
                }
                ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, position + buffer.position()) < 0) {
                        throw new EOFException();
                    }
                }
                return buffer.flip();
            }
        }
    }

    private static final class ArrayBytes implements Bytes {
        private final byte[] contents;

        ArrayBytes(byte[] contents) {
            this.contents = contents;
        }

        @Override
        public long size() {
            return contents.length;
        }

        @Override
        public ByteBuffer read(long position, int length) {
            int from = Math.toIntExact(position);
            return ByteBuffer.wrap(Arrays.copyOfRange(contents, from, from + length))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
