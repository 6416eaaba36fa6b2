package dev.limpid.nifti;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.ResultPixels;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * One open NIfTI-1 volume; a frame is the plane of the first two axes, frames run along the third and further axes.
 *
 * <p>Row {@code j}, column {@code i} of frame {@code k} is voxel {@code (i, j, k)}, as stored: whether row 0 is
 * anterior or posterior is for the affine to say, and with the usual RAS+ affine a frame shown top row first appears
 * upside down. Planes of a compressed volume are cheap in ascending order; going back inflates it from the beginning.
 */
final class NiftiImage implements StoredImage {
    private final Path file;
    private final NiftiHeader header;
    private final boolean compressed;
    private final Modality modality;
    private final VoxelStream voxels;

    NiftiImage(Path file, NiftiHeader header, boolean compressed, Modality modality) throws IOException {
        this.file = file;
        this.header = header;
        this.compressed = compressed;
        this.modality = modality;
        this.voxels = new VoxelStream(file, compressed);
    }

    @Override
    public String format() {
        return "NIfTI-1";
    }

    @Override
    public Modality modality() {
        return modality;
    }

    @Override
    public int frames() {
        return header.frames();
    }

    @Override
    public Slice frame(int index) throws IOException {
        ResultPixels.checkFrame(index, header.frames());
        Slice.Builder builder = Slice.builder(
                header.rows(), header.columns(), modality == Modality.CT ? Unit.HOUNSFIELD : Unit.ARBITRARY);
        header.spacing().ifPresent(builder::spacing);
        section(index).ifPresent(builder::section);
        byte[] bytes = new byte[header.columns() * header.type().bytes()];
        ByteBuffer row = ByteBuffer.wrap(bytes).order(header.order());
        float[] pixels = new float[header.columns()];
        for (int y = 0; y < header.rows(); y++) {
            voxels.read(offset(index, y), bytes);
            values(row, pixels, y, index);
            builder.row(y, 0, pixels.length, pixels, 0);
        }
        return builder.build();
    }

    /** That of CT where the volume is known to be one; else empty: a header does not say what its numbers can be. */
    @Override
    public Optional<IntensityRange> range() {
        return modality == Modality.CT ? Optional.of(IntensityRange.CT) : Optional.empty();
    }

    @Override
    public Optional<Section> section(int index) {
        return header.section(index);
    }

    @Override
    public PlaneOrientation orientation() {
        return header.orientation();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The datatype and the scaling stay. A voxel whose value in the result equals its value in the source keeps its
     * stored bits, whatever the datatype. Compressed output carries no time stamp, so the same voxels give the same
     * bytes.
     */
    @Override
    public void writeDerived(Path target, PlaneSource planes, Derivation how) throws IOException {
        // A stream of its own: the planes are made by reading this image at the same time.
        try (VoxelStream source = new VoxelStream(file, compressed);
                OutputStream bytes = new BufferedOutputStream(
                        Files.newOutputStream(target, StandardOpenOption.CREATE_NEW), 1 << 16);
                OutputStream out = compressed ? new GZIPOutputStream(bytes, 1 << 16) : bytes) {
            byte[] before = new byte[(int) header.voxelOffset()];
            source.read(0, before);
            out.write(DerivedHeader.of(before, header.order(), how));
            for (int frame = 0; frame < header.frames(); frame++) {
                writeFrame(out, source, frame, ResultPixels.next(planes, frame, header.rows(), header.columns()));
            }
            source.checkEnd();
        }
    }

    @Override
    public void close() throws IOException {
        voxels.close();
    }

    private void writeFrame(OutputStream out, VoxelStream source, int frame, Slice plane) throws IOException {
        int size = header.type().bytes();
        byte[] bytes = new byte[header.columns() * size];
        ByteBuffer row = ByteBuffer.wrap(bytes).order(header.order());
        float[] before = new float[header.columns()];
        float[] after = new float[header.columns()];
        for (int y = 0; y < header.rows(); y++) {
            source.read(offset(frame, y), bytes);
            values(row, before, y, frame);
            plane.copyRow(y, 0, after.length, after, 0);
            for (int x = 0; x < after.length; x++) {
                if (after[x] != before[x]) {
                    header.type().put(row, x * size, header.stored(after[x]));
                }
            }
            out.write(bytes);
        }
    }

    private void values(ByteBuffer row, float[] pixels, int y, int frame) throws ImageFormatException {
        int size = header.type().bytes();
        for (int x = 0; x < pixels.length; x++) {
            double value = header.value(header.type().get(row, x * size));
            pixels[x] = (float) value;
            if (!Float.isFinite(pixels[x])) {
                throw ResultPixels.notFinite(value, y, x, frame);
            }
        }
    }

    private long offset(int frame, int y) {
        return header.voxelOffset()
                + frame * header.planeBytes()
                + (long) y * header.columns() * header.type().bytes();
    }
}
