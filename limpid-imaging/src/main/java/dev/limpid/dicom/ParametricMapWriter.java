package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes numbers that go with the pixels of an image as a Parametric Map (PS3.3 A.75) of one frame, in the image's study and
 * place: floating point values, so that nothing is lost to rounding.
 */
final class ParametricMapWriter {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.30";
    private static final String SERIES = "9002";
    private static final String TYPE = "DERIVED\\PRIMARY\\VOLUME\\QUANTITY";

    private final CompanionHeader companion;
    private final Slice map;
    private final Derivation how;

    private ParametricMapWriter(CompanionHeader companion, Slice map, Derivation how) {
        this.companion = companion;
        this.map = map;
        this.how = how;
    }

    /**
     * @param moment of which image the map is
     * @throws ImageFormatException if the image does not say where in space it lies, or when it was taken
     */
    static void write(Part10 source, Path target, Slice map, MapMoment moment, boolean lossy, Derivation how)
            throws IOException {
        int number = moment.ordinal() + 1;
        CompanionHeader.About about =
                new CompanionHeader.About("map", moment.name(), number, MapMoment.values().length, 0, true, lossy);
        CompanionHeader companion = new CompanionHeader(source, how, about, SOP_CLASS);
        new ParametricMapWriter(companion, map, how).write(target);
    }

