package dev.limpid.nifti;

import dev.limpid.image.ImageFormat;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * NIfTI-1 in one file, {@code .nii} or {@code .nii.gz}, of either byte order, with one real number per voxel.
 *
 * <p>Refused by name: NIfTI-2, pairs of {@code .hdr} and {@code .img} (a result is one file under its source's name),
 * ANALYZE 7.5, colour, complex and 128-bit voxels. Numbers are in the unit of {@code scl_slope} and {@code scl_inter}
 * and called arbitrary, since the header has no way to say HU; for volumes that are known to be CT they are HU.
 */
public final class NiftiFormat implements ImageFormat {
    /** Deflate expands at most 1032-fold. */
    private static final long DEFLATE_RATIO = 1032;

    private final Modality modality;

    /** For volumes of unknown modality. */
    public NiftiFormat() {
        this(Modality.OTHER);
    }

    /** For volumes that are known to be of one modality. */
    public NiftiFormat(Modality modality) {
        this.modality = modality;
    }

    @Override
    public StoredImage open(Path file, Modality said) throws IOException {
        return new NiftiFormat(said).open(file);
    }

    @Override
    public String name() {
        return "NIfTI-1";
    }

    @Override
    public boolean recognises(Path file, byte[] head) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return NiftiHeader.startsLikeNifti(isGzip(head) ? inflatedStart(head) : head)
                || name.endsWith(".nii")
                || name.endsWith(".nii.gz")
                || name.endsWith(".hdr")
                || name.endsWith(".img");
    }

    @Override
    public StoredImage open(Path file) throws IOException {
        byte[] start = new byte[NiftiHeader.SIZE];
        boolean compressed;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(start.length);
            compressed = isGzip(head);
            if (!compressed && head.length < start.length && !NiftiHeader.startsLikeNifti(head)) {
                throw new ImageFormatException("not a NIfTI-1 file: " + head.length + " bytes hold no header");
            }
        }
        try (VoxelStream stream = new VoxelStream(file, compressed)) {
            stream.read(0, start);
        }
        NiftiHeader header = NiftiHeader.parse(start);
        checkSize(header, Files.size(file), compressed);
        return new NiftiImage(file, header, compressed, modality);
    }

    private static void checkSize(NiftiHeader header, long size, boolean compressed) throws ImageFormatException {
        long most = compressed ? size * DEFLATE_RATIO : size;
        if (header.fileBytes() > most) {
            throw new ImageFormatException("the NIfTI file is cut short: its header declares " + header.frames()
                    + " planes of " + header.rows() + " x " + header.columns() + " voxels, " + header.fileBytes()
                    + " bytes in all, but the file has " + size + (compressed ? " compressed bytes" : ""));
        }
    }

    private static boolean isGzip(byte[] head) {
        return head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    /** The first bytes behind a gzip header; empty when the head does not reach that far. */
    private static byte[] inflatedStart(byte[] head) {
        byte[] start = new byte[4];
        try (InputStream in = new GzipStream(new ByteArrayInputStream(head))) {
            return Arrays.copyOf(start, in.readNBytes(start, 0, start.length));
        } catch (IOException e) {
            // Cut off inside the first block: the extension has to tell.
            return new byte[0];
        }
    }
}
