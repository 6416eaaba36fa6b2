package dev.limpid.training.adversarial;

import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights divided by their largest singular value, as matrices of outputs x all else (Miyato et al., ICLR 2018), which one step of the
 * power method follows from step to step. The vectors of the method are part of the run's state.
 */
final class SpectralNorm implements AutoCloseable {
    private static final double SMALL = 1e-12;

    private final Parameters parameters;
    private final Map<String, Tensor> left = new LinkedHashMap<>();

    SpectralNorm(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Takes a weight in; its vector starts at random. */
    void watch(String name, long seed) {
        int outputs = (int) parameters.shape(name)[0];
        Random random = new Random(seed * 31 + name.hashCode());
        float[] values = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            values[i] = (float) random.nextGaussian();
        }
        put(name, values);
    }

    private void put(String name, float[] values) {
        try (PointerScope scope = new PointerScope()) {
            Tensor old = left.put(name, unit(Ops.tensor(values, values.length)).retainReference());
            if (old != null) {
                old.close();
            }
        }
    }

    private static Tensor unit(Tensor vector) {
        return vector.div(vector.square().sum().sqrt().add(Ops.scalar(SMALL)));
    }

    /** One step of the power method for all weights. */
    void iterate() {
        try (NoGradGuard guard = new NoGradGuard()) {
            left.forEach((name, u) -> {
                try (PointerScope scope = new PointerScope()) {
                    Tensor matrix = matrix(name);
                    Tensor from = u.to(matrix);
                    u.copy_(unit(matrix.mv(unit(matrix.t().mv(from)))));
                }
            });
        }
    }

    /** The weight, divided where it is watched, with a graph to it. */
    Tensor of(String name) {
        Tensor weight = parameters.get(name);
        Tensor u = left.get(name);
        if (u == null) {
            return weight;
        }
        Tensor matrix = matrix(name);
        Tensor from = u.to(matrix).detach().clone(); // The vector changes before the gradient is taken.
        Tensor right = unit(matrix.detach().t().mv(from));
        return weight.div(from.dot(matrix.mv(right)));
    }

    private Tensor matrix(String name) {
        Tensor weight = parameters.get(name);
        return weight.reshape(weight.size(0), -1);
    }

    Map<String, float[]> state() {
        Map<String, float[]> state = new HashMap<>();
        left.forEach((name, u) -> state.put(name, Ops.values(u)));
        return state;
    }

    void restore(Function<String, float[]> state) {
        for (String name : left.keySet()) {
            float[] values = state.apply(name);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                // As it was, bit for bit: making it a unit vector again would round it.
                left.get(name).copy_(Ops.tensor(values, values.length));
            }
        }
    }

    @Override
    public void close() {
        left.values().forEach(Tensor::close);
    }
}
