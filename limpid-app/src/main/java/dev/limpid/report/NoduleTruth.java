package dev.limpid.report;

import dev.limpid.image.Slice;
import dev.limpid.phantom.Nodule;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one nodule of a phantom.
 *
 * @param nodule the truth
 * @param number counted from 1
 * @param trueContrast mean within its outline less mean in the ring round it, in HU, in the truth
 * @param contrastBefore the same in the noisy slice
 * @param contrastAfter the same in the denoised slice
 * @param errorBefore mean within its outline, noisy less true, in HU
 * @param errorAfter likewise, denoised less true
 * @param deviationBefore root mean square error within its outline, noisy against true, in HU
 * @param deviationAfter likewise, denoised
 * @param crops the truth, the noisy and the denoised slice round it
 */
record NoduleTruth(
        Nodule nodule,
        int number,
        double trueContrast,
        double contrastBefore,
        double contrastAfter,
        double errorBefore,
        double errorAfter,
        double deviationBefore,
        double deviationAfter,
        List<Canvas> crops) {
    /** The ring begins beyond the blur of the nodule's own edge. */
    private static final double RING_FROM_MM = 1.3;

    private static final double RING_TO_MM = 4.3;
    /** Half of a crop's side, in pixels of the slice, and how many times it is enlarged. */
    private static final int HALF = 26;

    private static final int ENLARGE = 4;
    /** Narrow, as one would set it to look for a faint liver lesion. */
    private static final DisplayWindow LIVER = new DisplayWindow("liver", 90, 250);

    static NoduleTruth of(Nodule nodule, int number, Slice truth, Slice before, Slice after) {
        int[] inside = nodule.mask().stream().toArray();
        int[] ring = ring(nodule, truth);
        return new NoduleTruth(
                nodule,
                number,
                mean(truth, inside) - mean(truth, ring),
                mean(before, inside) - mean(before, ring),
                mean(after, inside) - mean(after, ring),
                mean(before, inside) - mean(truth, inside),
                mean(after, inside) - mean(truth, inside),
                deviation(before, truth, inside),
                deviation(after, truth, inside),
                List.of(crop(nodule, truth), crop(nodule, before), crop(nodule, after)));
    }

    String label() {
        return number + ": " + Figures.plain(nodule.diameterMm()) + " mm "
                + nodule.kind().label() + ", slice " + (nodule.slice() + 1);
    }

    DisplayWindow window() {
        return window(nodule);
    }

    private static DisplayWindow window(Nodule nodule) {
        return nodule.kind() == Nodule.Kind.LIVER ? LIVER : DisplayWindow.LUNG;
    }

    private static int[] ring(Nodule nodule, Slice slice) {
        double mm = slice.spacing().map(s -> s.rowMm()).orElse(1.0);
        double radius = nodule.diameterMm() / 2;
        List<Integer> ring = new ArrayList<>();
        int reach = (int) Math.ceil((radius + RING_TO_MM) / mm) + 1;
        int middleRow = (int) Math.round(nodule.row());
        int middleColumn = (int) Math.round(nodule.column());
        for (int row = Math.max(0, middleRow - reach); row <= Math.min(slice.rows() - 1, middleRow + reach); row++) {
            for (int column = Math.max(0, middleColumn - reach);
                    column <= Math.min(slice.columns() - 1, middleColumn + reach);
                    column++) {
                double off = mm * Math.hypot(row - nodule.row(), column - nodule.column()) - radius;
                if (off > RING_FROM_MM && off < RING_TO_MM) {
                    ring.add(row * slice.columns() + column);
                }
            }
        }
        return ring.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double mean(Slice slice, int[] pixels) {
        double sum = 0;
        for (int i : pixels) {
            sum += slice.at(i);
        }
        return sum / Math.max(1, pixels.length);
    }

    private static double deviation(Slice slice, Slice truth, int[] pixels) {
        double sum = 0;
        for (int i : pixels) {
            double d = (double) slice.at(i) - truth.at(i);
            sum += d * d;
        }
        return Math.sqrt(sum / Math.max(1, pixels.length));
    }

    private static Canvas crop(Nodule nodule, Slice slice) {
        DisplayWindow window = window(nodule);
        int side = 2 * HALF + 1;
        Canvas crop = new Canvas(side * ENLARGE, side * ENLARGE, 0);
        for (int y = 0; y < side; y++) {
            int row = Math.max(0, Math.min(slice.rows() - 1, (int) Math.round(nodule.row()) - HALF + y));
            for (int x = 0; x < side; x++) {
                int column = Math.max(0, Math.min(slice.columns() - 1, (int) Math.round(nodule.column()) - HALF + x));
                crop.fill(x * ENLARGE, y * ENLARGE, ENLARGE, ENLARGE, Canvas.grey(window.grey(slice.at(row, column))));
            }
        }
        return crop;
    }
}
