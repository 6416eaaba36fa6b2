package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * A greyscale DICOM image, its frames decoded on demand.
 *
 * <p>Planes are in HU where the header says so (a CT with rescale and no other Rescale Type), else in arbitrary units:
 * rescale slope and intercept applied, a Modality LUT not. Outside HU, MONOCHROME1 is turned round within the range of
 * the stored bits, so that larger always means brighter; writing turns it back. Padding see {@link Padding}.
 */
public final class DicomImage implements StoredImage {
    private final ByteSource file;
    private final Part10 parts;
    private final PixelLayout layout;
    private final FrameCells frames;
    private final FunctionalGroups groups;
    private final FrameGeometry geometry;
    private final Padding padding;
    private final Modality modality;

    private DicomImage(ByteSource file, Part10 parts) throws IOException {
        Dataset header = parts.dataset();
        this.file = file;
        this.parts = parts;
        this.modality = Modality.ofDicom(header.text(Tag.MODALITY).orElse(""));
        this.frames = FrameCells.of(parts);
        this.layout = frames.layout();
        this.groups = new FunctionalGroups(header);
        this.geometry = new FrameGeometry(header, groups);
        this.padding = new Padding(header, layout);
        frames.requireMemory();
    }

    static DicomImage of(ByteSource file) throws IOException {
        Part10 parts = Part10.parse(file);
        try {
            return new DicomImage(file, parts);
        } catch (IOException | RuntimeException e) {
            parts.source().close();
            throw e;
        }
    }

    @Override
    public String format() {
        return "DICOM";
    }

    /** The UID of the transfer syntax the file is in. */
    public String transferSyntax() {
        return parts.syntax().uid();
    }

    @Override
    public Modality modality() {
        return modality;
    }

    /** Patient ID (0010,0020), PS3.3 section C.7.1.1. */
    @Override
    public Optional<String> patientId() throws IOException {
        return said(Tag.PATIENT_ID);
    }

    @Override
    public Optional<String> studyUid() throws IOException {
        return said(Tag.STUDY_INSTANCE_UID);
    }

    @Override
    public Optional<String> instanceUid() throws IOException {
        return said(Tag.SOP_INSTANCE_UID);
    }

    @Override
    public Optional<String> bodyPart() throws IOException {
        return said(Tag.BODY_PART_EXAMINED);
    }

    @Override
    public Optional<String> acquisition() throws IOException {
        Dataset header = parts.dataset();
        Optional<String> series = said(Tag.SERIES_INSTANCE_UID);
        if (series.isEmpty()) {
            return series;
        }
        StringBuilder all = new StringBuilder(series.get());
        for (int tag : new int[] {Tag.ACQUISITION_NUMBER, Tag.TEMPORAL_POSITION, Tag.IMAGE_ORIENTATION}) {
            all.append(' ').append(header.text(tag).map(String::strip).orElse(""));
        }
        return Optional.of(all.toString());
    }

    private Optional<String> said(int tag) throws IOException {
        return parts.dataset().text(tag).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<Section> section(int index) throws IOException {
        return geometry.section(index);
    }

    @Override
    public int frames() {
        return layout.frames();
    }

    /**
     * The stored values of a frame, row-major: the stored bits alone, with their sign; before rescale. Values of 32
     * unsigned bits are the ints with the same bits.
     */
    public int[] storedValues(int frame) throws IOException {
        int[] values = cells(frame).clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = layout.value(values[i]);
        }
        return values;
    }

    @Override
    public Slice frame(int index) throws IOException {
        int[] cells = cells(index);
        FrameScale scale = scale(index);
        Unit unit = scale.hounsfield() ? Unit.HOUNSFIELD : Unit.ARBITRARY;
        Slice.Builder builder = Slice.builder(layout.rows(), layout.columns(), unit);
        for (int i = 0; i < cells.length; i++) {
            builder.set(i, scale.shown(layout.number(layout.value(cells[i]))));
        }
        geometry.spacing(index).ifPresent(builder::spacing);
        section(index).ifPresent(builder::section);
        return builder.padding(padding.mask(cells, scale.rescale(), scale.hounsfield()))
                .build();
    }

    /** By which method a frame was compressed with loss, as its codestream says. */
    Optional<String> lossyMethod() throws IOException {
        return frames.lossyMethod();
    }

    /** The cells of a frame, which must not be changed; see {@link FrameCells}. */
    int[] cells(int frame) throws IOException {
        return frames.cells(frame);
    }

