package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Box;
import dev.limpid.image.Derivation;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MeasurementReportTest extends DerivedObjects {
    private static final Derivation SEARCH = new Derivation(
            "Detector toy", "0.1.0", "detector(abc)", "Boxes.", "detector(abc)", Derivation.Process.SEARCHED);

    private static final SortedMap<Integer, List<Detection>> FOUND = new TreeMap<>(Map.of(
            0,
            List.of(
                    new Detection(new Box(0.5, 0, 1.5, 2), 0.875, "lung opacity"),
                    new Detection(new Box(0, 0, 1, 1), 0.25, "lung opacity"))));

    private Path placed() throws IOException {
        byte[] bytes = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.SOP_INSTANCE_UID, "UI", "2.25.77")
                .text(Tag.STUDY_DATE, "DA", "20260101")
                .text(Tag.MODALITY, "CS", "MR")
                .text(Tag.STUDY_INSTANCE_UID, "UI", "2.25.79")
                .text(Tag.SERIES_INSTANCE_UID, "UI", "2.25.78")
                .u16(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .u16(Tag.ROWS, 2)
                .u16(Tag.COLUMNS, 2)
                .u16(Tag.BITS_ALLOCATED, 16)
                .u16(Tag.BITS_STORED, 16)
                .u16(Tag.HIGH_BIT, 15)
                .u16(Tag.PIXEL_REPRESENTATION, 0)
                .pixels(new byte[8])
                .bytes();
        return Files.write(folder.resolve("placed.dcm"), bytes);
    }

    private Dataset written(SortedMap<Integer, List<Detection>> found, String name) throws IOException {
        Path target = target(name);
        try (DicomImage image = new DicomFormat().open(placed())) {
            image.writeReport(target, found, 0.2, SEARCH);
        }
        return header(target);
    }

    @Test
    void aReportIsAComprehensiveDocumentInTheStudyOfItsImage() throws IOException {
        Dataset report = written(FOUND, "report.dcm");
        Dataset source = header(placed());
        assertThat(report.text(Tag.SOP_CLASS_UID)).contains("1.2.840.10008.5.1.4.1.1.88.33");
        assertThat(report.text(Tag.MODALITY)).contains("SR");
        assertThat(report.text(Tag.STUDY_INSTANCE_UID)).isEqualTo(source.text(Tag.STUDY_INSTANCE_UID));
        assertThat(report.text(Tag.VERIFICATION_FLAG)).contains("UNVERIFIED");
        assertThat(report.has(Tag.SOURCE_IMAGE_SEQUENCE)).isFalse();
        Dataset evidence = report.items(Tag.CURRENT_EVIDENCE_SEQUENCE).get(0);
        Dataset series = evidence.items(Tag.REFERENCED_SERIES_SEQUENCE).get(0);
        assertThat(series.items(Tag.REFERENCED_SOP_SEQUENCE).get(0).text(Tag.REFERENCED_SOP_INSTANCE_UID))
                .isEqualTo(source.text(Tag.SOP_INSTANCE_UID));
        assertThat(report.items(Tag.CONTENT_TEMPLATE_SEQUENCE).get(0).text(Tag.TEMPLATE_IDENTIFIER))
                .contains("1500");
    }

    @Test
    void eachBoxIsAClosedRegionOfTheImageWithItsScore() throws IOException {
        List<Dataset> groups = child(written(FOUND, "report.dcm"), "126010").items(Tag.CONTENT_SEQUENCE);
        assertThat(groups).hasSize(2);
        Dataset region = child(groups.get(0), "111030");
        ByteBuffer corners =
                ByteBuffer.wrap(region.bytes(Tag.GRAPHIC_DATA).orElseThrow()).order(ByteOrder.LITTLE_ENDIAN);
        for (float expected : new float[] {0.5f, 0, 1.5f, 0, 1.5f, 2, 0.5f, 2, 0.5f, 0}) {
            assertThat(corners.getFloat()).isEqualTo(expected);
        }
        assertThat(region.text(Tag.GRAPHIC_TYPE)).contains("POLYLINE");
        assertThat(region.items(Tag.CONTENT_SEQUENCE).get(0).text(Tag.RELATIONSHIP_TYPE))
                .contains("SELECTED FROM");
        Dataset score = child(groups.get(0), "SCORE");
        assertThat(score.items(Tag.MEASURED_VALUE_SEQUENCE).get(0).text(Tag.NUMERIC_VALUE))
                .contains("0.8750");
        assertThat(child(groups.get(0), "121071")
                        .items(Tag.CONCEPT_CODE_SEQUENCE)
                        .get(0)
                        .text(Tag.CODE_VALUE))
                .contains("LUNG_OPACITY");
        assertThat(child(groups.get(0), "112040").text(Tag.UID))
                .isNotEqualTo(child(groups.get(1), "112040").text(Tag.UID));
    }

    @Test
    void withoutBoxesItSaysSoAndHasNoMeasurements() throws IOException {
        Dataset report = written(new TreeMap<>(), "none.dcm");
        assertThat(report.items(Tag.CONTENT_SEQUENCE))
                .noneMatch(item -> name(item).equals("126010"));
        Dataset sentence = child(child(report, "C0034375"), "121071");
        assertThat(sentence.text(Tag.TEXT_VALUE).orElseThrow()).startsWith("0 boxes of score 0.20 and more");
    }

    @Test
    void theSameRunGivesTheSameFile() throws IOException {
        written(FOUND, "a.dcm");
        written(FOUND, "b.dcm");
        assertThat(Files.readAllBytes(target("a.dcm"))).isEqualTo(Files.readAllBytes(target("b.dcm")));
    }

    @Test
    void anImageWithoutAStudyHasNoReport() throws IOException {
        byte[] nowhere = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(2, 2, 16, 16, false)
                .pixels(new byte[8])
                .bytes();
        try (DicomImage image = DicomFormat.open(ByteSource.of(nowhere))) {
            assertThatThrownBy(() -> image.writeReport(target("no.dcm"), FOUND, 0.2, SEARCH))
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void anImageWithoutASeriesHasNoReportSinceItWouldPointNowhere() throws IOException {
        byte[] bytes = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.SOP_INSTANCE_UID, "UI", "2.25.77")
                .text(Tag.STUDY_DATE, "DA", "20260101")
                .text(Tag.MODALITY, "CS", "MR")
                .text(Tag.STUDY_INSTANCE_UID, "UI", "2.25.79")
                .u16(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .u16(Tag.ROWS, 2)
                .u16(Tag.COLUMNS, 2)
                .u16(Tag.BITS_ALLOCATED, 16)
                .u16(Tag.BITS_STORED, 16)
                .u16(Tag.HIGH_BIT, 15)
                .u16(Tag.PIXEL_REPRESENTATION, 0)
                .pixels(new byte[8])
                .bytes();
        try (DicomImage image = DicomFormat.open(ByteSource.of(bytes))) {
            assertThatThrownBy(() -> image.writeReport(target("no.dcm"), FOUND, 0.2, SEARCH))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("Series Instance UID");
        }
        assertThat(target("no.dcm")).doesNotExist();
    }

    /** The content item of a concept. */
    private static Dataset child(Dataset parent, String code) throws IOException {
        return parent.items(Tag.CONTENT_SEQUENCE).stream()
                .filter(item -> name(item).equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String name(Dataset item) {
        try {
            List<Dataset> concept = item.items(Tag.CONCEPT_NAME_SEQUENCE);
            return concept.isEmpty() ? "" : concept.get(0).text(Tag.CODE_VALUE).orElse("");
        } catch (IOException damaged) {
            throw new AssertionError(damaged);
        }
    }
}
