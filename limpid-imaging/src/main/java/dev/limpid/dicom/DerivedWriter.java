package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage.PlaneSource;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a derived object as a Part 10 file (PS3.10 section 7.1), one frame in memory at a time.
 *
 * <p>Always Explicit VR Little Endian, whatever the source was: every archive must take it or its implicit sibling
 * (PS3.5 section 10), and results lose nothing to a second compression.
 */
final class DerivedWriter {
    private static final long LONGEST_VALUE = 0xFFFFFFFEL;

    private final DicomImage image;
    private final Part10 source;
    private final PixelLayout layout;
    private final Padding padding;

    DerivedWriter(DicomImage image, Part10 source, PixelLayout layout, Padding padding) {
        this.image = image;
        this.source = source;
        this.layout = layout;
        this.padding = padding;
    }

    void write(Path target, PlaneSource planes, Derivation how) throws IOException {
        long pixels = layout.pixels() * layout.frames();
        if (pixels > LONGEST_VALUE * 8 / layout.bitsAllocated()) {
            throw new ImageFormatException(
                    "the result has more than 4 GiB of pixels, which one uncompressed DICOM object"
                            + " cannot hold: split the source into several");
        }
        DerivedHeader header = new DerivedHeader(source, layout, how, image.lossyMethod());
        Dataset dataset = header.dataset();
        try (Output out = new Output(target)) {
            DatasetWriter writer = new DatasetWriter(out, layout.signed());
            FileMeta.write(out, header.meta());
            long smallestAt = -1;
            long largestAt = -1;
            boolean pixelsDone = false;
            DerivedCells cells = new DerivedCells(layout, padding);
            for (Element element : dataset.elements()) {
                if (!pixelsDone && Integer.compareUnsigned(element.tag(), Tag.PIXEL_DATA) > 0) {
                    pixels(out, writer, planes, cells);
                    pixelsDone = true;
                }
                writer.write(element);
                if (element.tag() == Tag.SMALLEST_PIXEL_VALUE) {
                    smallestAt = out.position() - 2;
                } else if (element.tag() == Tag.LARGEST_PIXEL_VALUE) {
                    largestAt = out.position() - 2;
                }
            }
            if (!pixelsDone) {
                pixels(out, writer, planes, cells);
            }
            if (smallestAt >= 0) {
                out.replaceU16(smallestAt, (int) cells.smallest());
            }
            if (largestAt >= 0) {
                out.replaceU16(largestAt, (int) cells.largest());
            }
            out.finish();
        }
    }

    private void pixels(Output out, DatasetWriter writer, PlaneSource planes, DerivedCells derived) throws IOException {
        long length = layout.pixels() * layout.frames() * layout.bitsAllocated() / 8;
        Vr vr = layout.bitsAllocated() > 8 ? Vr.OW : Vr.OB;
        writer.header(Tag.PIXEL_DATA, vr, length + length % 2);
        long end = out.position() + length + length % 2;
        CellOutput cellOutput = new CellOutput(out, layout.bitsAllocated());
        for (int frame = 0; frame < layout.frames(); frame++) {
            Slice plane = planes.plane(frame);
            if (plane.rows() != layout.rows() || plane.columns() != layout.columns()) {
                throw new IllegalArgumentException(
                        "frame " + frame + " must be " + layout.rows() + " x " + layout.columns() + ", not a " + plane);
            }
            derived.write(image.cells(frame), plane, image.scale(frame), cellOutput);
        }
        while (out.position() < end) {
            out.u8(0);
        }
    }
}
