package dev.limpid.raster;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.ResultPixels;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** One open JPEG: a single plane of 8-bit samples. */
final class JpegImage implements StoredImage {
    private static final int APP0 = 0xe0;

    private final Path file;
    private final JpegHeader header;
    private final Modality modality;

    JpegImage(Path file, JpegHeader header, Modality modality) {
        this.file = file;
        this.header = header;
        this.modality = modality;
    }

    @Override
    public String format() {
        return "JPEG 8 bit";
    }

    @Override
    public Modality modality() {
        return modality;
    }

    @Override
    public int frames() {
        return 1;
    }

    @Override
    public Slice frame(int index) throws IOException {
        ResultPixels.checkFrame(index, 1);
        Raster raster = JdkImages.read(file, "jpeg", 0);
        if (raster.getWidth() != header.columns() || raster.getHeight() != header.rows()) {
            throw new ImageFormatException("the JPEG has frames of different sizes");
        }
        return Rasters.slice(raster, Unit.ARBITRARY, Optional.empty());
    }

    @Override
    public Optional<IntensityRange> range() {
        return Optional.of(IntensityRange.ofBits(8));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Lossy, see {@link JpegFormat}. Application and comment segments are kept, one more comment tells the
     * derivation.
     */
    @Override
    public void writeDerived(Path target, PlaneSource planes, Derivation how) throws IOException {
        byte[] encoded = encode(ResultPixels.next(planes, 0, header.rows(), header.columns()));
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            out.write(encoded, 0, 2);
            for (byte[] segment : header.kept()) {
                out.write(segment);
            }
            out.write(JpegHeader.comment(Notes.software(how) + ": " + Notes.description(how)));
            int from = behindApp0(encoded);
            out.write(encoded, from, encoded.length - from);
        }
    }

    @Override
    public void close() {
        // every call opens the file anew
    }

    private static byte[] encode(Slice plane) throws IOException {
        BufferedImage image = new BufferedImage(plane.columns(), plane.rows(), BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        int[] row = new int[plane.columns()];
        for (int y = 0; y < plane.rows(); y++) {
            for (int x = 0; x < row.length; x++) {
                row[x] = (int) ResultPixels.stored(plane.at(y, x), 0, 255);
            }
            raster.setSamples(0, y, row.length, 1, 0, row);
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam best = writer.getDefaultWriteParam();
            best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            best.setCompressionQuality(1);
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), best);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The encoder's own JFIF segment is dropped: the source's, if any, is kept. */
    private static int behindApp0(byte[] encoded) {
        boolean app0 = (encoded[2] & 0xff) == 0xff && (encoded[3] & 0xff) == APP0;
        return app0 ? 4 + ((encoded[4] & 0xff) << 8 | (encoded[5] & 0xff)) : 2;
    }
}
