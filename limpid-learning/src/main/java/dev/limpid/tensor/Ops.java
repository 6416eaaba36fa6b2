package dev.limpid.tensor;

import java.util.Arrays;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The operations networks are written in beside {@link Convolutions}. Tensors are batch x channels x rows x columns, stored
 * channels-last, which is the faster layout of convolutions on processors.
 */
public final class Ops {
    private static final long[] ONE = {1, 1};
    private static final long[] TWO = {2, 2};
    private static final long[] NONE = {0, 0};
    private static final long[] PLANE = {2, 3};

    private Ops() {}

    /** The image continued by its edge pixels on all sides. */
    public static Tensor repeatEdge(Tensor image, long pixels) {
        return torch.replication_pad2d(image, new long[] {pixels, pixels, pixels, pixels});
    }

    /** x W^T + b. {@code input} is batch x inputs, {@code weight} outputs x inputs. */
    public static Tensor linear(Tensor input, Tensor weight, Tensor bias) {
        try (TensorOptional optionalBias = new TensorOptional(bias)) {
            return torch.linear(input, weight, optionalBias);
        }
    }

    /** x where it is above 0, else slope x. */
    public static Tensor leakyRelu(Tensor input, double slope) {
        return torch.leaky_relu(input, scalar(slope));
    }

    /** The derivative of a single value with respect to a tensor, itself with a graph, so that it can be differentiated again. */
    public static Tensor gradient(Tensor value, Tensor with) {
        try (TensorVector outputs = new TensorVector(value);
                TensorVector inputs = new TensorVector(with);
                TensorVector plain = new TensorVector();
                BoolOptional keep = new BoolOptional(true)) {
            return new Tensor(
                    torch.grad(outputs, inputs, plain, keep, true, false).get(0));
        }
    }

    /** max(x, 0), in place where no gradient needs the input. */
    public static Tensor relu(Tensor input) {
        return torch.relu_(input);
    }

    /** {@code values} but where {@code sign} is 0 or below; there 0. In one pass over memory. */
    public static Tensor whereAboveZero(Tensor values, Tensor sign) {
        return torch.threshold_backward(values, sign, scalar(0));
    }

    /** Largest value of each 2 x 2 block. */
    public static Tensor maxPool2(Tensor input) {
        return torch.max_pool2d(input, TWO, TWO, NONE, ONE, false);
    }

    /**
     * Twice the size by bilinear interpolation on pixel centres ({@code align_corners = false}): every output pixel
     * depends on its neighbours only, never on the image's size, so that a tile gives what the whole image gives.
     */
    public static Tensor upsample2(Tensor input) {
        long[] size = {2 * input.size(2), 2 * input.size(3)};
        return torch.upsample_bilinear2d(input, size, false, new DoubleOptional(2), new DoubleOptional(2));
    }

