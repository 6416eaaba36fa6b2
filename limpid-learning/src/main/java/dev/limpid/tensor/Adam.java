package dev.limpid.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam (Kingma and Ba, ICLR 2015) with beta2 0.999 and epsilon 1e-8. Ours rather than the library's, because its state must go
 * into a checkpoint next to the weights and come back bit for bit. Not safe for several threads.
 */
public final class Adam implements AutoCloseable {
    /** The usual decay of the running mean of gradients. */
    public static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Parameters parameters;
    private final Map<String, Moments> moments = new LinkedHashMap<>();

    /** Running means of a weight's gradient and of its square. */
    private record Moments(Tensor first, Tensor second) {}

    private final double beta1;

    /** @param parameters with values already */
    public Adam(Parameters parameters) {
        this(parameters, BETA1);
    }

    /**
     * @param parameters with values already
     * @param beta1 decay of the running mean of gradients where a step does not say another, 0..1
     */
    public Adam(Parameters parameters, double beta1) {
        this.parameters = parameters;
        this.beta1 = beta1;
        parameters.tensors().forEach((name, weight) -> {
            moments.put(name, new Moments(zerosLike(weight), zerosLike(weight)));
        });
    }

    private static Tensor zerosLike(Tensor weight) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return torch.zeros_like(weight).retainReference();
        }
    }

    /** The same with the decay that the constructor was told. */
    public void step(long step, double learningRate) {
        step(step, learningRate, beta1);
    }

    /**
     * One step along the collected gradients, which are cleared. Weights that collect none stay as they are.
     *
     * @param step counts from 1
     * @param beta1 decay of the running mean of gradients, 0..1
     */
    public void step(long step, double learningRate, double beta1) {
        double correction1 = 1 - Math.pow(beta1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        try (NoGradGuard guard = new NoGradGuard()) {
            moments.forEach((name, moment) -> {
                try (PointerScope scope = new PointerScope()) {
                    Tensor weight = parameters.get(name);
                    if (!weight.requires_grad()) {
                        return;
                    }
                    Tensor gradient = weight.mutable_grad();
                    Tensor m = moment.first().mul_(Ops.scalar(beta1)).add_(gradient, Ops.scalar(1 - beta1));
                    Tensor v =
                            moment.second().mul_(Ops.scalar(BETA2)).addcmul_(gradient, gradient, Ops.scalar(1 - BETA2));
                    Tensor scale =
                            v.sqrt().div_(Ops.scalar(Math.sqrt(correction2))).add_(Ops.scalar(EPSILON));
                    double rate = learningRate * parameters.pace(name);
                    weight.addcdiv_(m, scale, Ops.scalar(-rate / correction1));
                    gradient.zero_();
                }
            });
        }
    }

    /** Forgets every gradient seen. */
    public void reset() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            moments.values().forEach(moment -> {
                moment.first().zero_();
                moment.second().zero_();
            });
        }
    }

    /** The state by name, for a checkpoint. */
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        moments.forEach((name, moment) -> {
            state.put("adam.first." + name, Ops.values(moment.first()));
            state.put("adam.second." + name, Ops.values(moment.second()));
        });
        return state;
    }

    /** Continues from a state. @param state by the names of {@link #state} */
    public void restore(Function<String, float[]> state) {
        try (NoGradGuard guard = new NoGradGuard()) {
            moments.forEach((name, moment) -> {
                long[] shape = parameters.shape(name);
                try (PointerScope scope = new PointerScope()) {
                    moment.first().copy_(Ops.tensor(state.apply("adam.first." + name), shape));
                    moment.second().copy_(Ops.tensor(state.apply("adam.second." + name), shape));
                }
            });
        }
    }

    @Override
    public void close() {
        moments.values().forEach(moment -> {
            moment.first().close();
            moment.second().close();
        });
    }
}
