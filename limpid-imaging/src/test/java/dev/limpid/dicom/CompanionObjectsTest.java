package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompanionObjectsTest extends DerivedObjects {
    private static final Derivation MAPS = new Derivation(
            "Feature maps", "0.1.0", "maps(model=abc)", "Feature maps.", "maps(model=abc)", Derivation.Process.MAPPED);

    private static final int PATIENT_IDENTITY_REMOVED = 0x00120062;

    @Test
    void aCaptureIsAColourPictureInTheStudyOfItsImage() throws IOException {
        Path target = target("capture.dcm");
        int[] rgb = {0x102030, 0xFF0080, 0x000001, 0xFFFFFF, 0x7F7F7F, 0x010000};
        try (DicomImage image = new DicomFormat().open(DicomFixtures.file("ct.dcm"))) {
            image.writeCapture(target, rgb, 3, 0, MAPS);
            assertThatThrownBy(() -> image.writeCapture(target("no.dcm"), rgb, 4, 0, MAPS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Dataset source = header(DicomFixtures.file("ct.dcm"));
        Dataset capture = header(target);
        assertThat(capture.text(Tag.SOP_CLASS_UID)).contains("1.2.840.10008.5.1.4.1.1.7");
        assertThat(capture.text(Tag.STUDY_INSTANCE_UID)).isEqualTo(source.text(Tag.STUDY_INSTANCE_UID));
        assertThat(capture.text(Tag.PATIENT_ID)).isEqualTo(source.text(Tag.PATIENT_ID));
        assertThat(capture.text(Tag.SERIES_INSTANCE_UID)).isNotEqualTo(source.text(Tag.SERIES_INSTANCE_UID));
        assertThat(capture.text(Tag.PHOTOMETRIC_INTERPRETATION)).contains("RGB");
        assertThat(capture.integer(Tag.ROWS)).contains(2L);
        assertThat(capture.integer(Tag.COLUMNS)).contains(3L);
        assertThat(capture.bytes(Tag.PIXEL_DATA).orElseThrow())
                .containsExactly(0x10, 0x20, 0x30, 0xFF, 0, 0x80, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0x7F, 0x7F, 0x7F, 1, 0, 0);
        Dataset from = capture.items(Tag.SOURCE_IMAGE_SEQUENCE).get(0);
        assertThat(from.text(Tag.SPATIAL_LOCATIONS_PRESERVED)).contains("NO");
        assertThat(from.text(Tag.REFERENCED_SOP_INSTANCE_UID)).isEqualTo(source.text(Tag.SOP_INSTANCE_UID));
        assertThat(capture.items(Tag.DERIVATION_CODE_SEQUENCE).get(0).text(Tag.CODE_VALUE))
                .contains("FEATUREMAP");
    }

    @Test
    void aParametricMapHoldsTheNumbersThemselvesWhereTheImageLies() throws IOException {
        Path target = target("map.dcm");
        Dataset source;
        Slice map;
        try (DicomImage image = new DicomFormat().open(placed())) {
            map = numbers(2, 2);
            assertThat(image.hasPlace()).isTrue();
            image.writeParametricMap(target, map, MapMoment.BEFORE, MAPS);
            source = header(placed());
        }
        Dataset written = header(target);
        assertThat(written.text(Tag.SOP_CLASS_UID)).contains("1.2.840.10008.5.1.4.1.1.30");
        assertThat(written.text(Tag.FRAME_OF_REFERENCE_UID)).isEqualTo(source.text(Tag.FRAME_OF_REFERENCE_UID));
        ByteBuffer values = ByteBuffer.wrap(written.bytes(Tag.FLOAT_PIXEL_DATA).orElseThrow())
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < map.size(); i++) {
            assertThat(values.getFloat()).isEqualTo(map.at(i));
        }
        Dataset frame = written.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS).get(0);
        Dataset position = frame.items(Tag.PLANE_POSITION_SEQUENCE).get(0);
        assertThat(position.decimals(Tag.IMAGE_POSITION)).containsExactly(1.5, -2, 30);
        Dataset shared = written.items(Tag.SHARED_FUNCTIONAL_GROUPS).get(0);
        Dataset world = shared.items(Tag.REAL_WORLD_VALUE_MAPPING_SEQUENCE).get(0);
        assertThat(world.decimals(Tag.REAL_WORLD_FIRST_VALUE)).containsExactly(-1.25);
        assertThat(world.decimals(Tag.REAL_WORLD_LAST_VALUE)).containsExactly(3);
        assertThat(written.text(Tag.CONTENT_QUALIFICATION)).contains("RESEARCH");
        assertThat(written.text(PATIENT_IDENTITY_REMOVED)).contains("YES");
        assertThat(written.text(Tag.CONTENT_DATE)).contains("20260101");
    }

    @Test
    void theSameRunGivesTheSameObjectsAndOtherRolesOthers() throws IOException {
        byte[] first = map(MapMoment.BEFORE, "first.dcm");
        assertThat(map(MapMoment.BEFORE, "again.dcm")).isEqualTo(first);
        Optional<String> before = header(target("first.dcm")).text(Tag.SOP_INSTANCE_UID);
        map(MapMoment.AFTER, "other.dcm");
        Dataset after = header(target("other.dcm"));
        assertThat(after.text(Tag.SOP_INSTANCE_UID)).isNotEqualTo(before);
        assertThat(after.text(Tag.SERIES_INSTANCE_UID))
                .isEqualTo(header(target("first.dcm")).text(Tag.SERIES_INSTANCE_UID));
        assertThat(after.text(Tag.CONTENT_LABEL)).contains("FEATURES_AFTER");
        assertThat(header(target("first.dcm")).text(Tag.CONTENT_LABEL)).contains("FEATURES_BEFORE");
        assertThat(after.integer(Tag.INSTANCE_NUMBER)).contains(2L);
    }

    @Test
    void anImageWithoutAPlaceOrOfAnotherSizeHasNoMap() throws IOException {
        byte[] nowhere = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .image(2, 2, 16, 16, false)
                .pixels(new byte[8])
                .bytes();
        try (DicomImage image = DicomFormat.open(ByteSource.of(nowhere))) {
            assertThat(image.hasPlace()).isFalse();
            assertThatThrownBy(() -> image.writeParametricMap(target("no.dcm"), numbers(2, 2), MapMoment.BEFORE, MAPS))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("where in space");
            assertThatThrownBy(() -> image.writeParametricMap(target("no.dcm"), numbers(1, 4), MapMoment.BEFORE, MAPS))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(target("no.dcm")).doesNotExist();
    }

    private byte[] map(MapMoment moment, String name) throws IOException {
        try (DicomImage image = new DicomFormat().open(placed())) {
            image.writeParametricMap(target(name), numbers(2, 2), moment, MAPS);
        }
        return Files.readAllBytes(target(name));
    }

    @Test
    void aSideIsLeftOpenOnlyForPartsThatHaveOne() throws IOException {
        for (String part : new String[] {"HEAD", "KNEE", ""}) {
            try (DicomImage image = new DicomFormat().open(placed(part))) {
                image.writeCapture(target("of" + part + ".dcm"), new int[] {1, 2}, 2, 0, MAPS);
            }
            assertThat(header(target("of" + part + ".dcm")).has(Tag.LATERALITY))
                    .as(part)
                    .isEqualTo(!part.equals("HEAD"));
        }
    }

    private Path placed() throws IOException {
        return placed("");
    }

    private Path placed(String bodyPart) throws IOException {
        byte[] bytes = Part10Bytes.in(TransferSyntax.EXPLICIT_UID)
                .text(Tag.SOP_CLASS_UID, "UI", "1.2.840.10008.5.1.4.1.1.4")
                .text(Tag.SOP_INSTANCE_UID, "UI", "2.25.77")
                .text(Tag.STUDY_DATE, "DA", "20260101")
                .text(Tag.MODALITY, "CS", "MR")
                .text(Tag.PATIENT_ID, "LO", "somebody")
                .text(PATIENT_IDENTITY_REMOVED, "CS", "YES")
                .text(Tag.BODY_PART_EXAMINED, "CS", bodyPart)
                .text(Tag.STUDY_INSTANCE_UID, "UI", "2.25.79")
                .text(Tag.SERIES_INSTANCE_UID, "UI", "2.25.78")
                .text(Tag.IMAGE_POSITION, "DS", "1.5\\-2\\30")
                .text(Tag.IMAGE_ORIENTATION, "DS", "1\\0\\0\\0\\1\\0")
                .text(Tag.FRAME_OF_REFERENCE_UID, "UI", "2.25.80")
                .u16(Tag.SAMPLES_PER_PIXEL, 1)
                .text(Tag.PHOTOMETRIC_INTERPRETATION, "CS", "MONOCHROME2")
                .u16(Tag.ROWS, 2)
                .u16(Tag.COLUMNS, 2)
                .text(Tag.PIXEL_SPACING, "DS", "0.5\\0.5")
                .u16(Tag.BITS_ALLOCATED, 16)
                .u16(Tag.BITS_STORED, 16)
                .u16(Tag.HIGH_BIT, 15)
                .u16(Tag.PIXEL_REPRESENTATION, 0)
                .pixels(new byte[8])
                .bytes();
        return Files.write(folder.resolve("placed.dcm"), bytes);
    }

    private static Slice numbers(int rows, int columns) {
        return Slice.of(rows, columns, new float[] {-1.25f, 0, 0.5f, 3}, Unit.ARBITRARY);
    }
}
