package dev.limpid.raster;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.ResultPixels;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One open TIFF: a plane per page, which may differ in size. */
final class TiffImage implements StoredImage {
    private final TiffBytes bytes;
    private final List<TiffPage> pages;
    private final Modality modality;

    TiffImage(TiffBytes bytes, List<TiffPage> pages, Modality modality) {
        this.bytes = bytes;
        this.pages = List.copyOf(pages);
        this.modality = modality;
    }

    @Override
    public String format() {
        return "TIFF " + pages.get(0).sample().label();
    }

    @Override
    public Modality modality() {
        return modality;
    }

    @Override
    public int frames() {
        return pages.size();
    }

    @Override
    public Slice frame(int index) throws IOException {
        ResultPixels.checkFrame(index, pages.size());
        TiffPage page = pages.get(index);
        TiffBlocks blocks = new TiffBlocks(page);
        Slice.Builder builder =
                Slice.builder(page.rows(), page.columns(), modality == Modality.CT ? Unit.HOUNSFIELD : Unit.ARBITRARY);
        page.spacing().ifPresent(builder::spacing);
        float[] pixels = new float[page.columns()];
        for (int down = 0; down < page.blocksDown(); down++) {
            ByteBuffer band = blocks.band(down);
            int first = down * page.blockRows();
            for (int y = first; y < Math.min(page.rows(), first + page.blockRows()); y++) {
                values(page, band, (y - first) * blocks.stride(), pixels, y, index);
                builder.row(y, 0, pixels.length, pixels, 0);
            }
        }
        return builder.build();
    }

    /** That of CT where it is known to be one; the stored bits' range for unsigned samples of up to 16 bits; else empty. */
    @Override
    public Optional<IntensityRange> range() {
        return modality == Modality.CT
                ? Optional.of(IntensityRange.CT)
                : pages.get(0).sample().range();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The byte order, the sample type and all tags that do not describe the layout stay; the note goes into
     * ImageDescription behind the source's text, and into Software. What was compressed is written with Deflate. A
     * pixel whose value in the result equals its value in the source keeps its stored bits.
     */
    @Override
    public void writeDerived(Path target, PlaneSource planes, Derivation how) throws IOException {
        try (TiffWriter out = new TiffWriter(target, bytes.order(), how)) {
            for (int index = 0; index < pages.size(); index++) {
                TiffPage page = pages.get(index);
                writePage(out, page, index, ResultPixels.next(planes, index, page.rows(), page.columns()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static void writePage(TiffWriter out, TiffPage page, int index, Slice plane) throws IOException {
        TiffBlocks blocks = new TiffBlocks(page);
        float[] before = new float[page.columns()];
        float[] after = new float[page.columns()];
        TiffWriter.Page written = out.page(page);
        for (int down = 0; down < page.blocksDown(); down++) {
            ByteBuffer band = blocks.band(down);
            int first = down * page.blockRows();
            for (int y = first; y < Math.min(page.rows(), first + page.blockRows()); y++) {
                int row = (y - first) * blocks.stride();
                values(page, band, row, before, y, index);
                plane.copyRow(y, 0, after.length, after, 0);
                for (int x = 0; x < after.length; x++) {
                    if (after[x] != before[x]) {
                        page.sample().put(band, row, x, after[x]);
                    }
                }
                written.row(band, row);
            }
        }
        written.end();
    }

    private static void values(TiffPage page, ByteBuffer band, int row, float[] pixels, int y, int frame)
            throws ImageFormatException {
        for (int x = 0; x < pixels.length; x++) {
            double value = page.sample().get(band, row, x);
            pixels[x] = (float) value;
            if (!Float.isFinite(pixels[x])) {
                throw ResultPixels.notFinite(value, y, x, frame);
            }
        }
    }
}
