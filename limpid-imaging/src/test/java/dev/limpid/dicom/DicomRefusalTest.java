package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is refused in one line that says why, in little memory. */
class DicomRefusalTest {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_UID;

    @Nested
    class NotDicom {
        @Test
        void emptyFile() {
            refuses(new byte[0], "the file is empty");
        }

        @Test
        void textRenamed() {
            refuses("Dear colleague,\nhere is the image.".getBytes(StandardCharsets.UTF_8), "not a DICOM file");
        }

        @Test
        void oneByte() {
            refuses(new byte[] {8}, "not a DICOM file");
        }

        @Test
        void onlyZeros() {
            refuses(new byte[4096], "not a DICOM file");
        }

        @Test
        void preambleAndNothingMore() {
            refuses(Arrays.copyOf(Part10Bytes.in(EXPLICIT).bytes(), 132), "no Transfer Syntax UID");
        }
    }

    @Nested
    class NotAnImage {
        @Test
        void objectWithoutPixels() {
            refuses(
                    Part10Bytes.in(EXPLICIT)
                            .text(Tag.MODALITY, "CS", "RTSTRUCT")
                            .bytes(),
                    "no Pixel Data",
                    "RTSTRUCT");
        }

        @Test
        void directory() {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .longForm(Tag.DIRECTORY_RECORD_SEQUENCE, "SQ", new byte[0])
                    .bytes();
            refuses(file, "DICOMDIR");
        }

        @Test
        void floatPixels() {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .image(1, 1, 32, 32, false)
                    .longForm(Tag.FLOAT_PIXEL_DATA, "OF", new byte[4])
                    .bytes();
            refuses(file, "Float", "(7FE0,0008)");
        }
    }

    @Nested
    class ByName {
        @ParameterizedTest
        @ValueSource(strings = {"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_RCT", "YBR_ICT", "PALETTE COLOR"})
        void colour(String photometric) {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .u16(Tag.SAMPLES_PER_PIXEL, photometric.startsWith("P") ? 1 : 3)
                    .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", photometric)
                    .pixels(new byte[12])
                    .bytes();
            refuses(file, "photometric interpretation " + photometric);
        }

        @ParameterizedTest
        @CsvSource({
            "1.2.840.10008.1.2.4.100, MPEG2 Main Profile",
            "1.2.840.10008.1.2.4.201, High-Throughput JPEG 2000 Lossless",
            "1.2.840.10008.1.2.4.110, JPEG XL Lossless",
            "1.2.840.10008.1.2.4.94, JPIP Referenced",
            "1.2.840.113619.5.2, private",
            "1.2.840.10008.1.2.4.999, unknown"
        })
        void otherTransferSyntaxes(String uid, String name) {
            refuses(Part10Bytes.in(uid).bytes(), "transfer syntax " + uid, name, "is not supported");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 4, 12, 24, 64})
        void otherBitDepths(int allocated) {
            refuses(
                    Part10Bytes.in(EXPLICIT)
                            .image(1, 1, allocated, 8, false)
                            .pixels(new byte[8])
                            .bytes(),
                    "Bits Allocated");
        }

        @Test
        void bitsThatDoNotFitTogether() {
            refuses(
                    Part10Bytes.in(EXPLICIT)
                            .image(1, 1, 8, 12, false)
                            .pixels(new byte[2])
                            .bytes(),
                    "do not fit together");
        }

