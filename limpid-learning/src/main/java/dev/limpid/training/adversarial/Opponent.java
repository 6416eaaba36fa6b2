package dev.limpid.training.adversarial;

import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** A critic's weights and its optimiser, and their state under a prefix. */
final class Opponent implements AutoCloseable {
    private final String prefix;
    private final Parameters parameters;
    private final Adam adam;
    private final double beta1;
    private final Compute compute;

    /** Gives the weights random values. */
    Opponent(String prefix, Parameters parameters, long seed, double beta1, Compute compute) {
        this.prefix = prefix;
        this.parameters = parameters;
        this.beta1 = beta1;
        this.compute = compute;
        parameters.initialise(seed, compute);
        adam = new Adam(parameters);
    }

    /** Whether gradients are collected: not while the denoiser learns. */
    void learning(boolean yes) {
        parameters.trainable(yes);
    }

    /** One step against a loss. */
    void step(Tensor loss, long number, double rate) {
        loss.backward();
        adam.step(number, rate, beta1);
    }

    Map<String, float[]> state() {
        Map<String, float[]> state = new HashMap<>();
        parameters.values().forEach((name, values) -> state.put(prefix + ".weight." + name, values));
        adam.state().forEach((name, values) -> state.put(prefix + "." + name, values));
        return state;
    }

    void restore(Function<String, float[]> state) {
        parameters
                .shapes()
                .keySet()
                .forEach(name -> parameters.put(name, state.apply(prefix + ".weight." + name), compute));
        adam.restore(name -> state.apply(prefix + "." + name));
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
    }
}