    /** The sum over all but the first dimension. */
    public static Tensor sumOfEach(Tensor batch) {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return batch.flatten(1, -1).sum(new long[] {1}, false, same);
        }
    }

    /** The mean over all but the first dimension. */
    public static Tensor meanOfEach(Tensor batch) {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return batch.flatten(1, -1).mean(new long[] {1}, false, same);
        }
    }

    /** The mean over rows and columns, batch x channels. */
    public static Tensor meanOfPlanes(Tensor batch) {
        try (ScalarTypeOptional same = new ScalarTypeOptional()) {
            return batch.mean(PLANE, false, same);
        }
    }

    /** The mean over windows of size x size pixels that lie within the image. */
    public static Tensor windowMean(Tensor input, int size) {
        long[] window = {size, size};
        return torch.avg_pool2d(input, window, ONE, NONE, false, true, new LongOptional());
    }

    /** The transpose of {@link #upsample2}, for an input of this shape. */
    public static Tensor upsample2Transposed(Tensor cotangent, Tensor input) {
        long[] shape = {input.size(0), input.size(1), input.size(2), input.size(3)};
        long[] size = {2 * shape[2], 2 * shape[3]};
        try (DoubleOptional two = new DoubleOptional(2)) {
            return torch.upsample_bilinear2d_backward(cotangent, size, shape, false, two, two);
        }
    }

    /** Largest value of each 2 x 2 block, and where it stands in its plane. */
    public static Tensor[] maxPool2WithIndices(Tensor input) {
        T_TensorTensor_T both = torch.max_pool2d_with_indices(input, TWO, TWO, NONE, ONE, false);
        // Handles of their own: those of the pair point into it.
        return new Tensor[] {new Tensor(both.get0()), new Tensor(both.get1())};
    }

    /** The transpose of pooling: values put back to where the largest stood. */
    public static Tensor maxPool2Transposed(Tensor cotangent, Tensor input, Tensor indices) {
        return torch.max_pool2d_with_indices_backward(cotangent, input, TWO, TWO, NONE, ONE, false, indices);
    }

    /** Zeros below an image and to the right of it. */
    public static Tensor padded(Tensor image, long below, long right) {
        return torch.constant_pad_nd(image, 0, right, 0, below);
    }

    /** Some rows and columns of images, each as often as it is named. */
    public static Tensor places(Tensor images, int[] rows, int[] columns) {
        Tensor lines = images.index_select(2, DetectionOps.whole(rows).to(images.device(), ScalarType.Long));
        return lines.index_select(3, DetectionOps.whole(columns).to(images.device(), ScalarType.Long));
    }

    /** Images of all, in one batch. */
    public static Tensor concat(Tensor... batches) {
        try (TensorVector all = new TensorVector(batches)) {
            return torch.cat(all, 0);
        }
    }

    /** Channels of {@code first}, then of {@code second}. */
    public static Tensor concat(Tensor first, Tensor second) {
        try (TensorVector both = new TensorVector(first, second)) {
            return torch.cat(both, 1);
        }
    }

    /**
     * Runs steps in a scope of their own: what they make on the way is freed at the end of them rather than with the
     * caller's scope, which gets only the result.
     */
    public static Tensor freeing(Supplier<Tensor> steps) {
        Tensor result;
        try (PointerScope scope = new PointerScope()) {
            // A handle of its own: operations in place return their operand's, which dies with the scope.
            result = new Tensor(steps.get()).retainReference();
        }
        PointerScope caller = PointerScope.getInnerScope();
        if (caller != null) {
            caller.attach(result);
            result.releaseReference();
        }
        return result;
    }

    /** A fp32 tensor on the processor that holds a copy of {@code values}. */
    public static Tensor tensor(float[] values, long... shape) {
        long elements = 1;
        for (long extent : shape) {
            elements = Math.multiplyExact(elements, extent);
        }
        if (elements != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill a tensor of shape " + Arrays.toString(shape));
        }
        Tensor tensor = torch.empty(shape);
        try (FloatPointer data = tensor.data_ptr_float()) {
            data.put(values, 0, values.length);
        }
        return tensor;
    }

    /** Copies a tensor of any device and precision into {@code target}, in row-major order. */
    public static void read(Tensor tensor, float[] target) {
        try (PointerScope scope = new PointerScope()) {
            Tensor plain = tensor.detach()
                    .to(new Device("cpu"), torch.ScalarType.Float)
                    .contiguous();
            plain.data_ptr_float().get(target, 0, target.length);
        }
    }

    /**
     * A network's input of two channels: images, and one number for all pixels of each.
     *
     * @param images batch x 1 x rows x columns
     * @param levels one for each image
     */
    public static Tensor withLevels(Tensor images, float[] levels) {
        return freeing(() -> {
            Tensor column = tensor(levels, levels.length, 1, 1, 1).to(images);
            return concat(images, column.expand(images.size(0), 1, images.size(2), images.size(3)));
        });
    }

    /** All values in row-major order. */
    public static float[] values(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        read(tensor, values);
        return values;
    }

    /** The same values stored channels-last. */
    public static Tensor channelsLast(Tensor tensor) {
        return tensor.dim() == 4 ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor;
    }

    /** A native scalar. */
    public static Scalar scalar(double value) {
        return new Scalar(value);
    }
}
