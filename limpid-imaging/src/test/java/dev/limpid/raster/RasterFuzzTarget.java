package dev.limpid.raster;

import dev.limpid.image.ImageFormat;
import dev.limpid.testing.FormatFuzz;
import java.nio.file.Path;

/** What a fuzzer calls for the readers and writers of TIFF, PNG and JPEG. */
public final class RasterFuzzTarget {
    private RasterFuzzTarget() {}

    /** Takes any bytes, which choose the format themselves (TIFF when none is recognised); throws only on a defect. */
    public static void fuzz(byte[] data) {
        ImageFormat format = new TiffFormat();
        for (ImageFormat other : new ImageFormat[] {new PngFormat(), new JpegFormat()}) {
            if (other.recognises(Path.of("fuzz"), data)) {
                format = other;
            }
        }
        FormatFuzz.run(format, data, ".bin");
    }
}
