package dev.limpid.metric.detection;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.LesionFidelity;
import dev.limpid.metric.NotApplicableException;
import java.util.BitSet;

/**
 * What a denoiser did inside one lesion's box.
 *
 * @param meanSquare of the box's pixels' changes, in parts of the range's width squared; 0 where nothing changed
 * @param bias mean of denoised less clean inside the box, in the image's unit (HU in CT); 0 is best
 * @param contrast see {@link LesionFidelity#contrast}, of the denoised image
 * @param cleanContrast the same of the clean image
 */
public record RegionFidelity(double meanSquare, double bias, double contrast, double cleanContrast) {
    /**
     * Measures.
     *
     * @param box of which the pixels count whose centre lies inside
     * @throws NotApplicableException if no pixel counts, or none around them
     * @throws IllegalArgumentException if sizes or units differ
     */
    public static RegionFidelity of(Slice clean, Slice denoised, Box box, IntensityRange range) {
        BitSet inside = pixels(box, clean.rows(), clean.columns());
        LesionFidelity lesion = LesionFidelity.of(clean, denoised, inside);
        double squares = inside.stream()
                .filter(index -> !clean.isPadding(index))
                .mapToDouble(index -> {
                    double difference = ((double) denoised.at(index) - clean.at(index)) / range.width();
                    return difference * difference;
                })
                .average()
                .orElseThrow();
        return new RegionFidelity(squares, lesion.meanError(), lesion.contrast(), lesion.referenceContrast());
    }

    /** Of the box's pixels in dB, of the range; infinite where nothing changed. */
    public double psnr() {
        return psnr(meanSquare);
    }

    /** The PSNR in dB of a mean square in parts of the range's width squared. */
    public static double psnr(double meanSquare) {
        return -10 * Math.log10(meanSquare);
    }

    /** The pixels of an image whose centre lies in a box, by row-major index. */
    public static BitSet pixels(Box box, int rows, int columns) {
        BitSet pixels = new BitSet();
        int left = (int) Math.ceil(Math.max(0, box.x0() - 0.5));
        int right = (int) Math.min(columns, Math.ceil(box.x1() - 0.5));
        int top = (int) Math.ceil(Math.max(0, box.y0() - 0.5));
        int bottom = (int) Math.min(rows, Math.ceil(box.y1() - 0.5));
        for (int row = top; row < bottom && left < right; row++) {
            pixels.set(row * columns + left, row * columns + right);
        }
        return pixels;
    }
}