    private void write(Path target) throws IOException {
        Dataset header = companion.dataset(SERIES, how.process().noun() + " (values)");
        image(header);
        header.put(required(Tag.FRAME_OF_REFERENCE_UID, "Frame of Reference UID"));
        header.put(companion
                .of(Tag.POSITION_REFERENCE_INDICATOR)
                .orElse(Element.text(Tag.POSITION_REFERENCE_INDICATOR, Vr.LO, "")));
        header.put(Element.text(Tag.DEVICE_SERIAL_NUMBER, Vr.LO, "none"));
        header.put(Element.sequence(Tag.ACQUISITION_CONTEXT_SEQUENCE));
        header.put(Element.sequence(Tag.REFERENCED_SERIES_SEQUENCE, companion.referencedSeries()));
        dimensions(header);
        header.put(Element.sequence(Tag.SHARED_FUNCTIONAL_GROUPS, shared()));
        header.put(Element.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS, frame()));
        header.put(new Element(Tag.FLOAT_PIXEL_DATA, Vr.OF, new Element.Held(values(), false)));
        try (Output out = new Output(target)) {
            FileMeta.write(out, companion.meta());
            new DatasetWriter(out, false).write(header);
            out.finish();
        }
    }

    /** PS3.3 C.8.32.2, C.7.6.24. */
    private void image(Dataset header) throws IOException {
        header.put(Element.text(Tag.IMAGE_TYPE, Vr.CS, TYPE));
        header.put(Element.text(
                Tag.CONTENT_DATE,
                Vr.DA,
                companion.date().orElseThrow(() -> new ImageFormatException("no date, which a map must have"))));
        header.put(companion.of(Tag.CONTENT_TIME).orElse(Element.text(Tag.CONTENT_TIME, Vr.TM, "000000")));
        header.put(Element.text(
                Tag.CONTENT_LABEL, Vr.CS, "FEATURES_" + companion.about().role()));
        header.put(Element.text(Tag.CONTENT_DESCRIPTION, Vr.LO, HeaderText.ascii(how.method() + ", " + when(), 64)));
        header.put(Element.text(Tag.CONTENT_CREATOR_NAME, Vr.PN, ""));
        header.put(Element.unsignedShort(Tag.SAMPLES_PER_PIXEL, Vr.US, 1));
        header.put(Element.text(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "MONOCHROME2"));
        header.put(Element.text(Tag.NUMBER_OF_FRAMES, Vr.IS, "1"));
        header.put(Element.unsignedShort(Tag.ROWS, Vr.US, map.rows()));
        header.put(Element.unsignedShort(Tag.COLUMNS, Vr.US, map.columns()));
        header.put(Element.unsignedShort(Tag.BITS_ALLOCATED, Vr.US, 32));
        header.put(companion.of(Tag.BURNED_IN_ANNOTATION).orElse(Element.text(Tag.BURNED_IN_ANNOTATION, Vr.CS, "NO")));
        header.put(Element.text(Tag.RECOGNIZABLE_FEATURES, Vr.CS, "NO"));
        header.put(Element.text(Tag.PRESENTATION_LUT_SHAPE, Vr.CS, "IDENTITY"));
        header.put(Element.text(Tag.CONTENT_QUALIFICATION, Vr.CS, "RESEARCH"));
    }

    /** One dimension, the position in a stack of one (PS3.3 C.7.6.17). */
    private void dimensions(Dataset header) {
        Element organization = Element.text(
                Tag.DIMENSION_ORGANIZATION_UID, Vr.UI, companion.uids().shared("dimension", how.parameters()));
        header.put(Element.sequence(Tag.DIMENSION_ORGANIZATION_SEQUENCE, new Dataset().put(organization)));
        header.put(Element.sequence(
                Tag.DIMENSION_INDEX_SEQUENCE,
                new Dataset()
                        .put(organization)
                        .put(Element.pointer(Tag.DIMENSION_INDEX_POINTER, Tag.IN_STACK_POSITION))
                        .put(Element.pointer(Tag.FUNCTIONAL_GROUP_POINTER, Tag.FRAME_CONTENT_SEQUENCE))));
    }

    private Dataset shared() throws IOException {
        Dataset measures = new Dataset().put(required(Tag.PIXEL_SPACING, "Pixel Spacing"));
        companion.of(Tag.SLICE_THICKNESS).ifPresent(measures::put);
        Dataset orientation = new Dataset().put(required(Tag.IMAGE_ORIENTATION, "Image Orientation (Patient)"));
        Dataset type = new Dataset().put(Element.text(Tag.FRAME_TYPE, Vr.CS, TYPE));
        return new Dataset()
                .put(Element.sequence(Tag.PIXEL_MEASURES_SEQUENCE, measures))
                .put(Element.sequence(Tag.PLANE_ORIENTATION_SEQUENCE, orientation))
                .put(Element.sequence(Tag.REAL_WORLD_VALUE_MAPPING_SEQUENCE, realWorldValue()))
                .put(Element.sequence(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE, identity()))
                .put(Element.sequence(Tag.PARAMETRIC_MAP_FRAME_TYPE_SEQUENCE, type))
                .put(Element.sequence(
                        Tag.DERIVATION_IMAGE_SEQUENCE,
                        new Dataset()
                                .put(companion.provenance().description())
                                .put(companion.provenance().code())
                                .put(Element.sequence(Tag.SOURCE_IMAGE_SEQUENCE, companion.sourceImage()))));
    }

    private static Dataset identity() {
        return new Dataset()
                .put(Element.text(Tag.RESCALE_INTERCEPT, Vr.DS, "0"))
                .put(Element.text(Tag.RESCALE_SLOPE, Vr.DS, "1"))
                .put(Element.text(Tag.RESCALE_TYPE, Vr.LO, "US"));
    }

    /** The stored numbers are the map's own: pure numbers. */
    private Dataset realWorldValue() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < map.size(); i++) {
            low = Math.min(low, map.at(i));
            high = Math.max(high, map.at(i));
        }
        return new Dataset()
                .put(Element.text(Tag.LUT_EXPLANATION, Vr.LO, HeaderText.ascii(how.method() + ", " + when(), 64)))
                .put(Element.text(Tag.LUT_LABEL, Vr.SH, "FEATURES"))
                .put(Element.sequence(Tag.MEASUREMENT_UNITS_SEQUENCE, Provenance.concept("UCUM", "1", "no units")))
                .put(Element.decimal(Tag.REAL_WORLD_FIRST_VALUE, low))
                .put(Element.decimal(Tag.REAL_WORLD_LAST_VALUE, high))
                .put(Element.decimal(Tag.REAL_WORLD_INTERCEPT, 0))
                .put(Element.decimal(Tag.REAL_WORLD_SLOPE, 1));
    }

    private String when() {
        return companion.about().role().toLowerCase(Locale.ROOT) + " denoising";
    }

    private Dataset frame() throws IOException {
        Dataset content = new Dataset()
                .put(Element.text(Tag.STACK_ID, Vr.SH, "1"))
                .put(Element.unsignedLong(Tag.IN_STACK_POSITION, 1))
                .put(Element.unsignedLong(Tag.DIMENSION_INDEX_VALUES, 1));
        Dataset position = new Dataset().put(required(Tag.IMAGE_POSITION, "Image Position (Patient)"));
        return new Dataset()
                .put(Element.sequence(Tag.FRAME_CONTENT_SEQUENCE, content))
                .put(Element.sequence(Tag.PLANE_POSITION_SEQUENCE, position));
    }

    private Element required(int tag, String name) throws IOException {
        Optional<Element> element = companion.of(tag);
        return element.orElseThrow(() -> new ImageFormatException(
                "no " + name + " " + Tag.show(tag) + ", so a map cannot say where in space it lies"));
    }

    private byte[] values() {
        ByteBuffer bytes = ByteBuffer.allocate(4 * map.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < map.size(); i++) {
            bytes.putFloat(map.at(i));
        }
        return bytes.array();
    }
}
