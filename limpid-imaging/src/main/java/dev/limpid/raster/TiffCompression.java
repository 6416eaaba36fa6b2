package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How a block of a TIFF is compressed, and how it is unpacked into a buffer of known size. */
enum TiffCompression {
    /** Read without a detour, see {@link TiffBlocks}. */
    NONE(1) {
        @Override
        int unpack(byte[] packed, byte[] target) {
            int count = Math.min(packed.length, target.length);
            System.arraycopy(packed, 0, target, 0, count);
            return count;
        }
    },
    /** A code of 9 or more bits stands for at most 4096 bytes. */
    LZW(4096) {
        @Override
        int unpack(byte[] packed, byte[] target) throws ImageFormatException {
            return new TiffLzw(packed, target).unpack();
        }
    },
    DEFLATE(1032) {
        @Override
        int unpack(byte[] packed, byte[] target) throws ImageFormatException {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(packed);
                int done = 0;
                while (done < target.length && !inflater.finished()) {
                    int count = inflater.inflate(target, done, target.length - done);
                    if (count == 0) {
                        break;
                    }
                    done += count;
                }
                return done;
            } catch (DataFormatException e) {
                throw new ImageFormatException("the TIFF's Deflate data are damaged: " + e.getMessage(), e);
            } finally {
                inflater.end();
            }
        }
    },
    /** TIFF 6.0, section 9: a signed count, then that many bytes or one byte to repeat. */
    PACK_BITS(64) {
        @Override
        int unpack(byte[] packed, byte[] target) {
            int done = 0;
            for (int at = 0; at < packed.length && done < target.length; ) {
                int count = packed[at++];
                if (count >= 0) {
                    int literal = Math.min(count + 1, Math.min(packed.length - at, target.length - done));
                    System.arraycopy(packed, at, target, done, literal);
                    at += literal;
                    done += literal;
                } else if (count != -128 && at < packed.length) {
                    byte value = packed[at++];
                    for (int i = 0; i <= -count && done < target.length; i++) {
                        target[done++] = value;
                    }
                }
            }
            return done;
        }
    };

    private final int mostExpansion;

    TiffCompression(int mostExpansion) {
        this.mostExpansion = mostExpansion;
    }

    /** No input expands more than this many times. */
    int mostExpansion() {
        return mostExpansion;
    }

    /** Fills {@code target} as far as the data reach; gives the number of bytes. */
    abstract int unpack(byte[] packed, byte[] target) throws ImageFormatException;

    /** The compression of a tag value, others refused by name. */
    static TiffCompression of(long tag) throws ImageFormatException {
        return switch ((int) tag) {
            case 1 -> NONE;
            case 5 -> LZW;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            default ->
                throw new ImageFormatException("the TIFF compression " + tag + " (" + name((int) tag)
                        + ") is not supported: save it uncompressed or with LZW, Deflate or PackBits");
        };
    }

    private static String name(int tag) {
        return switch (tag) {
            case 2, 3, 4 -> "CCITT fax";
            case 6, 7 -> "JPEG";
            case 34712 -> "JPEG 2000";
            case 34887 -> "LERC";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            default -> "unknown";
        };
    }
}
