package dev.limpid.lesion.training;

import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Ops;
import java.util.stream.IntStream;
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
            int[] down = places(network, rows);
            int[] across = places(network, columns);
            Tensor image = padded.narrow(2, 0, rows).narrow(3, 0, columns);
            Tensor input = Ops.channelsLast(DetectionOps.places(image, down, across));
            Tensor result = network.forward(input, compute.precision().type())
                    .narrow(2, 0, rows)
                    .narrow(3, 0, columns);
            return Ops.padded(result, padded.size(2) - rows, padded.size(3) - columns);
        };
    }

    private static int[] places(Network network, int size) {
        int stride = network.stride();
        int extended = (Math.max(size, network.leastEdge()) + stride - 1) / stride * stride;
        return IntStream.range(0, extended)
                .map(place -> network.extension().index(place, size))
                .toArray();
    }
}
