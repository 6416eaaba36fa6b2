package dev.limpid.dicom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that pydicom wrote are read to the last bit. */
class DicomReadingTest {
    static List<String> fixtures() {
        return DicomFixtures.names().toList();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void storedValuesAreExact(String name) throws IOException {
        try (DicomImage image = open(name)) {
            List<int[]> expected = DicomFixtures.stored(name);
            assertThat(image.frames()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(image.storedValues(i)).isEqualTo(expected.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void planesAreRescaledStoredValues(String name) throws IOException {
        try (DicomImage image = open(name)) {
            List<float[]> values = DicomFixtures.values(name);
            for (int i = 0; i < image.frames(); i++) {
                float[] plane = image.frame(i).toArray();
                int[] stored = DicomFixtures.stored(name).get(i);
                for (int p = 0; p < plane.length; p++) {
                    assertThat(plane[p]).isEqualTo(values.isEmpty() ? stored[p] : values.get(i)[p]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void paddingIsFound(String name) throws IOException {
        try (DicomImage image = open(name)) {
            for (int i = 0; i < image.frames(); i++) {
                List<int[]> padding = DicomFixtures.padding(name);
                int[] found = image.frame(i)
                        .padding()
                        .map(mask -> mask.stream().toArray())
                        .orElse(new int[0]);
                assertThat(found).isEqualTo(padding.isEmpty() ? new int[0] : padding.get(i));
            }
        }
    }

    @Nested
    class Meaning {
        @Test
        void ctWithRescaleIsInHounsfieldUnits() throws IOException {
            try (DicomImage image = open("ct.dcm")) {
                Slice slice = image.frame(0);
                assertThat(slice.unit()).isEqualTo(Unit.HOUNSFIELD);
                assertThat(slice.spacing()).contains(new PixelSpacing(0.5, 0.75));
                assertThat(image.range()).contains(IntensityRange.CT);
                assertThat(image.modality()).isEqualTo(Modality.CT);
            }
        }

        @Test
        void enhancedCtHasItsSpacingInASharedGroup() throws IOException {
            try (DicomImage image = open("enhanced-ct.dcm")) {
                assertThat(image.frame(2).unit()).isEqualTo(Unit.HOUNSFIELD);
                assertThat(image.frame(2).spacing()).contains(new PixelSpacing(0.5, 0.75));
            }
        }

        @Test
        void aSectionIsAlongTheNormalOfItsPlane() throws IOException {
            try (DicomImage classic = open("ct.dcm");
                    DicomImage enhanced = open("enhanced-ct.dcm");
                    DicomImage radiograph = open("dx.dcm")) {
                assertThat(classic.section(0))
                        .contains(new Section(0, 1))
                        .isEqualTo(classic.frame(0).section());
                assertThat(enhanced.section(2)).contains(new Section(4, 2));
                assertThat(radiograph.section(0)).isEmpty();
            }
        }

        @Test
        void radiographsRangeOverTheStoredBits() throws IOException {
            try (DicomImage image = open("dx.dcm")) {
                assertThat(image.modality()).isEqualTo(Modality.XRAY);
                assertThat(image.range()).contains(new IntensityRange(0, 4095));
                assertThat(image.frame(0).spacing()).contains(new PixelSpacing(0.1, 0.1));
            }
        }

        @Test
        void magneticResonanceRangesOverItsPercentiles() throws IOException {
            try (DicomImage image = open("overlay-in-high-bits.dcm")) {
                IntensityRange range = image.range().orElseThrow();
                assertThat(range.low()).isBetween(0f, 100f);
                assertThat(range.high()).isBetween(3995f, 4095f);
            }
        }

        @Test
        void constantImageHasARangeAllTheSame() throws IOException {
            byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                    .image(2, 2, 16, 16, false)
                    .pixels(new byte[] {7, 0, 7, 0, 7, 0, 7, 0})
                    .bytes();
            try (DicomImage image = DicomFormat.open(ByteSource.of(file))) {
                assertThat(image.range()).contains(new IntensityRange(7, 8));
            }
        }
    }

    @Nested
    class Recognition {
        private final DicomFormat format = new DicomFormat();

        @Test
        void byPrefixByExtensionAndByAFirstElement() {
            byte[] prefixed = new byte[200];
            prefixed[128] = 'D';
            prefixed[129] = 'I';
            prefixed[130] = 'C';
            prefixed[131] = 'M';
            byte[] bare =
                    Part10Bytes.bare().text(Tag.IMAGE_TYPE, "CS", "ORIGINAL").bytes();
            assertThat(format.recognises(DicomFixtures.file("IM0001"), prefixed))
                    .isTrue();
            assertThat(format.recognises(DicomFixtures.file("note.DCM"), new byte[0]))
                    .isTrue();
            assertThat(format.recognises(DicomFixtures.file("IM0001"), bare)).isTrue();
            assertThat(format.recognises(DicomFixtures.file("note.txt"), "Hello, world".getBytes(US_ASCII)))
                    .isFalse();
            assertThat(format.recognises(DicomFixtures.file("empty"), new byte[0]))
                    .isFalse();
        }
    }

    @Test
    void zerosBehindThePixelsAreNothing() throws IOException {
        byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(1, 2, 8, 8, false)
                .pixels(new byte[] {5, 9})
                .raw(new byte[3001])
                .bytes();
        try (DicomImage image = DicomFormat.open(ByteSource.of(file))) {
            assertThat(image.storedValues(0)).containsExactly(5, 9);
        }
    }

    @Nested
    class WithoutFileMeta {
        @Test
        void explicitVrIsReadFromTheFirstElement() throws IOException {
            assertReads(Part10Bytes.bare().image(1, 2, 8, 8, false).pixels(new byte[] {5, 9}));
        }

        @Test
        void preambleWithoutTransferSyntaxIsReadFromTheFirstElement() throws IOException {
            assertReads(Part10Bytes.bare()
                    .raw(new byte[128])
                    .raw("DICM".getBytes(US_ASCII))
                    .image(1, 2, 8, 8, false)
                    .pixels(new byte[] {5, 9}));
        }

        private void assertReads(Part10Bytes file) throws IOException {
            try (DicomImage image = DicomFormat.open(ByteSource.of(file.bytes()))) {
                assertThat(image.storedValues(0)).containsExactly(5, 9);
            }
        }
    }

    private static DicomImage open(String name) throws IOException {
        return new DicomFormat().open(DicomFixtures.file(name));
    }
}
