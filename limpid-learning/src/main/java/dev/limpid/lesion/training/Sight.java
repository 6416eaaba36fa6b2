package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * How a detector sees an image that a denoiser sees at its own size: made smaller, as the detector makes large images smaller in
 * use, each new pixel being the mean of what it covers; of a square the grid begins at its corner. Gradients pass.
 *
 * @param own size of the image
 * @param size of what the detector sees of it
 */
record Sight(Detector.Size own, Detector.Size size) {
    /** @param scale pixels that the detector sees for one of the image, above 0 and at most 1 */
    static Sight of(Detector.Size own, double scale) {
        return new Sight(own, new Detector.Size(smaller(own.rows(), scale), smaller(own.columns(), scale)));
    }

    private static int smaller(int extent, double scale) {
        return Math.max(1, (int) Math.round(extent * scale));
    }

    /** Boxes of the image as they lie in what is seen. */
    List<Box> of(List<Box> boxes) {
        return boxes.stream().map(box -> box.scaled(1 / across(), 1 / down())).toList();
    }

    /** A box in what is seen as it lies in the image. */
    Box back(Box seen) {
        return seen.scaled(across(), down());
    }

    private double across() {
        return (double) own.columns() / size.columns();
    }

    private double down() {
        return (double) own.rows() / size.rows();
    }

    /**
     * What is seen of an image.
     *
     * @param image 1 x 1 x rows x columns, with zeros at the right and bottom up to multiples of the detector's stride
     * @return likewise
     */
    Tensor of(Tensor image) {
        if (own.equals(size)) {
            return image;
        }
        Tensor plane =
                image.narrow(2, 0, own.rows()).narrow(3, 0, own.columns()).view(own.rows(), own.columns());
        Tensor narrow = plane.matmul(means(own.columns(), size.columns())
                .to(image.device(), image.scalar_type())
                .t());
        Tensor small = means(own.rows(), size.rows())
                .to(image.device(), image.scalar_type())
                .matmul(narrow);
        return Ops.padded(small.view(1, 1, size.rows(), size.columns()), missing(size.rows()), missing(size.columns()));
    }

    private static int missing(int extent) {
        return (Detector.STRIDE - extent % Detector.STRIDE) % Detector.STRIDE;
    }

    /** parts x count: a line's pixels, weighed by how much of each lies in each of equal parts. */
    private static Tensor means(int count, int parts) {
        float[] weights = new float[parts * count];
        double length = (double) count / parts;
        for (int part = 0; part < parts; part++) {
            double begin = part * length;
            double end = Math.min(count, begin + length);
            for (int i = (int) begin; i < end; i++) {
                double covered = Math.min(end, i + 1) - Math.max(begin, i);
                weights[part * count + i] = (float) (covered / (end - begin));
            }
        }
        return Ops.tensor(weights, parts, count);
    }
}
