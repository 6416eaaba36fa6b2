package dev.limpid.tensor;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network's named weights, in the order its constructor lists the layers. They live until {@link #close}; not safe
 * for changes while another thread computes with them.
 */
public final class Parameters implements AutoCloseable {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();
    private final Set<String> startAtZero = new HashSet<>();

    /** Declares a weight of a shape, without values until {@link #initialise} or {@link #put}. */
    public void declare(String name, long... shape) {
        if (shapes.putIfAbsent(name, shape.clone()) != null) {
            throw new IllegalArgumentException("weight " + name + " is declared twice");
        }
    }

    /** Makes a declared weight start at zero: the last layer of a residual network, so that it starts as the identity. */
    public void startAtZero(String name) {
        startAtZero.add(name);
    }

    /** Number of trainable values. */
    public long count() {
        long total = 0;
        for (long[] shape : shapes.values()) {
            total += elements(shape);
        }
        return total;
    }

    /** Names and shapes in declaration order. */
    public Map<String, long[]> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /** The shape of a weight. */
    public long[] shape(String name) {
        long[] shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("this network has no weight " + name);
        }
        return shape.clone();
    }

    /** The weight of a name. */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("weight " + name + " was not initialised or loaded");
        }
        return tensor;
    }

    /** The weight of a name in a precision; a copy in the caller's scope where the weight has another. */
    public Tensor get(String name, ScalarType precision) {
        Tensor weight = get(name);
        // Enumerations from native code are not the constants themselves.
        return weight.scalar_type().intern() == precision.intern() ? weight : weight.to(precision);
    }

    /**
     * Random start for networks of rectified linear units: normal with variance 2 / fan-in (He et al., ICCV 2015),
     * biases zero.
     */
    public void initialise(long seed, Compute compute) {
        Random random = new Random(seed);
        shapes.forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(elements(shape))];
            if (shape.length > 1 && !startAtZero.contains(name)) {
                long fanIn = elements(shape) / shape[0];
                double deviation = Math.sqrt(2.0 / fanIn);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (deviation * random.nextGaussian());
                }
            }
            put(name, values, compute);
        });
    }

    /** Replaces one weight by given values in row-major order. */
    public void put(String name, float[] values, Compute compute) {
        long[] shape = shapes.get(name);
        if (shape == null || values.length != elements(shape)) {
            throw new IllegalArgumentException("weight " + name + " does not belong to this network in this shape");
        }
        ScalarType master = compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = Ops.channelsLast(Ops.tensor(values, shape).to(compute.nativeDevice(), master));
            Tensor old = tensors.put(name, keep(tensor));
            if (old != null) {
                old.close();
            }
        }
    }

    /** Rounds every weight to the layers' precision, for inference. */
    public void round(Compute compute) {
        tensors.replaceAll((name, tensor) -> {
            try (PointerScope scope = new PointerScope()) {
                Tensor rounded = keep(compute.place(tensor));
                tensor.close();
                return rounded;
            }
        });
    }

    /** Rounds every value to what bf16 can hold, without changing the weights' precision. */
    public void roundValues() {
        try (NoGradGuard guard = new NoGradGuard()) {
            tensors.values().forEach(tensor -> {
                try (PointerScope scope = new PointerScope()) {
                    tensor.copy_(tensor.to(ScalarType.BFloat16));
                }
            });
        }
    }

    /** Whether gradients are collected for the weights. */
    public void trainable(boolean yes) {
        trainable(name -> yes);
    }

    /** For which weights gradients are collected. */
    public void trainable(Predicate<String> which) {
        tensors.forEach((name, tensor) -> tensor.set_requires_grad(which.test(name)));
    }

    /** Copies of all weights in row-major order. */
    public Map<String, float[]> values() {
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> values.put(name, Ops.values(tensor)));
        return values;
    }

    /** The live weights. */
    public Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }

    /** Lets a tensor outlive the scope it was made in. */
    private static Tensor keep(Tensor tensor) {
        return tensor.retainReference();
    }

    private static long elements(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product *= extent;
        }
        return product;
    }
}
