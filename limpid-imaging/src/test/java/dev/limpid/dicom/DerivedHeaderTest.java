package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Derivation;
import dev.limpid.image.IntensityRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Derived objects keep what is the source's, and say what is new. */
class DerivedHeaderTest extends DerivedObjects {
    @Test
    void sameRunGivesTheSameBytes() throws IOException {
        for (String name : fixtures()) {
            derived(name, DerivedObjects::towardsTheMean).close();
            byte[] first = Files.readAllBytes(target(name));
            Files.delete(target(name));
            derived(name, DerivedObjects::towardsTheMean).close();
            assertThat(Files.readAllBytes(target(name))).isEqualTo(first);
        }
    }

    @Test
    void identifiersAreNewAndFollowTheSourceAndTheMethod() throws IOException {
        Dataset source = header(DicomFixtures.file("ct.dcm"));
        derived("ct.dcm", plane -> plane).close();
        Dataset result = header(target("ct.dcm"));
        String instance = result.text(Tag.SOP_INSTANCE_UID).orElseThrow();
        assertThat(instance).startsWith("2.25.").hasSizeLessThanOrEqualTo(64);
        assertThat(instance).isNotEqualTo(source.text(Tag.SOP_INSTANCE_UID).orElseThrow());
        derived("dx.dcm", plane -> plane).close();
        Dataset other = header(target("dx.dcm"));
        assertThat(other.text(Tag.SERIES_INSTANCE_UID)).isEqualTo(result.text(Tag.SERIES_INSTANCE_UID));
        assertThat(other.text(Tag.SOP_INSTANCE_UID)).isNotEqualTo(result.text(Tag.SOP_INSTANCE_UID));
        Derivation stronger =
                new Derivation("U-Net ct", "0.1.0", "unet(model=abd)", HOW.description(), HOW.seriesKey());
        assertThat(new DerivedUid(stronger).instance("1.2")).isNotEqualTo(new DerivedUid(HOW).instance("1.2"));
    }

    @Test
    void slicesWithRangesOfTheirOwnStayOneSeriesOfDifferentInstances() throws IOException {
        Set<Optional<String>> series = new HashSet<>();
        Set<Optional<String>> instances = new HashSet<>();
        for (int slice = 1; slice <= 3; slice++) {
            byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                    .image(2, 2, 16, 16, false)
                    .text(Tag.SOP_INSTANCE_UID, "UI", "2.25.77." + slice)
                    .pixels(new byte[] {0, 0, 9, 0, 20, 0, (byte) (50 * slice), 0})
                    .bytes();
            IntensityRange range;
            try (DicomImage image = DicomFormat.open(ByteSource.of(file))) {
                range = image.range().orElseThrow();
            }
            String each = "unet, range " + range.low() + ":" + range.high();
            Dataset result = written(file, new Derivation("U-Net mr", "0.1.0", each, "With " + each, "unet"));
            series.add(result.text(Tag.SERIES_INSTANCE_UID));
            instances.add(result.text(Tag.SOP_INSTANCE_UID));
        }
        assertThat(series).hasSize(1);
        assertThat(instances).hasSize(3);
    }

    @Test
    void anotherRunGivesAnotherSeries() {
        Derivation other =
                new Derivation(HOW.method(), HOW.version(), HOW.parameters(), HOW.description(), "unet(model=abd)");
        assertThat(new DerivedUid(other).shared("series", "1.2"))
                .isNotEqualTo(new DerivedUid(HOW).shared("series", "1.2"));
    }

    @Test
    void saysThatHowAndFromWhatItIsDerived() throws IOException {
        derived("ct.dcm", plane -> plane).close();
        Dataset result = header(target("ct.dcm"));
        assertThat(result.texts(Tag.IMAGE_TYPE)).containsExactly("DERIVED", "SECONDARY", "AXIAL");
        assertThat(result.text(Tag.DERIVATION_DESCRIPTION)).contains(HOW.description());
        assertThat(result.text(Tag.SERIES_DESCRIPTION)).contains("Fixture denoised U-Net ct");
        Dataset reference = result.items(Tag.SOURCE_IMAGE_SEQUENCE).get(0);
        assertThat(reference.text(Tag.REFERENCED_SOP_INSTANCE_UID)).contains("2.25.1155.77.1.1");
        assertThat(purpose(reference)).contains("121322");
        assertThat(purpose(result.items(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE).get(0)))
                .contains("109102");
        assertThat(result.has(Tag.INSTANCE_CREATION_DATE)).isFalse();
    }

