package dev.limpid.lesion.training;

import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
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

    /** A network as it is used: on the image alone, made up as the network wants it; its result with zeros outside. */
    static Denoising by(Network network, Compute compute) {
        return (padded, size) -> {
            int rows = size.rows();
            int columns = size.columns();
            Tensor image = padded.narrow(2, 0, rows).narrow(3, 0, columns);
            int[] down = network.places(rows);
            int[] across = network.places(columns);
            Tensor input = down.length == rows && across.length == columns ? image : Ops.places(image, down, across);
            Tensor result = network.forward(input, compute.precision().type());
            return Ops.padded(
                    result.narrow(2, 0, rows).narrow(3, 0, columns), padded.size(2) - rows, padded.size(3) - columns);
        };
    }
}
