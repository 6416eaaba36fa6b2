package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import dev.limpid.testing.Fuzzing;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No bytes make a decoder throw anything but its refusal, hang or exhaust the heap. */
class CodecFuzzTest {
    private static final int INPUTS = 20_000;

    @ParameterizedTest
    @EnumSource
    void whateverTheBytesADecoderGivesSamplesOrARefusal(Fixture.Family family) throws Exception {
        Class<?> target = switch (family) {
            case RLE -> Rle.class;
            case JPEG, LOSSLESS_JPEG -> Jpeg.class;
            case JPEG_LS -> JpegLs.class;
            case JPEG_2000 -> Jpeg2000.class;
        };
        List<byte[]> seeds = family.fixtures().map(Fixture::frame).toList();
        Fuzzing.run(target, INPUTS, seeds);
    }

    /** The fuzzer's entry for RLE frames of 8, 16 and 32 bits. */
    public static final class Rle {
        private Rle() {}

        public static void fuzzerTestOneInput(byte[] data) {
            decode("1.2.840.10008.1.2.5", data, 8);
            decode("1.2.840.10008.1.2.5", data, 16);
            decode("1.2.840.10008.1.2.5", data, 32);
        }
    }

    /** The fuzzer's entry for JPEG frames of all processes. */
    public static final class Jpeg {
        private Jpeg() {}

        public static void fuzzerTestOneInput(byte[] data) {
            decode("1.2.840.10008.1.2.4.57", data, 16);
        }
    }

    /** The fuzzer's entry for JPEG-LS frames. */
    public static final class JpegLs {
        private JpegLs() {}

        public static void fuzzerTestOneInput(byte[] data) {
            decode("1.2.840.10008.1.2.4.81", data, 16);
        }
    }

    /** The fuzzer's entry for JPEG 2000 frames. */
    public static final class Jpeg2000 {
        private Jpeg2000() {}

        public static void fuzzerTestOneInput(byte[] data) {
            decode("1.2.840.10008.1.2.4.91", data, 16);
        }
    }

    private static void decode(String uid, byte[] data, int bits) {
        int[] size = declaredSize(data);
        FrameLayout layout = new FrameLayout(size[0], size[1], bits, bits, bits - 1, false);
        try {
            int[] samples = FrameDecoders.forTransferSyntax(uid).orElseThrow().decode(data, layout);
            if (samples.length != size[0] * size[1]) {
                throw new IllegalStateException(samples.length + " samples");
            }
        } catch (ImageFormatException refused) {
            // What a damaged frame should give.
        }
    }

    /**
     * Rows and columns as the codestream has them, so that changed sizes are not all refused for differing from the
     * header; the fixtures' where it has none or large ones.
     */
    private static int[] declaredSize(byte[] data) {
        for (int i = 0; i + 45 < data.length; i++) {
            int code = data[i + 1] & 0xFF;
            if (data[i] != -1) {
                continue;
            }
            long rows = 0;
            long columns = 0;
            if ((code >= 0xC0 && code <= 0xC3) || code == 0xF7) {
                rows = number(data, i + 5, 2);
                columns = number(data, i + 7, 2);
            } else if (code == 0x51) {
                long dx = Math.max(1, data[i + 41] & 0xFF);
                long dy = Math.max(1, data[i + 42] & 0xFF);
                columns = (number(data, i + 6, 4) + dx - 1) / dx - (number(data, i + 14, 4) + dx - 1) / dx;
                rows = (number(data, i + 10, 4) + dy - 1) / dy - (number(data, i + 18, 4) + dy - 1) / dy;
            }
            if (rows > 0 && columns > 0 && rows <= 512 && columns <= 512) {
                return new int[] {(int) rows, (int) columns};
            }
        }
        return new int[] {Fixture.ROWS, Fixture.COLUMNS};
    }

    private static long number(byte[] data, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (data[at + i] & 0xFF);
        }
        return value;
    }
}
