package dev.limpid.network.maps;

import dev.limpid.network.graph.Trace;
import dev.limpid.tensor.Ops;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The feature-preserving loss (arXiv 2310.20101) of an image beside a clean one, on maps G of a restoration network:
 * ||G(image) - G(clean)||^2 / (||G(clean)||^2 + e), the mean over a batch. The floor e keeps patches with hardly any feature
 * from outweighing all others.
 *
 * <p>Its gradient is computed in closed form (see {@link Trace}): after the forward and the guided reverse pass a masked
 * forward pass and an ordinary reverse pass, none of which computes gradients of weights, and no graph of a graph. With hard gates and the sum as target it is exactly
 * zero: the map is piecewise constant.
 */
public final class FeatureLoss {
    private final GuidedBackpropagation maps;
    private final double floor;

    /** @param floor e, in the unit of ||G||^2; above 0 */
    public FeatureLoss(GuidedBackpropagation maps, double floor) {
        if (!(floor > 0) || Double.isInfinite(floor)) {
            throw new IllegalArgumentException("the floor of a feature loss must be above 0, not " + floor);
        }
        this.maps = maps;
        this.floor = floor;
    }

    /**
     * Loss and gradient.
     *
     * @param value mean over the batch
     * @param gradient with respect to the images, of their shape, in the caller's scope
     */
    public record Result(double value, Tensor gradient) {}

    /** G of clean images, to be computed once. */
    public Tensor map(Tensor clean, ScalarType layers) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return Ops.freeing(() -> maps.map(clean.detach(), layers));
        }
    }

    /**
     * The loss and its gradient.
     *
     * @param images batch x 1 x rows x columns, normalised
     * @param cleanMap of the clean images
     * @param layers precision of the layers
     */
    public Result of(Tensor images, Tensor cleanMap, ScalarType layers) {
        try (NoGradGuard guard = new NoGradGuard()) {
            double[] value = new double[1];
            Tensor gradient = Ops.freeing(() -> {
                Trace trace = maps.trace(images.detach(), layers);
                Trace.Reverse pass = maps.reverse(trace);
                Tensor difference = pass.map().sub(cleanMap);
                Tensor scale = scale(cleanMap);
                value[0] = difference.square().mul(scale).sum().item_double();
                if (!maps.informative()) {
                    return torch.zeros_like(images);
                }
                Tensor change = difference.mul(scale).mul(Ops.scalar(2));
                Trace.Upward up = trace.upward(change, pass, maps.gate());
                Tensor output = maps.target().followsOutput() ? up.output() : torch.zeros_like(up.output());
                return trace.downward(output, up, pass, maps.gate());
            });
            return new Result(value[0], gradient);
        }
    }

    /** The loss alone. */
    public double value(Tensor images, Tensor cleanMap, ScalarType layers) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor difference = maps.map(images, layers).sub(cleanMap);
            return difference.square().mul(scale(cleanMap)).sum().item_double();
        }
    }

    /** 1 / (batch (||G(clean)||^2 + e)) of each image. */
    private Tensor scale(Tensor cleanMap) {
        long batch = cleanMap.size(0);
        return Ops.sumOfEach(cleanMap.square())
                .add(Ops.scalar(floor))
                .mul(Ops.scalar(batch))
                .reciprocal()
                .view(batch, 1, 1, 1);
    }
}
