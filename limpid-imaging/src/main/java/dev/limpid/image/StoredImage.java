package dev.limpid.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An image file that was opened: its planes on demand, and a way to write the same file with other pixels.
 *
 * <p>Header and pixels part here: planes go through the maths, the header stays, and {@link #writeDerived} joins them
 * again. One thread at a time.
 */
public interface StoredImage extends Closeable {
    /** The format for a human, e.g. {@code DICOM}, {@code NIfTI-1}, {@code PNG 16 bit}. */
    String format();

    Modality modality();

    /** Number of planes, at least 1. */
    int frames();

    /**
     * Decodes plane {@code index}, 0-based.
     *
     * @throws ImageFormatException if its pixels cannot be read
     */
    Slice frame(int index) throws IOException;

    /**
     * The interval that counts as [0, 1] by Limpid's rule for this kind of image: -1000..1000 HU for CT, the stored
     * bits' range for radiographs and 8/16-bit pictures, the 0.5 to 99.5 percentile for MR; empty when the file does
     * not say (float TIFF, NIfTI).
     */
    Optional<IntensityRange> range() throws IOException;

    /**
     * Whom the image shows, by the identifier that its header gives; empty where it gives none.
     *
     * @throws IOException if the header cannot be read
     */
    default Optional<String> patientId() throws IOException {
        return Optional.empty();
    }

    /**
     * The examination the image was made in, by the identifier that its header gives (for DICOM the Study Instance UID,
     * (0020,000D)), of one person; empty where it gives none.
     *
     * @throws IOException if the header cannot be read
     */
    default Optional<String> studyUid() throws IOException {
        return Optional.empty();
    }

    /**
     * The identifier of this very image that its header gives (for DICOM the SOP Instance UID, (0008,0018)); empty where it gives
     * none.
     *
     * @throws IOException if the header cannot be read
     */
    default Optional<String> instanceUid() throws IOException {
        return Optional.empty();
    }

    /**
     * What the image's planes were reconstructed from, by the identifiers that its header gives: images of one acquisition lie
     * in one body at one time. For DICOM the Series Instance UID (0020,000E) with Acquisition Number (0020,0012), Temporal
     * Position Identifier (0020,0100) and the plane's orientation; empty where there is no such UID.
     *
     * @throws IOException if the header cannot be read
     */
    default Optional<String> acquisition() throws IOException {
        return Optional.empty();
    }

    /**
     * Where plane {@code index} lies across its plane; empty where the file does not say.
     *
     * @throws IOException if the header cannot be read
     */
    default Optional<Section> section(int index) throws IOException {
        return Optional.empty();
    }

    /**
     * The part of the body that the header says the image shows, as it says it (for DICOM Body Part Examined, (0018,0015)); empty
     * where it says none.
     *
     * @throws IOException if the header cannot be read
     */
    default Optional<String> bodyPart() throws IOException {
        return Optional.empty();
    }

    /** How planes are to be turned for showing; as they are stored, unless the format says otherwise. */
    default PlaneOrientation orientation() {
        return PlaneOrientation.AS_STORED;
    }

    /**
     * Writes this image with the pixels that {@code planes} gives for each frame, in the same format, with a header
     * that says it is derived. Values are rounded to the stored type and saturated, never wrapped; padding pixels keep
     * their stored value. Planes are asked for in order, once each.
     *
     * @param target a file that does not exist yet; the caller renames it and removes it on failure
     */
    void writeDerived(Path target, PlaneSource planes, Derivation how) throws IOException;

    @Override
    void close() throws IOException;

    /** Gives the planes of a result one after the other, so that only one need be in memory. */
    @FunctionalInterface
    interface PlaneSource {
        Slice plane(int index) throws IOException;
    }
}
