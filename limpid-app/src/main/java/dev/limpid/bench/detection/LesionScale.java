package dev.limpid.bench.detection;

import dev.limpid.image.Unit;
import java.util.List;

/**
 * The unit of bias and contrast, which must be one for all images that a mean is of: HU where all are in HU; else parts of each
 * image's own range, since the numbers of different scanners and files do not mean the same.
 *
 * @param unit for tables
 * @param decimals that are shown
 */
record LesionScale(String unit, int decimals) {
    private static final LesionScale HOUNSFIELD = new LesionScale(Unit.HOUNSFIELD.symbol(), 2);
    private static final LesionScale PARTS = new LesionScale("of range", 4);

    /** That of some images. */
    static LesionScale of(List<Seen> images) {
        return images.stream().allMatch(image -> image.unit() == Unit.HOUNSFIELD) ? HOUNSFIELD : PARTS;
    }

    /** A number of an image's unit in this one. */
    double of(double value, Seen image) {
        return equals(HOUNSFIELD) ? value : value / image.width();
    }

    /** The unit of a figure; empty where it has none. */
    String unit(DetectionFigure figure) {
        return figure.unit().equals(DetectionFigure.INTENSITY) ? unit : figure.unit();
    }

    /** What stands above a column. */
    String title(DetectionFigure figure) {
        return unit(figure).isEmpty() ? figure.name() : figure.name() + " (" + unit(figure) + ")";
    }

    /** How a figure is rounded for people. */
    int decimals(DetectionFigure figure) {
        return figure.unit().equals(DetectionFigure.INTENSITY) ? decimals : figure.decimals();
    }
}
