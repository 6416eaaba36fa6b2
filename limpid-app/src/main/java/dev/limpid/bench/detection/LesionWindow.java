package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.detection.RegionFidelity;
import dev.limpid.report.DisplayWindow;
import java.util.BitSet;
import java.util.Comparator;

/** The window in which an image's lesions are seen: of CT that of lung where lung surrounds the largest lesion, else the usual one. */
final class LesionWindow {
    private static final double LUNG_FROM = -980;
    private static final double LUNG_TO = -600;
    private static final double LUNG_SHARE = 0.3;

    private LesionWindow() {}

    static DisplayWindow of(DetectionImage image) {
        Slice slice = image.clean();
        boolean lung = slice.unit() == Unit.HOUNSFIELD
                && image.boxes().stream()
                        .max(Comparator.comparingDouble(Box::area))
                        .filter(largest -> lungShare(slice, largest) > LUNG_SHARE)
                        .isPresent();
        return lung ? DisplayWindow.LUNG : DisplayWindow.single(modality(image), slice);
    }

    /** Numbers in HU are CT, also where the file does not say so. */
    private static Modality modality(DetectionImage image) {
        return image.clean().unit() == Unit.HOUNSFIELD ? Modality.CT : image.modality();
    }

    /** Of the pixels in the box and half its size around it, how many are lung. */
    private static double lungShare(Slice slice, Box box) {
        Box around = new Box(
                box.x0() - box.width() / 2,
                box.y0() - box.height() / 2,
                box.x1() + box.width() / 2,
                box.y1() + box.height() / 2);
        BitSet pixels = RegionFidelity.pixels(around, slice.rows(), slice.columns());
        long lung = pixels.stream()
                .filter(index -> !slice.isPadding(index) && slice.at(index) > LUNG_FROM && slice.at(index) < LUNG_TO)
                .count();
        return pixels.isEmpty() ? 0 : (double) lung / pixels.cardinality();
    }
}