    FrameScale scale(int frame) throws IOException {
        Rescale rescale = rescale(frame);
        boolean hounsfield = isHounsfield(rescale);
        boolean turned = layout.monochrome1() && !hounsfield;
        return new FrameScale(
                rescale,
                hounsfield,
                turned ? OptionalLong.of(layout.smallest() + layout.largest()) : OptionalLong.empty());
    }

    private Rescale rescale(int frame) throws IOException {
        Optional<Dataset> group = groups.group(frame, Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
        return Rescale.of(group.isPresent() ? group.get() : parts.dataset());
    }

    private boolean isHounsfield(Rescale rescale) {
        return modality == Modality.CT
                && rescale.given()
                && rescale.type().orElse("HU").equals("HU");
    }

    @Override
    public Optional<IntensityRange> range() throws IOException {
        Rescale rescale = rescale(0);
        if (isHounsfield(rescale)) {
            return Optional.of(IntensityRange.CT);
        }
        if (modality == Modality.XRAY || (modality == Modality.OTHER && layout.bitsStored() <= 8)) {
            float low = rescale.apply(layout.smallest());
            float high = rescale.apply(layout.largest());
            return Optional.of(new IntensityRange(Math.min(low, high), Math.max(low, high)));
        }
        return Optional.of(PercentileRange.of(this));
    }

    @Override
    public void writeDerived(Path target, PlaneSource planes, Derivation how) throws IOException {
        new DerivedWriter(this, parts, layout, padding).write(target, planes, how);
    }

    /**
     * Writes a colour picture that goes with this image, as a Secondary Capture Image in its study (PS3.3 A.8.1).
     *
     * @param rgb 0xRRGGBB, row-major
     * @param columns its width, 1..65535, as its height
     * @param frame of this image that it is of, from 0
     * @throws IOException if it cannot be written, or this image has no identifiers to refer to
     * @throws IllegalArgumentException for a picture of another size
     */
    public void writeCapture(Path target, int[] rgb, int columns, int frame, Derivation how) throws IOException {
        int number = layout.frames() == 1 ? 0 : frame + 1;
        CaptureWriter.write(parts, target, rgb, columns, number, lossyMethod().isPresent(), how);
    }

    /**
     * Writes what was found in this image as a measurement report in its study (PS3.3 A.35.3, PS3.16 TID 1500).
     *
     * @param found by frame, from 0; frames without findings may be missing
     * @param threshold least score that was asked for
     * @throws IOException if it cannot be written, or this image has no identifiers or date to refer to
     */
    public void writeReport(Path target, SortedMap<Integer, List<Detection>> found, double threshold, Derivation how)
            throws IOException {
        MeasurementReportWriter.write(parts, target, found, layout.frames() > 1, threshold, how);
    }

    /**
     * Whether this image says where in space it lies in the way of objects of one frame, which a parametric map of it needs:
     * Frame of Reference UID, Image Position and Orientation (Patient), Pixel Spacing.
     */
    public boolean hasPlace() {
        Dataset header = parts.dataset();
        try {
            return layout.frames() == 1
                    && header.text(Tag.FRAME_OF_REFERENCE_UID).isPresent()
                    && header.decimals(Tag.IMAGE_POSITION).length == 3
                    && header.decimals(Tag.IMAGE_ORIENTATION).length == 6
                    && header.decimals(Tag.PIXEL_SPACING).length == 2;
        } catch (IOException damaged) {
            return false;
        }
    }

    /**
     * Writes numbers for the pixels of this image, as a Parametric Map in its study and place (PS3.3 A.75).
     *
     * @param map of this image's size; pure numbers
     * @param moment of which image the map is
     * @throws IOException if it cannot be written, or this image has no identifiers, date or {@linkplain #hasPlace place}
     * @throws IllegalArgumentException if the sizes differ
     */
    public void writeParametricMap(Path target, Slice map, MapMoment moment, Derivation how) throws IOException {
        if (map.rows() != layout.rows() || map.columns() != layout.columns()) {
            throw new IllegalArgumentException(
                    "a map of " + layout.rows() + " x " + layout.columns() + " pixels is needed");
        }
        if (!hasPlace()) {
            throw new ImageFormatException("the image does not say where in space it lies, so a map cannot");
        }
        ParametricMapWriter.write(parts, target, map, moment, lossyMethod().isPresent(), how);
    }

    @Override
    public void close() throws IOException {
        frames.forget();
        try (file) {
            parts.source().close();
        }
    }
}
