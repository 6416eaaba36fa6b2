package dev.limpid.dicom;

import dev.limpid.dicom.codec.FrameDecoders;
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
    private final Frames frames;
    private final FunctionalGroups groups;
    private final FrameGeometry geometry;
    private final Padding padding;
    private final Modality modality;
    private int cachedFrame = -1;
    private int[] cachedCells = new int[0];

    private DicomImage(ByteSource file, Part10 parts) throws IOException {
        Dataset header = parts.dataset();
        this.file = file;
        this.parts = parts;
        String modalityCode = header.text(Tag.MODALITY).orElse("");
        this.modality = Modality.ofDicom(modalityCode);
        Element pixels = pixelData(parts, modalityCode);
        this.layout = PixelLayout.of(header);
        this.frames = frames(parts, pixels, layout);
        this.groups = new FunctionalGroups(header);
        this.geometry = new FrameGeometry(header, groups);
        this.padding = new Padding(header, layout);
        checkMemory(layout);
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

    private static Element pixelData(Part10 parts, String modality) throws IOException {
        Dataset header = parts.dataset();
        if (header.has(Tag.DIRECTORY_RECORD_SEQUENCE)) {
            throw new ImageFormatException("a DICOMDIR lists files and holds no image: give the files it lists");
        }
        Optional<Element> pixels = header.get(Tag.PIXEL_DATA);
        if (pixels.isPresent()) {
            return pixels.get();
        }
        if (header.has(Tag.FLOAT_PIXEL_DATA) || header.has(Tag.DOUBLE_FLOAT_PIXEL_DATA)) {
            throw new ImageFormatException(
                    "Float and Double Float Pixel Data (7FE0,0008), (7FE0,0009) are not supported");
        }
        throw new ImageFormatException("no Pixel Data (7FE0,0010): the object holds no image (modality "
                + Dataset.printable(modality.isEmpty() ? "not given" : modality) + ")");
    }

    private static Frames frames(Part10 parts, Element pixels, PixelLayout layout) throws IOException {
        boolean encapsulated = parts.syntax().encapsulated();
        if (encapsulated && pixels.value() instanceof Element.Fragments fragments) {
            String uid = parts.syntax().uid();
            return new EncapsulatedFrames(
                    parts.dataset(),
                    fragments,
                    layout,
                    FrameDecoders.forTransferSyntax(uid)
                            .orElseThrow(
                                    () -> new ImageFormatException("transfer syntax " + uid + " is not supported")));
        }
        if (!encapsulated && pixels.value() instanceof Element.Raw raw) {
            return new NativeFrames(pixels, raw, layout);
        }
        throw new ImageFormatException("Pixel Data (7FE0,0010) is not " + (encapsulated ? "compressed" : "uncompressed")
                + ", as the transfer syntax says it is");
    }

    /** Cells, plane and result of a frame must fit together. */
    private static void checkMemory(PixelLayout layout) throws ImageFormatException {
        long needed = layout.pixels() * 12;
        long have = Runtime.getRuntime().maxMemory();
        if (layout.pixels() > Integer.MAX_VALUE - 8 || needed > have / 10 * 9) {
            throw new ImageFormatException(
                    "a frame of " + layout.rows() + " x " + layout.columns() + " pixels needs about " + (needed >> 20)
                            + " MiB of memory, but Java may use " + (have >> 20) + ": give it more (-Xmx)");
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
        return parts.dataset().text(Tag.PATIENT_ID).map(String::strip).filter(id -> !id.isEmpty());
    }

    @Override
    public Optional<String> studyUid() throws IOException {
        return parts.dataset().text(Tag.STUDY_INSTANCE_UID).map(String::strip).filter(uid -> !uid.isEmpty());
    }

    @Override
    public Optional<String> instanceUid() throws IOException {
        return parts.dataset().text(Tag.SOP_INSTANCE_UID).map(String::strip).filter(uid -> !uid.isEmpty());
    }

    @Override
    public Optional<String> bodyPart() throws IOException {
        return parts.dataset().text(Tag.BODY_PART_EXAMINED).map(String::strip).filter(part -> !part.isEmpty());
    }

    @Override
    public Optional<String> acquisition() throws IOException {
        Dataset header = parts.dataset();
        Optional<String> series =
                header.text(Tag.SERIES_INSTANCE_UID).map(String::strip).filter(uid -> !uid.isEmpty());
        if (series.isEmpty()) {
            return series;
        }
        StringBuilder all = new StringBuilder(series.get());
        for (int tag : new int[] {Tag.ACQUISITION_NUMBER, Tag.TEMPORAL_POSITION, Tag.IMAGE_ORIENTATION}) {
            all.append(' ').append(header.text(tag).map(String::strip).orElse(""));
        }
        return Optional.of(all.toString());
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

    FrameScale scale(int frame) throws IOException {
        Rescale rescale = rescale(frame);
        boolean hounsfield = isHounsfield(rescale);
        boolean turned = layout.monochrome1() && !hounsfield;
        return new FrameScale(
                rescale,
                hounsfield,
                turned ? OptionalLong.of(layout.smallest() + layout.largest()) : OptionalLong.empty());
    }

    int[] cells(int index) throws IOException {
        if (index < 0 || index >= layout.frames()) {
            throw new IndexOutOfBoundsException("frame " + index + " of " + layout.frames());
        }
        if (cachedFrame != index) {
            cachedCells = new int[0];
            cachedFrame = -1;
            try {
                cachedCells = frames.cells(index);
            } catch (ImageFormatException e) {
                throw layout.frames() == 1
                        ? e
                        : new ImageFormatException("frame " + (index + 1) + ": " + e.getMessage(), e);
            }
            cachedFrame = index;
        }
        return cachedCells;
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
        cachedCells = new int[0];
        cachedFrame = -1;
        try (file) {
            parts.source().close();
        }
    }
}
