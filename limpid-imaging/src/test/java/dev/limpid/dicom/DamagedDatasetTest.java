package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of writers that leave the image whole do not refuse it. */
class DamagedDatasetTest {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_UID;

    @Nested
    class SequencesOfUnknownVr {
        private static byte[] shortItem() {
            return Part10Bytes.bare()
                    .implicitHeader(Tag.ITEM, 12)
                    .implicitHeader(Tag.CODE_VALUE, 4)
                    .raw("abcd".getBytes(StandardCharsets.US_ASCII))
                    .bytes();
        }

        @Test
        void areTakenApartHoweverShort() throws IOException {
            Dataset header = parsed(Part10Bytes.bare().longForm(Tag.SOURCE_IMAGE_SEQUENCE, "UN", shortItem()));
            assertThat(header.get(Tag.SOURCE_IMAGE_SEQUENCE).orElseThrow().vr()).isEqualTo(Vr.SQ);
            assertThat(header.items(Tag.SOURCE_IMAGE_SEQUENCE).get(0).text(Tag.CODE_VALUE))
                    .contains("abcd");
        }

        @Test
        void thatAreNoneStayBytesAndWhatFollowsIsRead() throws IOException {
            byte[] nonsense = "nonsense, but of even length".getBytes(StandardCharsets.US_ASCII);
            Dataset header = parsed(Part10Bytes.bare()
                    .longForm(Tag.SOURCE_IMAGE_SEQUENCE, "UN", nonsense)
                    .u16(Tag.ROWS, 7));
            assertThat(header.bytes(Tag.SOURCE_IMAGE_SEQUENCE)).contains(nonsense);
            assertThat(header.integer(Tag.ROWS)).contains(7L);
        }
    }

    @Test
    void anItemThatOnlyItsSequenceEndsIsRefused() {
        DicomRefusalTest.refuses(
                Part10Bytes.in(EXPLICIT)
                        .longHeader(Tag.SOURCE_IMAGE_SEQUENCE, "SQ", 0xFFFFFFFFL)
                        .implicitHeader(Tag.ITEM, 0xFFFFFFFFL)
                        .implicitHeader(Tag.SEQUENCE_DELIMITATION, 0)
                        .image(1, 1, 8, 8, false)
                        .pixels(new byte[2])
                        .bytes(),
                "unexpected (FFFE,E0DD)");
    }

    @Nested
    class BehindThePixels {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 5, 7})
        void aFewBytesAreNothing(int count) throws IOException {
            byte[] tail = new byte[count];
            tail[count - 1] = 0x5A;
            assertRead(image().raw(tail));
        }

        @Test
        void delimitersThatDelimitNothingArePassedOver() throws IOException {
            assertRead(image().implicitHeader(Tag.SEQUENCE_DELIMITATION, 0)
                    .implicitHeader(Tag.ITEM_DELIMITATION, 0)
                    .longForm(Tag.DATA_SET_TRAILING_PADDING, "OB", new byte[4]));
        }

        @Test
        void anItemEndsTheDataSet() throws IOException {
            assertRead(image().implicitHeader(Tag.ITEM, 12).raw(new byte[5]));
        }

        @Test
        void textThatIsNoElementEndsTheDataSet() throws IOException {
            assertRead(image().raw("appended by a gateway, 2019".getBytes(StandardCharsets.US_ASCII)));
        }

        @Test
        void elementsInTheWrongOrderStillCount() throws IOException {
            Dataset header = parsed(Part10Bytes.bare()
                    .image(1, 2, 8, 8, false)
                    .pixels(new byte[] {5, 9})
                    .text(Tag.RESCALE_INTERCEPT, "DS", "-1024")
                    .u16(Tag.ROWS, 9)
                    .raw(new byte[20]));
            assertThat(header.decimals(Tag.RESCALE_INTERCEPT)).containsExactly(-1024);
            assertThat(header.integer(Tag.ROWS)).contains(1L);
        }

        private static Part10Bytes image() {
            return Part10Bytes.in(EXPLICIT).image(1, 2, 8, 8, false).pixels(new byte[] {5, 9});
        }

        private static void assertRead(Part10Bytes file) throws IOException {
            try (DicomImage image = DicomFormat.open(ByteSource.of(file.bytes()))) {
                assertThat(image.storedValues(0)).containsExactly(5, 9);
            }
        }
    }

    @Nested
    class ValueRepresentationsThatAreBlank {
        @ParameterizedTest
        @ValueSource(strings = {"??", "  ", "\0\0", "--"})
        void haveTheShortFormWhereItLandsOnAnElement(String vr) throws IOException {
            Dataset header = parsed(Part10Bytes.bare()
                    .text(Tag.MODALITY, "CS", "CT")
                    .text(Tag.MANUFACTURER, vr, "Maker ")
                    .u16(Tag.ROWS, 7));
            assertThat(header.text(Tag.MANUFACTURER)).contains("Maker");
            assertThat(header.integer(Tag.ROWS)).contains(7L);
        }

        @ParameterizedTest
        @ValueSource(strings = {"??", "  ", "\0\0", "--"})
        void haveTheLongFormWhereThatLandsOnAnElement(String vr) throws IOException {
            Dataset header = parsed(Part10Bytes.bare()
                    .text(Tag.MODALITY, "CS", "CT")
                    .longForm(0x00091010, vr, new byte[100])
                    .u16(Tag.ROWS, 7));
            assertThat(header.get(0x00091010).orElseThrow().vr()).isEqualTo(Vr.UN);
            assertThat(header.integer(Tag.ROWS)).contains(7L);
        }

        @Test
        void areRefusedWhereNeitherLandsOnAnElement() {
            DicomRefusalTest.refuses(
                    Part10Bytes.in(EXPLICIT)
                            .text(Tag.MODALITY, "CS", "CT")
                            .shortForm(Tag.MANUFACTURER, "??", 4000)
                            .bytes(),
                    "(0008,0070)",
                    "no valid value representation");
        }
    }

    private static Dataset parsed(Part10Bytes bytes) throws IOException {
        return new DatasetParser(ByteSource.of(bytes.bytes()), 0).toEnd(Encoding.EXPLICIT);
    }
}
