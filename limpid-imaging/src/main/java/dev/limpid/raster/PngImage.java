package dev.limpid.raster;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.ResultPixels;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One open PNG: a single plane of stored samples. */
final class PngImage implements StoredImage {
    private final Path file;
    private final PngHeader header;
    private final Modality modality;

    PngImage(Path file, PngHeader header, Modality modality) {
        this.file = file;
        this.header = header;
        this.modality = modality;
    }

    @Override
    public String format() {
        return "PNG " + header.bits() + " bit";
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
        return Rasters.slice(raster(), Unit.ARBITRARY, header.spacing());
    }

    @Override
    public Optional<IntensityRange> range() {
        return Optional.of(IntensityRange.ofBits(header.bits()));
    }

    @Override
    public void writeDerived(Path target, PlaneSource planes, Derivation how) throws IOException {
        Slice plane = ResultPixels.next(planes, 0, header.rows(), header.columns());
        Optional<Raster> alpha = header.alpha() ? Optional.of(raster()) : Optional.empty();
        new PngWriter(file, header, how).write(target, plane, alpha);
    }

    @Override
    public void close() {
        // every call opens the file anew
    }

    private Raster raster() throws IOException {
        Raster raster = JdkImages.read(file, "png", 0);
        if (raster.getWidth() != header.columns() || raster.getHeight() != header.rows()) {
            throw new ImageFormatException("the PNG changed while it was read");
        }
        return raster;
    }
}
