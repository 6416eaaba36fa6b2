package dev.limpid.lesion.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.image.Unit;
import dev.limpid.lesion.FittedPlane;
import java.util.List;

/**
 * Another view of an example, so that a few patients teach a detector no fixed place or size: a part of the image that holds all its
 * lesions, half of the time made larger or smaller, and for images without a unit with another contrast and brightness. Our choice.
 *
 * @param edge longest edge of what comes out
 * @param contrast whether grey values mean nothing by themselves
 */
record Augmentation(int edge, boolean contrast) {
    /** What each side may lose. */
    private static final double MARGIN = 0.2;

    private static final double SMALLER = 0.8;
    private static final double LARGER = 1.25;
    private static final double GAIN = 0.15;
    private static final double OFFSET = 0.05;

    /** For the images of a plan. */
    static Augmentation of(DetectorPlan plan) {
        return new Augmentation(plan.edge(), plan.unit() == Unit.ARBITRARY);
    }

    /** Draws a view. */
    LesionExample of(LesionExample example, PixelRandom random) {
        int rows = example.clean().rows();
        int columns = example.clean().columns();
        List<Box> boxes = example.boxes();
        double highest = boxes.stream().mapToDouble(Box::y0).min().orElse(rows);
        double lowest = boxes.stream().mapToDouble(Box::y1).max().orElse(0);
        double leftmost = boxes.stream().mapToDouble(Box::x0).min().orElse(columns);
        double rightmost = boxes.stream().mapToDouble(Box::x1).max().orElse(0);
        int top = lost(rows, highest, random);
        int bottom = rows - lost(rows, rows - lowest, random);
        int left = lost(columns, leftmost, random);
        int right = columns - lost(columns, columns - rightmost, random);
        int height = bottom - top;
        int width = right - left;
        double wanted = random.uniform() < 0.5 ? 1 : random.uniform(SMALLER, LARGER);
        double scale = Math.min(wanted, (double) edge / Math.max(height, width));
        int newHeight = resized(height, scale);
        int newWidth = resized(width, scale);
        double gain = contrast ? random.uniform(1 - GAIN, 1 + GAIN) : 1;
        double offset = contrast ? random.uniform(-OFFSET, OFFSET) : 0;
        View view = new View(top, left, height, width, newHeight, newWidth, gain, offset);
        FittedPlane seen = view.of(example.seen());
        return new LesionExample(
                example.clean() == example.seen() ? seen : view.of(example.clean()),
                seen,
                boxes.stream().map(view::of).toList());
    }

    private int resized(int extent, double scale) {
        return (int) Math.max(1, Math.min(edge, Math.round(extent * scale)));
    }

    /** Rows or columns that a side loses, of those before the first lesion. */
    private static int lost(int extent, double before, PixelRandom random) {
        return (int) (random.uniform() * Math.min(MARGIN * extent, Math.max(0, before)));
    }

    private record View(
            int top, int left, int height, int width, int newHeight, int newWidth, double gain, double offset) {
        /** Bilinear, between the centres of pixels. */
        FittedPlane of(FittedPlane plane) {
            float[] values = new float[newHeight * newWidth];
            for (int row = 0; row < newHeight; row++) {
                double y = centre(row, height, newHeight);
                int above = (int) y;
                int below = Math.min(height - 1, above + 1);
                for (int column = 0; column < newWidth; column++) {
                    double x = centre(column, width, newWidth);
                    int before = (int) x;
                    int after = Math.min(width - 1, before + 1);
                    double upper = mixed(plane, above, before, after, x - before);
                    double lower = mixed(plane, below, before, after, x - before);
                    values[row * newWidth + column] = (float) (gain * (upper + (y - above) * (lower - upper)) + offset);
                }
            }
            return new FittedPlane(newHeight, newWidth, values);
        }

        private static double centre(int pixel, int extent, int newExtent) {
            return Math.max(0, Math.min(extent - 1, (pixel + 0.5) * extent / newExtent - 0.5));
        }

        private double mixed(FittedPlane plane, int row, int before, int after, double part) {
            int line = (top + row) * plane.columns() + left;
            double first = plane.pixels()[line + before];
            return first + part * (plane.pixels()[line + after] - first);
        }

        Box of(Box box) {
            return box.moved(-left, -top).scaled((double) newWidth / width, (double) newHeight / height);
        }
    }
}
