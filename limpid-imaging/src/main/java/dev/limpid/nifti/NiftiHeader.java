package dev.limpid.nifti;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.PlaneBudget;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Section;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The part of a NIfTI-1 header that decides where voxels lie and what they mean.
 *
 * @param order byte order of header and voxels
 * @param columns {@code dim[1]}, the axis that runs fastest
 * @param rows {@code dim[2]}, 1 when there is none
 * @param frames product of {@code dim[3]} and further
 * @param voxelOffset {@code vox_offset}, byte of the first voxel
 * @param slope {@code scl_slope}; 1 when the header asks for no scaling
 * @param intercept {@code scl_inter}
 * @param spacing {@code pixdim[2]} and {@code pixdim[1]} in mm
 * @param depth planes of one volume, {@code dim[3]}
 * @param planeMm distance between planes, {@code pixdim[3]} in mm; 0 where it is not known
 * @param orientation by the affine, where the header has one
 */
record NiftiHeader(
        ByteOrder order,
        int columns,
        int rows,
        int frames,
        VoxelType type,
        long voxelOffset,
        double slope,
        double intercept,
        Optional<PixelSpacing> spacing,
        int depth,
        double planeMm,
        PlaneOrientation orientation) {

    /** {@code sizeof_hdr}, and with the four extension bytes the least {@code vox_offset}. */
    static final int SIZE = 348;

    static final int LEAST_OFFSET = 352;
    static final int VOX_OFFSET = 108;
    static final int DESCRIP = 148;
    static final int DESCRIP_LENGTH = 80;

    private static final int SIZE_OF_NIFTI_2 = 540;
    private static final int MAGIC = 344;

    /** Extensions are read into memory; this is what they may take. */
    private static final int MOST_EXTENSION_BYTES = 16 << 20;

    /**
     * Reads a header.
     *
     * @param bytes at least the first 348 of the file
     */
    static NiftiHeader parse(byte[] bytes) throws ImageFormatException {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        header.order(order(header));
        checkMagic(bytes);
        int dimensions = header.getShort(40);
        if (dimensions < 1 || dimensions > 7) {
            throw new ImageFormatException("the NIfTI header declares " + dimensions + " dimensions, not 1 to 7");
        }
        long frames = 1;
        for (int axis = 1; axis <= dimensions; axis++) {
            int length = dim(header, axis);
            if (length < 1) {
                throw new ImageFormatException("the NIfTI header declares a length of " + length + " on axis " + axis);
            }
            frames = axis < 3 ? 1 : Math.min(frames * length, Integer.MAX_VALUE + 1L);
        }
        if (frames > Integer.MAX_VALUE) {
            throw new ImageFormatException("the NIfTI header declares more than " + Integer.MAX_VALUE + " planes");
        }
        int columns = dim(header, 1);
        int rows = dimensions < 2 ? 1 : dim(header, 2);
        PlaneBudget.check("the NIfTI header", rows, columns);
        VoxelType type = VoxelType.of(header.getShort(70), header.getShort(72));
        double slope = header.getFloat(112);
        // nifti1.h: a slope of zero means that the values are not scaled.
        boolean scaled = slope != 0 && Double.isFinite(slope);
        double intercept = scaled ? header.getFloat(116) : 0;
        if (!Double.isFinite(intercept)) {
            throw new ImageFormatException("the NIfTI header has a scl_inter of " + intercept);
        }
        return new NiftiHeader(
                header.order(),
                columns,
                rows,
                (int) frames,
                type,
                voxelOffset(header.getFloat(VOX_OFFSET)),
                scaled ? slope : 1,
                intercept,
                spacing(header),
                dimensions < 3 ? 1 : dim(header, 3),
                length(header, 3),
                NiftiOrientation.of(header));
    }

    /** Bytes of one plane. */
    long planeBytes() {
        return (long) rows * columns * type.bytes();
    }

    /** Bytes from the start of the file to the end of the last voxel, at most 2^62. */
    long fileBytes() {
        boolean beyond = frames > (1L << 61) / planeBytes();
        return beyond ? 1L << 62 : voxelOffset + planeBytes() * frames;
    }

    /** The value of a stored number, in the unit of the scaling. */
    double value(double stored) {
        return stored * slope + intercept;
    }

    /** The inverse of {@link #value}, not yet rounded. */
    double stored(double value) {
        return (value - intercept) / slope;
    }

    /** Whether four bytes can be the start of a NIfTI header of either version and byte order. */
    static boolean startsLikeNifti(byte[] head) {
        if (head.length < 4) {
            return false;
        }
        int size = ByteBuffer.wrap(head).getInt();
        int swapped = Integer.reverseBytes(size);
        return size == SIZE || swapped == SIZE || size == SIZE_OF_NIFTI_2 || swapped == SIZE_OF_NIFTI_2;
    }

    private static int dim(ByteBuffer header, int axis) {
        return header.getShort(40 + 2 * axis);
    }

    private static ByteOrder order(ByteBuffer header) throws ImageFormatException {
        int size = header.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        int swapped = Integer.reverseBytes(size);
        if (size == SIZE_OF_NIFTI_2 || swapped == SIZE_OF_NIFTI_2) {
            throw new ImageFormatException("a NIfTI-2 file; Limpid reads NIfTI-1 only: convert it first");
        }
        if (size != SIZE && swapped != SIZE) {
            throw new ImageFormatException("not a NIfTI-1 file: its header size is " + size + ", not " + SIZE);
        }
        return size == SIZE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static void checkMagic(byte[] bytes) throws ImageFormatException {
        boolean nifti = bytes[MAGIC] == 'n' && bytes[MAGIC + 2] == '1' && bytes[MAGIC + 3] == 0;
        if (nifti && bytes[MAGIC + 1] == 'i') {
            throw new ImageFormatException("the header of a NIfTI pair (.hdr and .img); Limpid reads and writes one "
                    + "file per volume: convert the pair to .nii");
        }
        if (!nifti || bytes[MAGIC + 1] != '+') {
            throw new ImageFormatException(
                    "an ANALYZE 7.5 header or a damaged NIfTI-1 header (no magic \"n+1\"): " + "convert it to .nii");
        }
    }

    private static long voxelOffset(float offset) throws ImageFormatException {
        if (!(offset >= LEAST_OFFSET) || offset != Math.rint(offset)) {
            throw new ImageFormatException("the NIfTI header puts the voxels at byte " + offset + ", not at a whole "
                    + "number from " + LEAST_OFFSET);
        }
        if (offset > MOST_EXTENSION_BYTES) {
            throw new ImageFormatException(
                    "the NIfTI header puts the voxels at byte " + offset + ", behind more than 16 MB of extensions");
        }
        return (long) offset;
    }

    /** Where a plane lies: planes of a volume follow one another without a gap; nowhere for a single one. */
    Optional<Section> section(int frame) {
        return depth > 1 && planeMm > 0 ? Optional.of(new Section(frame % depth * planeMm, planeMm)) : Optional.empty();
    }

    /** {@code pixdim} in mm by {@code xyzt_units}; an unknown unit counts as mm, as it does for other readers; 0 for none. */
    private static double length(ByteBuffer header, int axis) {
        double toMillimetres = switch (header.get(123) & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
        double length = Math.abs(header.getFloat(76 + 4 * axis)) * toMillimetres;
        return Double.isFinite(length) ? length : 0;
    }

    private static Optional<PixelSpacing> spacing(ByteBuffer header) {
        double column = length(header, 1);
        double row = length(header, 2);
        boolean known = column > 0 && row > 0;
        return known ? Optional.of(new PixelSpacing(row, column)) : Optional.empty();
    }
}
