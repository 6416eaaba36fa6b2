package dev.limpid.nifti;

import dev.limpid.image.Derivation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header and extensions of a derived volume: the source's, byte for byte, but for two things.
 *
 * <p>{@code descrip} names Limpid and the method, and one more header extension of the kind "comment" (ecode 6) tells
 * the derivation in full together with the source's {@code descrip}; {@code vox_offset} moves by the size of that
 * extension. A source whose extensions do not end where its voxels begin keeps them as they are, without the comment.
 */
final class DerivedHeader {
    private static final int ECODE_COMMENT = 6;

    private DerivedHeader() {}

    /**
     * Everything before the voxels of the derived file.
     *
     * @param source everything before the voxels of the source, at least 352 bytes
     */
    static byte[] of(byte[] source, ByteOrder order, Derivation how) {
        byte[] comment = extension(text(how, descrip(source)), order);
        boolean extended = extensionsEndAtVoxels(source, order);
        byte[] result = Arrays.copyOf(source, source.length + (extended ? comment.length : 0));
        byte[] descrip = ascii("Limpid " + how.version() + " " + how.method());
        Arrays.fill(result, NiftiHeader.DESCRIP, NiftiHeader.DESCRIP + NiftiHeader.DESCRIP_LENGTH, (byte) 0);
        // One byte stays zero to end the string.
        System.arraycopy(
                descrip, 0, result, NiftiHeader.DESCRIP, Math.min(descrip.length, NiftiHeader.DESCRIP_LENGTH - 1));
        if (extended) {
            System.arraycopy(comment, 0, result, source.length, comment.length);
            result[NiftiHeader.SIZE] = 1;
            ByteBuffer.wrap(result).order(order).putFloat(NiftiHeader.VOX_OFFSET, result.length);
        }
        return result;
    }

    /** Whether the chain of extensions (size, code, data) fills the space up to the voxels exactly. */
    private static boolean extensionsEndAtVoxels(byte[] source, ByteOrder order) {
        if (source[NiftiHeader.SIZE] == 0) {
            return source.length == NiftiHeader.LEAST_OFFSET;
        }
        ByteBuffer bytes = ByteBuffer.wrap(source).order(order);
        int at = NiftiHeader.LEAST_OFFSET;
        while (at + 8 <= source.length) {
            int size = bytes.getInt(at);
            if (size < 8 || size > source.length - at) {
                return false;
            }
            at += size;
        }
        return at == source.length;
    }

    private static byte[] extension(String text, ByteOrder order) {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        int size = (8 + data.length + 1 + 15) / 16 * 16;
        return ByteBuffer.allocate(size)
                .order(order)
                .putInt(size)
                .putInt(ECODE_COMMENT)
                .put(data)
                .array();
    }

    private static String text(Derivation how, String sourceDescrip) {
        String text = "Limpid " + how.version() + ": " + how.description() + "\nmethod: " + how.method()
                + "\nparameters: " + how.parameters();
        return sourceDescrip.isEmpty() ? text : text + "\nthe source's descrip: " + sourceDescrip;
    }

    private static String descrip(byte[] source) {
        int end = NiftiHeader.DESCRIP;
        while (end < NiftiHeader.DESCRIP + NiftiHeader.DESCRIP_LENGTH && source[end] != 0) {
            end++;
        }
        return new String(source, NiftiHeader.DESCRIP, end - NiftiHeader.DESCRIP, StandardCharsets.ISO_8859_1).strip();
    }

    private static byte[] ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?").getBytes(StandardCharsets.US_ASCII);
    }
}
