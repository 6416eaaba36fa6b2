package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SafetensorsTest {
    @TempDir
    Path folder;

    /** {@code scripts/fixtures/safetensors_check.py make} wrote both files, with numpy alone. */
    @Nested
    class AFileMadeByNumpy {
        @Test
        void hasTheTypesShapesAndValuesThatNumpyPutIn() throws IOException {
            Safetensors file = Safetensors.of(resource("tiny.safetensors"), "tiny");
            JsonNode expected = JsonMapper.builder().build().readTree(resource("tiny.json"));
            assertThat(file.names())
                    .containsExactlyElementsOf(
                            expected.propertyNames().stream().sorted().toList());
            for (StoredTensor tensor : file.tensors()) {
                JsonNode entry = expected.get(tensor.name());
                assertThat(tensor.dtype().name()).isEqualTo(entry.get("dtype").asString());
                List<Long> shape = new ArrayList<>();
                entry.get("shape").forEach(size -> shape.add(size.asLong()));
                assertThat(tensor.shape()).isEqualTo(shape);
                float[] values = tensor.toFloats();
                assertThat(values).hasSize(entry.get("values").size());
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i])
                            .isEqualTo((float) entry.get("values").get(i).asDouble());
                }
            }
        }

        @Test
        void hasItsMetadata() throws IOException {
            assertThat(Safetensors.of(resource("tiny.safetensors"), "tiny").metadata())
                    .isEqualTo(Map.of("author", "safetensors_check.py", "text", "quote \" backslash \\ é"));
        }

        @Test
        void isWrittenAgainByteForByte() throws IOException {
            byte[] bytes = resource("tiny.safetensors");
            Safetensors file = Safetensors.of(bytes, "tiny");
            Path copy = folder.resolve("copy.safetensors");
            Safetensors.write(copy, file.tensors(), file.metadata(), false);
            assertThat(Files.readAllBytes(copy)).isEqualTo(bytes);
        }
    }

    /** The expected figures are those of {@code safetensors_check.py show}. */
    @Nested
    class ThePublishedDnCnn {
        @Test
        void hasSeventeenLayers() throws IOException {
            Safetensors file = dnCnn();
            assertThat(file.infos())
                    .hasSize(34)
                    .allSatisfy(info -> assertThat(info.dtype()).isEqualTo(Dtype.F32));
            for (int layer = 0; layer < 17; layer++) {
                long in = layer == 0 ? 1 : 64;
                long out = layer == 16 ? 1 : 64;
                assertThat(file.tensor("model." + 2 * layer + ".weight").shape())
                        .containsExactly(out, in, 3L, 3L);
                assertThat(file.tensor("model." + 2 * layer + ".bias").shape()).containsExactly(out);
            }
        }

        @Test
        void hasTheBytesNumpySees() throws IOException {
            StoredTensor weight = dnCnn().tensor("model.10.weight");
            CRC32 crc = new CRC32();
            crc.update(weight.data());
            assertThat(crc.getValue()).isEqualTo(0x742dd340L);
            double sum = 0;
            for (float value : weight.toFloats()) {
                sum += value;
            }
            assertThat(sum).isEqualTo(-48.71858321544482, org.assertj.core.data.Offset.offset(1e-9));
        }

        private static Safetensors dnCnn() throws IOException {
            return Safetensors.open(TestData.root().resolve("natural/dncnn_25.safetensors"));
        }
    }

    @Nested
    class Writing {
        private final StoredTensor tensor = StoredTensor.ofFloats("w", Dtype.BF16, new float[] {1, 2, 3, 4}, 2, 2);

        @Test
        void keepsEveryTensorAndItsMetadata() throws IOException {
            Path path = folder.resolve("a.safetensors");
            StoredTensor longs = StoredTensor.ofLongs("step", new long[] {Long.MIN_VALUE});
            Safetensors.write(path, List.of(tensor, longs), Map.of("k", "v\n\u0000\uD83D\uDE00"), false);
            Safetensors read = Safetensors.open(path);
            assertThat(read.tensors()).containsExactly(longs, tensor);
            assertThat(read.tensor("step").toLongs()).containsExactly(Long.MIN_VALUE);
            assertThat(read.metadata()).isEqualTo(Map.of("k", "v\n\u0000\uD83D\uDE00"));
        }

        @Test
        void doesNotDependOnTheOrderGiven() throws IOException {
            Path one = folder.resolve("1.safetensors");
            Path two = folder.resolve("2.safetensors");
            StoredTensor other = StoredTensor.ofFloats("a", Dtype.F32, new float[] {5}, 1);
            Safetensors.write(one, List.of(tensor, other), Map.of("x", "1", "y", "2"), false);
            Safetensors.write(two, List.of(other, tensor), Map.of("y", "2", "x", "1"), false);
            assertThat(one).hasSameBinaryContentAs(two);
        }

        @Test
        void leavesAnExistingFileAloneUnlessToldOtherwise() throws IOException {
            Path path = Files.writeString(folder.resolve("a.safetensors"), "precious");
            assertThatThrownBy(() -> Safetensors.write(path, List.of(tensor), Map.of(), false))
                    .isInstanceOf(FileAlreadyExistsException.class);
            assertThat(path).hasContent("precious");
            Safetensors.write(path, List.of(tensor), Map.of(), true);
            assertThat(Safetensors.open(path).names()).containsExactly("w");
            assertThat(onlyFiles()).containsExactly(path);
        }

        @Test
        void leavesNothingBehindWhenItFails() throws IOException {
            Path path = Files.createDirectory(folder.resolve("a.safetensors"));
            Files.createFile(path.resolve("occupied"));
            assertThatThrownBy(() -> Safetensors.write(path, List.of(tensor), Map.of(), true))
                    .isInstanceOf(IOException.class);
            assertThat(onlyFiles()).containsExactly(path);
        }

        @Test
        void refusesTwoTensorsOfOneName() {
            assertThatThrownBy(() -> Safetensors.write(folder.resolve("a"), List.of(tensor, tensor), Map.of(), false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("named w");
        }

        private List<Path> onlyFiles() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.toList();
            }
        }
    }

    @Nested
    class ATensor {
        @Test
        void refusesAShapeThatDoesNotFitItsData() {
            assertThatThrownBy(() -> StoredTensor.ofFloats("w", Dtype.F32, new float[3], 2, 2))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void cannotBeWrittenThroughItsData() {
            ByteBuffer data =
                    StoredTensor.ofFloats("w", Dtype.F32, new float[3], 3).data();
            assertThat(data.isReadOnly()).isTrue();
        }

        @Test
        void isNotStoredAsIntegersFromFloats() {
            assertThatThrownBy(() -> StoredTensor.ofFloats("w", Dtype.I32, new float[1], 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SafetensorsTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    /** A file of this header and this many zero bytes of data. */
    static byte[] file(String header, int dataLength) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + dataLength)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
