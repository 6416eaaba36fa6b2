package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a colour picture that goes with an image as a Secondary Capture Image (PS3.3 A.8.1) in the image's study: what any
 * viewer shows.
 */
final class CaptureWriter {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7";
    private static final String SERIES = "9001";
    private static final int MOST = 65535;

    private CaptureWriter() {}

    /**
     * @param rgb 0xRRGGBB, row-major
     * @param frame of the source, counted from 1; 0 for a source of one
     */
    static void write(Part10 source, Path target, int[] rgb, int columns, int frame, boolean lossy, Derivation how)
            throws IOException {
        if (columns < 1
                || columns > MOST
                || rgb.length % columns != 0
                || rgb.length / columns > MOST
                || rgb.length == 0) {
            throw new IllegalArgumentException(
                    rgb.length + " pixels in rows of " + columns + " are no picture of 1..65535 by 1..65535");
        }
        CompanionHeader companion = new CompanionHeader(
                source, how, new CompanionHeader.About("capture", "picture", 1, 1, frame, false, lossy), SOP_CLASS);
        int rows = rgb.length / columns;
        Dataset header = companion.dataset(SERIES, how.process().noun() + " (pictures)");
        header.put(Element.text(Tag.IMAGE_TYPE, Vr.CS, "DERIVED\\SECONDARY"));
        header.put(Element.text(Tag.CONVERSION_TYPE, Vr.CS, "WSD"));
        header.put(Element.text(Tag.PATIENT_ORIENTATION, Vr.CS, ""));
        header.put(Element.unsignedShort(Tag.SAMPLES_PER_PIXEL, Vr.US, 3));
        header.put(Element.text(Tag.PHOTOMETRIC_INTERPRETATION, Vr.CS, "RGB"));
        header.put(Element.unsignedShort(Tag.PLANAR_CONFIGURATION, Vr.US, 0));
        header.put(Element.unsignedShort(Tag.ROWS, Vr.US, rows));
        header.put(Element.unsignedShort(Tag.COLUMNS, Vr.US, columns));
        header.put(Element.unsignedShort(Tag.BITS_ALLOCATED, Vr.US, 8));
        header.put(Element.unsignedShort(Tag.BITS_STORED, Vr.US, 8));
        header.put(Element.unsignedShort(Tag.HIGH_BIT, Vr.US, 7));
        header.put(Element.unsignedShort(Tag.PIXEL_REPRESENTATION, Vr.US, 0));
        header.put(Element.text(Tag.BURNED_IN_ANNOTATION, Vr.CS, "YES"));
        byte[] samples = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            samples[3 * i] = (byte) (rgb[i] >> 16);
            samples[3 * i + 1] = (byte) (rgb[i] >> 8);
            samples[3 * i + 2] = (byte) rgb[i];
        }
        header.put(new Element(Tag.PIXEL_DATA, Vr.OB, new Element.Held(samples, false)));
        try (Output out = new Output(target)) {
            FileMeta.write(out, companion.meta());
            new DatasetWriter(out, false).write(header);
            out.finish();
        }
    }
}