    @Test
    void saysDegradedOfWhatWasDegradedAndNothingOfNoiseRemoved() throws IOException {
        Derivation how = new Derivation(
                "rician",
                "0.1.0",
                "rician(sigma=0.1, seed=3)",
                "Degraded on purpose by Limpid 0.1.0 with rician(sigma=0.1, seed=3).",
                "degraded: rician",
                Derivation.Process.DEGRADED);
        Dataset result = written(Files.readAllBytes(DicomFixtures.file("ct.dcm")), how);
        assertThat(result.text(Tag.SERIES_DESCRIPTION)).contains("Fixture degraded rician");
        assertThat(result.text(Tag.DERIVATION_DESCRIPTION)).contains(how.description());
        Dataset code = result.items(Tag.DERIVATION_CODE_SEQUENCE).get(0);
        assertThat(code.text(Tag.CODING_SCHEME_DESIGNATOR)).contains("99LIMPID");
        assertThat(code.text(Tag.CODE_MEANING)).contains("Image degradation");
        assertThat(result.items(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE).get(0).text(Tag.CONTRIBUTION_DESCRIPTION))
                .contains("Degradation: rician(sigma=0.1, seed=3)");
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.DerivedObjects#fixtures")
    void everyOtherElementKeepsItsBytes(String name) throws IOException {
        derived(name, plane -> plane).close();
        try (ByteSource in = FileSource.of(DicomFixtures.file(name));
                ByteSource out = FileSource.of(target(name))) {
            Part10 source = Part10.parse(in);
            Part10 result = Part10.parse(out);
            assertThat(result.syntax().uid()).isEqualTo(TransferSyntax.EXPLICIT_UID);
            for (Element element : source.dataset().elements()) {
                boolean swapped = element.value() instanceof Element.Raw raw && raw.bigEndian();
                if (!CHANGED.contains(element.tag()) && !swapped && element.value() instanceof Element.Raw raw) {
                    Element kept = result.dataset().get(element.tag()).orElseThrow();
                    assertThat(((Element.Raw) kept.value()).bytes()).startsWith(raw.bytes());
                }
            }
        }
    }

    private final List<Integer> CHANGED = List.of(
            Tag.IMAGE_TYPE,
            Tag.INSTANCE_CREATION_DATE,
            Tag.INSTANCE_CREATION_TIME,
            Tag.SOP_INSTANCE_UID,
            Tag.SERIES_INSTANCE_UID,
            Tag.SERIES_DESCRIPTION,
            Tag.SMALLEST_PIXEL_VALUE,
            Tag.LARGEST_PIXEL_VALUE,
            Tag.CONCATENATION_UID,
            Tag.CONCATENATION_SOURCE_UID,
            0x00180023,
            0x00189005,
            0x00189008);

    @Test
    void privateSequencesStay() throws IOException {
        for (String name : List.of("ct.dcm", "ct-big-endian.dcm", "ct-deflated.dcm")) {
            derived(name, plane -> plane).close();
            Dataset item = header(target(name)).items(0x00291003).get(0);
            assertThat(item.decimals(0x00291002)).containsExactly(2.5);
        }
        derived("unknown-sequence.dcm", plane -> plane).close();
        assertThat(header(target("unknown-sequence.dcm"))
                        .items(0x00111001)
                        .get(0)
                        .text(Tag.CODE_MEANING))
                .contains("abcd");
    }

    @Test
    void bigEndianNumbersAreTurnedRound() throws IOException {
        derived("ct-big-endian.dcm", plane -> plane).close();
        Dataset result = header(target("ct-big-endian.dcm"));
        assertThat(result.integer(Tag.ROWS)).contains(9L);
        assertThat(result.integer(Tag.PIXEL_PADDING_VALUE)).contains(-2000L);
    }

    @Test
    void enhancedFramesNameTheirSourceFrame() throws IOException {
        derived("enhanced-ct.dcm", plane -> plane).close();
        Dataset result = header(target("enhanced-ct.dcm"));
        assertThat(result.texts(Tag.IMAGE_TYPE)).containsExactly("DERIVED", "PRIMARY", "VOLUME", "NONE");
        Dataset shared = result.items(Tag.SHARED_FUNCTIONAL_GROUPS).get(0);
        assertThat(shared.items(0x00189329).get(0).texts(Tag.FRAME_TYPE)).startsWith("DERIVED", "PRIMARY");
        List<Dataset> groups = result.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS);
        assertThat(groups).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Dataset derivation =
                    groups.get(i).items(Tag.DERIVATION_IMAGE_SEQUENCE).get(0);
            Dataset reference = derivation.items(Tag.SOURCE_IMAGE_SEQUENCE).get(0);
            assertThat(reference.integer(Tag.REFERENCED_FRAME_NUMBER)).contains(i + 1L);
            assertThat(groups.get(i).items(0x00209113)).hasSize(1);
        }
    }

    @Test
    void partsOfAConcatenationStayTogetherUnderNewIdentifiers() throws IOException {
        derived("concatenation.dcm", plane -> plane).close();
        Dataset result = header(target("concatenation.dcm"));
        assertThat(result.text(Tag.CONCATENATION_UID))
                .contains(new DerivedUid(HOW).shared("concatenation", "2.25.1155.77.7"));
        assertThat(result.text(Tag.CONCATENATION_SOURCE_UID))
                .contains(new DerivedUid(HOW).shared("concatenation source", "2.25.1155.77.8"));
    }

    @Test
    void signaturesIconAndHistogramAreDropped() throws IOException {
        byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(1, 1, 8, 8, false)
                .longForm(Tag.HISTOGRAM_SEQUENCE, "SQ", new byte[0])
                .longForm(Tag.ICON_IMAGE_SEQUENCE, "SQ", new byte[0])
                .longForm(Tag.MAC_PARAMETERS_SEQUENCE, "SQ", new byte[0])
                .pixels(new byte[2])
                .longForm(0x7FE11001, "OB", new byte[] {1, 2})
                .longForm(Tag.DIGITAL_SIGNATURES_SEQUENCE, "SQ", new byte[0])
                .bytes();
        Dataset result = written(file, HOW);
        for (int tag : new int[] {
            Tag.HISTOGRAM_SEQUENCE,
            Tag.ICON_IMAGE_SEQUENCE,
            Tag.MAC_PARAMETERS_SEQUENCE,
            Tag.DIGITAL_SIGNATURES_SEQUENCE
        }) {
            assertThat(result.has(tag)).isFalse();
        }
        assertThat(result.has(0x7FE11001)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.4.50, jpeg-baseline-8, ISO_10918_1",
        "1.2.840.10008.1.2.4.51, jpeg-extended-12, ISO_10918_1",
        "1.2.840.10008.1.2.4.57, jpeg-progressive-8, ISO_10918_1",
        "1.2.840.10008.1.2.4.80, jpegls-12-near, ISO_14495_1",
        "1.2.840.10008.1.2.4.90, j2k-irreversible-16, ISO_15444_1",
        "1.2.840.10008.1.2.4.91, j2k-reversible-cut-8, ISO_15444_1"
    })
    void whatACodestreamLostIsSaidWhateverTheHeaderSays(String syntax, String frame, String method) throws IOException {
        for (String said : List.of("", "00")) {
            Dataset result = written(compressed(syntax, frame, said), HOW);
            assertThat(result.text(Tag.LOSSY_IMAGE_COMPRESSION)).contains("01");
            assertThat(result.text(Tag.LOSSY_IMAGE_COMPRESSION_METHOD)).contains(method);
            assertThat(result.decimals(Tag.LOSSY_IMAGE_COMPRESSION_RATIO)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.1.2.4.50, lossless-12-predictor-1",
        "1.2.840.10008.1.2.4.81, jpegls-12",
        "1.2.840.10008.1.2.4.91, j2k-8",
        "1.2.840.10008.1.2.4.91, j2k-16",
        "1.2.840.10008.1.2.4.91, j2k-tiles",
        "1.2.840.10008.1.2.4.91, j2k-layers",
        "1.2.840.10008.1.2.4.91, j2k-bypass",
        "1.2.840.10008.1.2.4.91, j2k-terminate",
        "1.2.840.10008.1.2.4.91, j2k-region",
        "1.2.840.10008.1.2.5, rle-16"
    })
    void aCodestreamThatLostNothingLeavesTheHeadersWord(String syntax, String frame) throws IOException {
        for (String said : List.of("00", "01")) {
            Dataset result = written(compressed(syntax, frame, said), HOW);
            assertThat(result.text(Tag.LOSSY_IMAGE_COMPRESSION)).contains(said);
            assertThat(result.has(Tag.LOSSY_IMAGE_COMPRESSION_METHOD)).isFalse();
        }
    }

    private byte[] compressed(String syntax, String frame, String lossy) throws IOException {
        return Part10Bytes.in(syntax)
                .image(13, 17, 16, 16, false)
                .text(Tag.LOSSY_IMAGE_COMPRESSION, "CS", lossy)
                .fragments(new byte[0], Files.readAllBytes(DicomFixtures.file("codec/" + frame + ".frame")))
                .bytes();
    }

    @Test
    void lengthsThatNothingKeepsTrueAreDropped() throws IOException {
        byte[] item = Part10Bytes.bare()
                .shortForm(0x00080000, "UL", 4)
                .le32(12)
                .text(Tag.CODE_VALUE, "SH", "abcd")
                .bytes();
        byte[] sequence = Part10Bytes.bare()
                .implicitHeader(Tag.ITEM, item.length)
                .raw(item)
                .bytes();
        byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .shortForm(Tag.LENGTH_TO_END, "UL", 4)
                .le32(1000)
                .longForm(0x00081140, "SQ", sequence)
                .image(1, 1, 8, 8, false)
                .pixels(new byte[2])
                .bytes();
        Dataset result = written(file, HOW);
        assertThat(result.has(Tag.LENGTH_TO_END)).isFalse();
        assertThat(result.items(0x00081140).get(0).has(0x00080000)).isFalse();
        assertThat(result.items(0x00081140).get(0).text(Tag.CODE_VALUE)).contains("abcd");
    }

    @Test
    void earlierSourcesOfUnknownVrAreKept() throws IOException {
        byte[] item = Part10Bytes.bare()
                .implicitHeader(Tag.ITEM, 12)
                .implicitHeader(Tag.CODE_VALUE, 4)
                .raw("abcd".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        byte[] file = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(1, 1, 8, 8, false)
                .longForm(Tag.SOURCE_IMAGE_SEQUENCE, "UN", item)
                .pixels(new byte[2])
                .bytes();
        assertThat(written(file, HOW).items(Tag.SOURCE_IMAGE_SEQUENCE)).hasSize(2);
    }

    @Test
    void earlierSourcesAndEquipmentAreKept() throws IOException {
        derived("ct.dcm", plane -> plane).close();
        Path again = folder.resolve("again.dcm");
        try (DicomImage once = new DicomFormat().open(target("ct.dcm"))) {
            once.writeDerived(again, once::frame, HOW);
        }
        assertThat(header(again).items(Tag.SOURCE_IMAGE_SEQUENCE)).hasSize(2);
        assertThat(header(again).items(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE)).hasSize(2);
    }

    @Test
    void longSeriesDescriptionIsCutToSixtyFourCharacters() throws IOException {
        String umlauts = "\u00fc".repeat(60);
        for (String set : List.of("ISO_IR 100", "ISO_IR 192")) {
            String bytes = set.endsWith("192")
                    ? new String(umlauts.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    : umlauts;
            Dataset result = written(described(set, bytes), HOW);
            byte[] value = result.bytes(Tag.SERIES_DESCRIPTION).orElseThrow();
            String text = new String(value, set.endsWith("192") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            assertThat(text.strip()).hasSize(64).startsWith("\u00fc").endsWith("\u00fc denoised U-Net ct");
        }
        Dataset japanese = written(described("\\ISO 2022 IR 87", "\u001b$B" + "AB".repeat(29) + "\u001b(B"), HOW);
        assertThat(japanese.text(Tag.SERIES_DESCRIPTION)).contains("denoised U-Net ct");
    }

    private byte[] described(String characterSet, String description) {
        return Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(1, 1, 8, 8, false)
                .text(Tag.SPECIFIC_CHARACTER_SET, "CS", characterSet)
                .text(Tag.SERIES_DESCRIPTION, "LO", description)
                .pixels(new byte[2])
                .bytes();
    }

    private Optional<String> purpose(Dataset item) throws IOException {
        return item.items(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE).get(0).text(Tag.CODE_VALUE);
    }
}
