package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * RLE Lossless, PS3.5 annex G: one PackBits segment for each byte of a sample, most significant first.
 *
 * <p>A segment must fill its plane; what follows in it is ignored (annex G.3.1 allows a padding byte).
 */
final class RleDecoder implements FrameDecoder {
    private static final int HEADER_BYTES = 64;
    /** Two bytes of a replicate run make at most 128. */
    private static final int LARGEST_RATIO = 64;

    @Override
    public int[] decode(byte[] frame, FrameLayout layout) throws ImageFormatException {
        int count = layout.samples(Integer.BYTES);
        int bytesPerSample = layout.bitsAllocated() / 8;
        if (frame.length < HEADER_BYTES) {
            throw new ImageFormatException(
                    "RLE frame has " + frame.length + " bytes, fewer than its header of " + HEADER_BYTES);
        }
        int segments = littleEndian(frame, 0);
        if (segments == 3 * bytesPerSample) {
            throw new ImageFormatException("RLE frame has " + segments + " segments: colour is not supported");
        }
        if (segments != bytesPerSample) {
            throw new ImageFormatException("RLE frame has " + Integer.toUnsignedString(segments) + " segments, but "
                    + layout.bitsAllocated() + " allocated bits take " + bytesPerSample);
        }
        if ((long) count * bytesPerSample > (long) frame.length * LARGEST_RATIO) {
            throw new ImageFormatException("RLE frame of " + frame.length + " bytes cannot hold " + layout.rows()
                    + " x " + layout.columns() + " pixels");
        }
        int[] samples = new int[count];
        for (int i = 0; i < segments; i++) {
            int start = littleEndian(frame, 4 + 4 * i);
            int end = i + 1 < segments ? littleEndian(frame, 8 + 4 * i) : frame.length;
            if (start < HEADER_BYTES || start > end || end > frame.length) {
                throw new ImageFormatException(
                        "RLE segment " + (i + 1) + " from byte " + Integer.toUnsignedString(start)
                                + " to " + Integer.toUnsignedString(end) + " is not inside the frame of " + frame.length
                                + " bytes");
            }
            decodePlane(frame, start, end, samples, 8 * (segments - 1 - i));
        }
        return samples;
    }

    private static void decodePlane(byte[] frame, int start, int end, int[] samples, int shift)
            throws ImageFormatException {
        int in = start;
        int out = 0;
        while (out < samples.length) {
            if (in + 1 >= end) {
                throw new ImageFormatException(
                        "RLE segment ends early: it fills " + out + " of " + samples.length + " pixels");
            }
            int control = frame[in++];
            if (control >= 0) {
                int run = Math.min(control + 1, samples.length - out);
                if (run > end - in) {
                    throw new ImageFormatException("RLE segment ends inside a literal run");
                }
                for (int i = 0; i < run; i++) {
                    samples[out++] |= (frame[in + i] & 0xFF) << shift;
                }
                in += control + 1;
            } else if (control != -128) {
                int value = (frame[in++] & 0xFF) << shift;
                int stop = Math.min(out + 1 - control, samples.length);
                while (out < stop) {
                    samples[out++] |= value;
                }
            }
        }
    }

    private static int littleEndian(byte[] data, int at) {
        return (data[at] & 0xFF) | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16 | data[at + 3] << 24;
    }
}
