package dev.limpid.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The files that scripts/fixtures/dicom.py made, and what it says is in them. */
final class DicomFixtures {
    private static final JsonNode EXPECTED = load();

    private DicomFixtures() {}

    static Stream<String> names() {
        return EXPECTED.propertyNames().stream();
    }

    static Path file(String name) {
        return Path.of("src/test/resources/dev/limpid/dicom", name);
    }

    /** The stored values of each frame. */
    static List<int[]> stored(String name) {
        return EXPECTED.path(name)
                .path("stored")
                .valueStream()
                .map(frame -> frame.valueStream().mapToInt(JsonNode::asInt).toArray())
                .toList();
    }

    /** The plane's values of each frame; empty where they are the stored ones. */
    static List<float[]> values(String name) {
        return EXPECTED.path(name)
                .path("values")
                .valueStream()
                .map(frame -> {
                    float[] values = new float[frame.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) frame.path(i).asDouble();
                    }
                    return values;
                })
                .toList();
    }

    /** The indices of the padding pixels of each frame. */
    static List<int[]> padding(String name) {
        return EXPECTED.path(name)
                .path("padding")
                .valueStream()
                .map(frame -> frame.valueStream().mapToInt(JsonNode::asInt).toArray())
                .toList();
    }

    private static JsonNode load() {
        try (InputStream in = DicomFixtures.class.getResourceAsStream("expected.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
