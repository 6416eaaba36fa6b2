package dev.limpid.model;

import static dev.limpid.model.SafetensorsTest.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsHostileTest {
    @TempDir
    Path folder;

    @Nested
    class IsAcceptedWhenSound {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{}      ",
                    "{\"__metadata__\":{}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]}}",
                })
        void withoutData(String header) throws IOException {
            assertThat(Safetensors.of(file(header, 0), "x").tensors()).allMatch(t -> t.elements() == 0);
        }

        @Test
        void withFieldsAndTensorsInAnyOrder() throws IOException {
            String header = "{\"b\":{\"data_offsets\":[4,8],\"shape\":[],\"dtype\":\"F32\"},"
                    + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
            assertThat(Safetensors.of(file(header, 8), "x").names()).containsExactly("a", "b");
        }
    }

    @Nested
    class IsRefusedInOneLine {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    // header | bytes of data | what the message says
                    "[] | 0 | does not begin with {",
                    "~ {}~ | 0 | does not begin with {",
                    "{ | 0 | damaged JSON",
                    "{}x | 0 | damaged JSON",
                    "{}{} | 0 | text behind",
                    "{} | 1 | belong to no tensor",
                    "{\"a\":1} | 0 | 'a' is not an object",
                    "{\"a\":{}} | 0 | lacks dtype",
                    "{\"__metadata__\":{\"k\":1}} | 0 | metadata 'k' is not a string",
                    "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}} | 0 | uplicate",
                    "{\"\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}} | 1 | empty name",
                    "{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}} | 1 | type 'F8_E4M3'",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,1]}} | 1 | takes 2 bytes",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}} | 1 | negative",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]}} | 1 | whole numbers",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]}} | 1 | damaged",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}} | 1 | not [begin, end]",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0]}} | 1 | not [begin, end]",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}} | 2 | leaving a hole",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}} | 1 | only 1",
                    "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"x\":0}} | 1 | unknown field 'x'",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}} | 0 | imposs",
                })
        void withAWrongHeader(String header, int dataLength, String message) {
            assertThatThrownBy(() -> Safetensors.of(file(header, dataLength), "bad.safetensors"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith("bad.safetensors: ")
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void withTensorsThatShareBytes() {
            String entry = ":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":";
            refused(file("{\"a\"" + entry + "[0,2]},\"b\"" + entry + "[1,3]}}", 3), "inside another");
        }

        @Test
        void withTheSameTensorTwice() {
            String entry = "\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}";
            refused(file("{" + entry + "," + entry + "}", 1), "uplicate");
        }

        @Test
        void withAThousandsFoldNesting() {
            refused(file("{\"a\":" + "[".repeat(100_000), 0), "not an object");
            refused(file("{\"a\":{\"shape\":" + "[".repeat(100_000), 0), "whole numbers");
        }

        @Test
        void withAHeaderInUtf16OrBrokenUtf8() {
            byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
            byte[] bytes = Arrays.copyOf(new byte[] {(byte) wide.length}, 8 + wide.length);
            System.arraycopy(wide, 0, bytes, 8, wide.length);
            refused(bytes, "damaged JSON");
            byte[] broken = file("{\"__metadata__\":{\"k\":\"?\"}}", 0);
            broken[8 + 22] = (byte) 0xff;
            refused(broken, "damaged JSON");
        }

        @Test
        void whenTooShortForItsHeader() {
            refused(new byte[0], "only 0 bytes");
            refused(new byte[7], "only 7 bytes");
            refused(new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'}, "a header of 3 bytes in a file of 10");
            refused(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'}, "18446744073709551615");
        }

        @Test
        void withMoreEntriesThanAnyModelHas() {
            StringBuilder header = new StringBuilder("{\"__metadata__\":{\"x\":\"\"");
            for (int i = 0; i < SafetensorsHeader.MOST_ENTRIES; i++) {
                header.append(",\"").append(i).append("\":\"\"");
            }
            refused(file(header + "}}", 0), "more than 100000 entries");
        }

        @Test
        void withLineFeedsAndEscapesInANameThatTheMessageRepeats() {
            assertThatThrownBy(() -> Safetensors.of(file("{\"a\\nb\\u001b[31m\":1}", 0), "x"))
                    .hasMessage("x: tensor 'a b [31m' is not an object");
        }

        @Test
        void whenItIsNoFile() {
            assertThatThrownBy(() -> Safetensors.open(folder)).isInstanceOf(ModelFormatException.class);
            assertThatThrownBy(() -> Safetensors.open(folder.resolve("none"))).hasMessageEndingWith("no such file");
        }

        @Test
        void whenCutShortWhileInUse() throws IOException {
            Path path = folder.resolve("a.safetensors");
            Files.write(path, file("{\"a\":{\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]}}", 9));
            Safetensors opened = Safetensors.open(path);
            Files.write(path, new byte[20]);
            assertThatThrownBy(() -> opened.tensor("a"))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("cut short");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void changedBytesNeverDoMoreThanFail(long seed) throws IOException {
        byte[] tiny = SafetensorsTest.resource("tiny.safetensors");
        Path path = folder.resolve("model.safetensors");
        ModelFile.write(path, Cards.ct(), Safetensors.of(tiny, "tiny").tensors(), false);
        byte[] model = Files.readAllBytes(path);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            SafetensorsFuzzTarget.fuzz(mutate(random.nextInt(4) == 0 ? tiny : model, random));
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = random.nextInt(8) == 0
                ? Arrays.copyOf(original, random.nextInt(original.length + 64))
                : original.clone();
        int changes = 1 + random.nextInt(4);
        String telling = "{}[]\",:0123456789-e.\\u\n n";
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(random.nextInt(4) == 0 ? Math.min(bytes.length, 16) : bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) telling.charAt(random.nextInt(telling.length()))
                    : (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> Safetensors.of(bytes, "x"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
