package dev.limpid.tensor;

import java.util.Collections;
import java.util.HashMap;
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
    private final Map<String, Start> starts = new HashMap<>();
    private final Set<String> statistics = new HashSet<>();
    private final Set<String> exact = new HashSet<>();
    private final Map<String, Double> paces = new HashMap<>();

    /** Declares a weight of a shape, without values until {@link #initialise} or {@link #put}. */
    public void declare(String name, long... shape) {
        if (shapes.putIfAbsent(name, shape.clone()) != null) {
            throw new IllegalArgumentException("weight " + name + " is declared twice");
        }
    }

    /**
     * Declares what a layer counts while it is trained, such as a running mean: part of the model file, but no gradient is
     * collected for it, and it is never rounded.
     */
    public void declareStatistic(String name, Start start, long... shape) {
        declare(name, shape);
        start(name, start);
        keepExact(name);
        statistics.add(name);
    }

    /** Makes a declared weight start at zero: the last layer of a residual network, so that it starts as the identity. */
    public void startAtZero(String name) {
        start(name, new Start.Constant(0));
    }

    /** How a declared weight starts, where {@link #initialise} would have it otherwise. */
    public void start(String name, Start start) {
        starts.put(name, start);
    }

    /** Keeps a declared weight in fp32, in files and where the layers are bf16. */
    public void keepExact(String name) {
        exact.add(name);
    }

    /** Whether a weight is never rounded to bf16. */
    public boolean isExact(String name) {
        return exact.contains(name);
    }

    /** Makes a weight learn at a multiple of the run's learning rate. */
    public void pace(String name, double multiple) {
        paces.put(name, multiple);
    }

    /** The multiple of the run's learning rate at which a weight learns; 1 unless it was set. */
    public double pace(String name) {
        return paces.getOrDefault(name, 1.0);
    }

    /** Number of trainable values. */
    public long count() {
        long total = 0;
        for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            total += statistics.contains(entry.getKey()) ? 0 : elements(entry.getValue());
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
     * Random start: as {@link #start} says, else that for networks of rectified linear units, normal with variance 2 / fan-in
     * (He et al., ICCV 2015), biases zero.
     */
    public void initialise(long seed, Compute compute) {
        Random random = new Random(seed);
        shapes.forEach((name, shape) -> {
            Start start = starts.getOrDefault(name, shape.length > 1 ? Start.RECTIFIED : Start.ZERO);
            put(name, start.values(shape, random), compute);
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

    /** Rounds every weight to the layers' precision, for inference, but for those kept exact. */
    public void round(Compute compute) {
        tensors.replaceAll((name, tensor) -> {
            if (isExact(name)) {
                return tensor;
            }
            try (PointerScope scope = new PointerScope()) {
                Tensor rounded = keep(compute.place(tensor));
                tensor.close();
                return rounded;
            }
        });
    }

    /** Rounds every value to what bf16 can hold, without changing the weights' precision; not those kept exact. */
    public void roundValues() {
        try (NoGradGuard guard = new NoGradGuard()) {
            tensors.forEach((name, tensor) -> {
                if (isExact(name)) {
                    return;
                }
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

    /** For which weights gradients are collected; never for statistics. */
    public void trainable(Predicate<String> which) {
        tensors.forEach((name, tensor) -> tensor.set_requires_grad(which.test(name) && !statistics.contains(name)));
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

    static long elements(long[] shape) {
        long product = 1;
        for (long extent : shape) {
            product *= extent;
        }
        return product;
    }
}