        @Test
        void missingRows() {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .u16(Tag.SAMPLES_PER_PIXEL, 1)
                    .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                    .pixels(new byte[2])
                    .bytes();
            refuses(file, "Rows (0028,0010) is missing");
        }
    }

    @Nested
    class TooLittleData {
        @Test
        void pixelsShorterThanTheirDeclaredLength() {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .image(4, 4, 16, 16, false)
                    .pixels(new byte[32])
                    .bytes();
            refuses(Arrays.copyOf(file, file.length - 5), "truncated: Pixel Data", "declares 32 bytes", "only 27");
        }

        @Test
        void pixelsShorterThanTheHeaderSays() {
            refuses(
                    Part10Bytes.in(EXPLICIT)
                            .image(4, 4, 16, 16, false)
                            .pixels(new byte[30])
                            .bytes(),
                    "too few",
                    "4 x 4");
        }

        @Test
        void hugeMatrixWithTenBytes() {
            refuses(
                    Part10Bytes.in(EXPLICIT)
                            .image(65535, 65535, 16, 16, false)
                            .pixels(new byte[10])
                            .bytes(),
                    "too few");
        }

        @ParameterizedTest
        @ValueSource(strings = {"2147483647", "999999999999", "1000000"})
        void manyFrames(String frames) {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .image(65535, 65535, 32, 32, false)
                    .text(Tag.NUMBER_OF_FRAMES, "IS", frames)
                    .pixels(new byte[10])
                    .bytes();
            refuses(file, "too few");
        }

        @Test
        void everyPrefixOfAFile() throws Exception {
            byte[] file = java.nio.file.Files.readAllBytes(DicomFixtures.file("enhanced-mr.dcm"));
            for (int length = 0; length < file.length; length++) {
                DicomFuzzTest.fuzz(Arrays.copyOf(file, length));
            }
        }
    }

    @Nested
    class MadeToDoHarm {
        @Test
        void sequencesNestedTenThousandDeep() {
            Part10Bytes file = Part10Bytes.in(EXPLICIT);
            for (int i = 0; i < 10_000; i++) {
                file.longHeader(0x0040A730, "SQ", 0xFFFFFFFFL).implicitHeader(Tag.ITEM, 0xFFFFFFFFL);
            }
            refuses(file.bytes(), "nested more than 64 deep");
        }

        @Test
        void unknownSequencesNestedTenThousandDeep() {
            Part10Bytes file = Part10Bytes.in(EXPLICIT).longHeader(0x00091001, "UN", 0xFFFFFFFFL);
            for (int i = 0; i < 10_000; i++) {
                file.implicitHeader(Tag.ITEM, 0xFFFFFFFFL).implicitHeader(0x00091001, 0xFFFFFFFFL);
            }
            refuses(file.bytes(), "nested more than 64 deep");
        }

        @Test
        void millionsOfElements() {
            byte[] file = new byte[132 + 8 * 1_200_000];
            System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, file, 128, 4);
            for (int at = 132; at < file.length; at += 8) {
                file[at] = 8;
                file[at + 2] = (byte) (at >> 3);
                file[at + 3] = (byte) (at >> 11);
                file[at + 4] = 'L';
                file[at + 5] = 'O';
            }
            refuses(file, "more than 1000000 data elements");
        }

        @Test
        void deflateBomb() {
            byte[] zeros = new byte[80 << 20];
            byte[] file =
                    Part10Bytes.in(TransferSyntax.DEFLATED_UID).deflated(zeros).bytes();
            assertThat(file.length).isLessThan(1 << 20);
            refuses(file, "bomb");
        }

        @Test
        void damagedDeflateStream() {
            byte[] file = Part10Bytes.in(TransferSyntax.DEFLATED_UID)
                    .raw(new byte[] {7, 1, 2, 3})
                    .bytes();
            refuses(file, "deflated data set", "damaged");
        }

        @Test
        void deflateStreamThatStops() {
            byte[] whole = Part10Bytes.in(TransferSyntax.DEFLATED_UID)
                    .deflated(Part10Bytes.bare()
                            .image(8, 8, 16, 16, false)
                            .pixels(new byte[128])
                            .bytes())
                    .bytes();
            refuses(Arrays.copyOf(whole, whole.length - 4), "truncated: the deflated data set");
        }

        @Test
        void lengthPastTheEnd() {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .longHeader(0x00081030, "UT", 0xFFFFFFF0L)
                    .bytes();
            refuses(file, "(0008,1030)", "declares 4294967280 bytes");
        }

        @Test
        void rescaleThatGivesNothing() {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .image(1, 1, 16, 16, false)
                    .text(Tag.RESCALE_SLOPE, "DS", "0")
                    .pixels(new byte[2])
                    .bytes();
            refuses(file, "Rescale Slope");
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "1e999", "0x1p3", "ten", "1d"})
        void numbersThatAreNone(String slope) {
            byte[] file = Part10Bytes.in(EXPLICIT)
                    .image(1, 1, 16, 16, false)
                    .text(Tag.RESCALE_SLOPE, "DS", slope)
                    .pixels(new byte[2])
                    .bytes();
            refuses(file, "(0028,1053)");
        }
    }

    static void refuses(byte[] file, String... says) {
        assertThatThrownBy(() -> {
                    try (DicomImage image = DicomFormat.open(ByteSource.of(file))) {
                        image.frame(0);
                    }
                })
                .isInstanceOf(ImageFormatException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(says).hasLineCount(1));
    }
}
