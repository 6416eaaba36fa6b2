package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import java.io.IOException;
import java.util.Optional;

/**
 * Distances between the pixels of a frame, and where it lies. An unreadable number is none; the pixels are good all the same.
 */
record FrameGeometry(Dataset header, FunctionalGroups groups) {
    /** Pixel Spacing; for projections without it, that at the detector (PS3.3 section 10.7). */
    Optional<PixelSpacing> spacing(int frame) throws IOException {
        Dataset holder = groups.group(frame, Tag.PIXEL_MEASURES_SEQUENCE).orElse(header);
        Optional<PixelSpacing> own = spacing(numbers(holder, Tag.PIXEL_SPACING));
        return own.isPresent() ? own : spacing(numbers(holder, Tag.IMAGER_PIXEL_SPACING));
    }

    private static Optional<PixelSpacing> spacing(double[] mm) {
        return mm.length >= 2 && mm[0] > 0 && mm[1] > 0 && Double.isFinite(mm[0]) && Double.isFinite(mm[1])
                ? Optional.of(new PixelSpacing(mm[0], mm[1]))
                : Optional.empty();
    }

    /** By Image Position and Orientation (Patient) and Slice Thickness (PS3.3 C.7.6.2.1.1), where all are there. */
    Optional<Section> section(int frame) throws IOException {
        double[] thickness =
                numbers(groups.group(frame, Tag.PIXEL_MEASURES_SEQUENCE).orElse(header), Tag.SLICE_THICKNESS);
        double[] position =
                numbers(groups.group(frame, Tag.PLANE_POSITION_SEQUENCE).orElse(header), Tag.IMAGE_POSITION);
        double[] axes =
                numbers(groups.group(frame, Tag.PLANE_ORIENTATION_SEQUENCE).orElse(header), Tag.IMAGE_ORIENTATION);
        if (thickness.length < 1 || position.length < 3 || axes.length < 6) {
            return Optional.empty();
        }
        double along = position[0] * (axes[1] * axes[5] - axes[2] * axes[4])
                + position[1] * (axes[2] * axes[3] - axes[0] * axes[5])
                + position[2] * (axes[0] * axes[4] - axes[1] * axes[3]);
        boolean good = thickness[0] > 0 && Double.isFinite(thickness[0]) && Double.isFinite(along);
        return good ? Optional.of(new Section(along, thickness[0])) : Optional.empty();
    }

    private static double[] numbers(Dataset holder, int tag) throws IOException {
        try {
            return holder.decimals(tag);
        } catch (ImageFormatException e) {
            return new double[0];
        }
    }
}
