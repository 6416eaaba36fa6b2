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
    private static final double FARTHEST_MM = 1e5;
    private static final double THINNEST_MM = 0.01;
    private static final double THICKEST_MM = 1000;

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

    /**
     * By Image Position and Orientation (Patient) and Slice Thickness (PS3.3 C.7.6.2.1.1), where all are there and such as a body
     * can have.
     */
    Optional<Section> section(int frame) {
        try {
            double[] thickness = numbers(holder(frame, Tag.PIXEL_MEASURES_SEQUENCE), Tag.SLICE_THICKNESS);
            double[] position = numbers(holder(frame, Tag.PLANE_POSITION_SEQUENCE), Tag.IMAGE_POSITION);
            double[] axes = numbers(holder(frame, Tag.PLANE_ORIENTATION_SEQUENCE), Tag.IMAGE_ORIENTATION);
            return thickness.length < 1 || position.length < 3 || axes.length < 6
                    ? Optional.empty()
                    : section(thickness[0], position, axes);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Section> section(double thickness, double[] position, double[] axes) {
        double[] normal = {
            axes[1] * axes[5] - axes[2] * axes[4],
            axes[2] * axes[3] - axes[0] * axes[5],
            axes[0] * axes[4] - axes[1] * axes[3],
        };
        double length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
        double along = position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2];
        boolean possible = Math.abs(length - 1) < 0.01
                && Math.abs(along) < FARTHEST_MM
                && thickness >= THINNEST_MM
                && thickness <= THICKEST_MM;
        return possible ? Optional.of(new Section(along, thickness)) : Optional.empty();
    }

    private Dataset holder(int frame, int sequence) throws IOException {
        return groups.group(frame, sequence).orElse(header);
    }

    private static double[] numbers(Dataset holder, int tag) throws IOException {
        try {
            return holder.decimals(tag);
        } catch (ImageFormatException e) {
            return new double[0];
        }
    }
}
