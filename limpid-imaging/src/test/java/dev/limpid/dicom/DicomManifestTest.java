package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.limpid.dicom.codec.FrameDecoders;
import dev.limpid.image.ImageFormatException;
import dev.limpid.testing.TestData;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every file of the reference manifest gives the values the reference decoders agree on, or is refused in one line. */
class DicomManifestTest {
    private static final Set<String> NATIVE = Set.of(
            TransferSyntax.IMPLICIT_UID,
            TransferSyntax.EXPLICIT_UID,
            TransferSyntax.DEFLATED_UID,
            TransferSyntax.BIG_ENDIAN_UID);

    @TestFactory
    Stream<DynamicTest> everyEntry() {
        Path folder;
        try {
            folder = TestData.root().resolve("dicom");
        } catch (TestAbortedException missing) {
            return Stream.of(dynamicTest("all reference files", () -> {
                throw missing;
            }));
        }
        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        return manifest.propertyStream()
                .map(entry ->
                        dynamicTest(entry.getKey(), () -> check(folder.resolve(entry.getKey()), entry.getValue())));
    }

    private static void check(Path file, JsonNode expected) throws Exception {
        String syntax = expected.path("transferSyntax").asString("");
        boolean grey = expected.path("photometric").asString("").startsWith("MONOCHROME");
        if (expected.path("expect").asString().equals("refused")) {
            if (expected.path("binding").asBoolean(true)) {
                refuses(file);
            }
        } else if (!grey) {
            refuses(file);
        } else {
            Assumptions.assumeTrue(
                    NATIVE.contains(syntax)
                            || FrameDecoders.forTransferSyntax(syntax).isPresent(),
                    "no decoder yet");
            decodes(file, expected);
        }
    }

    private static void refuses(Path file) {
        assertThatThrownBy(() -> {
                    try (DicomImage image = new DicomFormat().open(file)) {
                        image.frame(0);
                    }
                })
                .isInstanceOf(ImageFormatException.class)
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    private static void decodes(Path file, JsonNode expected) throws Exception {
        int bits = expected.path("bitsAllocated").asInt();
        int width = Math.max(1, bits / 8);
        boolean signed = expected.path("signed").asBoolean();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        long count = 0;
        try (DicomImage image = new DicomFormat().open(file)) {
            assertThat(image.frames()).isEqualTo(expected.path("frames").asInt());
            for (int f = 0; f < image.frames(); f++) {
                int[] values = image.storedValues(f);
                byte[] bytes = new byte[values.length * width];
                for (int i = 0; i < values.length; i++) {
                    double value = signed ? values[i] : values[i] & 0xFFFFFFFFL;
                    sum += value;
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                    for (int b = 0; b < width; b++) {
                        bytes[i * width + b] = (byte) (values[i] >> (8 * b));
                    }
                }
                count += values.length;
                digest.update(bytes);
                assertThat(image.frame(f).rows())
                        .isEqualTo(expected.path("rows").asInt());
                assertThat(image.frame(f).columns())
                        .isEqualTo(expected.path("columns").asInt());
            }
        }
        boolean lossless = expected.path("lossless").asBoolean();
        // Reference decoders of the lossy syntaxes differ by the rounding of their inverse transforms.
        double tolerance = lossless ? 0 : 4;
        assertThat(min).isCloseTo(expected.path("min").asDouble(), within(tolerance));
        assertThat(max).isCloseTo(expected.path("max").asDouble(), within(tolerance));
        assertThat(sum / count).isCloseTo(expected.path("mean").asDouble(), within(lossless ? 1e-3 : 0.5));
        if (lossless) {
            assertThat(HexFormat.of().formatHex(digest.digest()))
                    .isEqualTo(expected.path("valuesSha256").asString());
        }
    }
}
