package dev.limpid.lesion.training;

import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Ops;
import org.bytedeco.pytorch.Tensor;

/** What is done to an image before a detector sees it. */
@FunctionalInterface
interface Denoising {
    /** Nothing. */
    Denoising NONE = (image, size) -> image;

    /**
     * Denoises.
     *
     * @param image 1 x 1 x rows x columns, made up with zeros at the right and bottom
     * @param size of what is image
     * @return of the same shape
     */
    Tensor of(Tensor image, Detector.Size size);

    /** The same image with zeros outside of its size, as a detector sees it, which cuts and makes up each image itself. */
    static Tensor cleared(Tensor image, Detector.Size size) {
        long below = image.size(2) - size.rows();
        long right = image.size(3) - size.columns();
        return below == 0 && right == 0
                ? image
                : Ops.padded(image.narrow(2, 0, size.rows()).narrow(3, 0, size.columns()), below, right);
    }
}
