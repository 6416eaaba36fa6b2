package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A network's results at one input, kept, and what can be computed with them: the map of a reverse pass and, in closed form,
 * the gradient of a function of that map with respect to the input.
 *
 * <p>A small change v of the map travels upwards through the linear parts A of the reverse pass R below = A^T (s(z) p(R)), scaled
 * by s(z) p'(R) at every gate: one masked forward pass. On its way it meets each z, on which s depends, with v p(R) ds/dz;
 * these and the change of the target go down by one ordinary reverse pass. No graph of a graph is built (see {@code
 * docs/feature-preserving-loss.md}).
 *
 * <p>All tensors live in the caller's scope. Nothing here is recorded for automatic differentiation if the caller holds a
 * {@code NoGradGuard}.
 */
public final class Trace {
    private final Graph graph;
    private final Weights weights;
    private final Tensor[] values;
    private final Routing[] routings;

    private Trace(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
        values = new Tensor[graph.size() + 1];
        routings = new Routing[graph.size() + 1];
    }

    /** Computes and keeps all results. */
    public static Trace of(Graph graph, Weights weights, Tensor input) {
        Trace trace = new Trace(graph, weights);
        trace.values[Graph.INPUT] = input;
        for (int node = 1; node <= graph.size(); node++) {
            trace.values[node] = trace.compute(node);
        }
        return trace;
    }

    private Tensor compute(int node) {
        List<Tensor> from = inputs(node);
        Operation operation = graph.operation(node);
        if (operation instanceof Rectifier rectifier) {
            return rectifier.activation().value(from.get(0)); // Not in place: z is needed.
        }
        if (operation instanceof MaxPooling) {
            routings[node] = Routing.of(from.get(0));
            return routings[node].value();
        }
        return operation.value(weights, from);
    }

    private List<Tensor> inputs(int node) {
        return graph.inputs(node).stream().map(each -> values[each]).toList();
    }

    /** The network's output. */
    public Tensor output() {
        return values[graph.size()];
    }

    /** The input of a rectifier. */
    public Tensor preActivation(String rectifier) {
        for (int node = 1; node <= graph.size(); node++) {
            if (graph.operation(node) instanceof Rectifier each && each.name().equals(rectifier)) {
                return inputs(node).get(0);
            }
        }
        throw new IllegalArgumentException("this network has no rectifier " + rectifier);
    }

    /**
     * What a reverse pass leaves.
     *
     * @param map what arrives at the input, of its shape
     * @param arriving by node: what arrived at each rectifier from above
     */
    public record Reverse(Tensor map, @Nullable Tensor[] arriving) {}

    /** A reverse pass from a cotangent of the output. */
    public Reverse reverse(Tensor top, Gate gate) {
        @Nullable Tensor[] arriving = new Tensor[values.length];
        Cotangents down = new Cotangents(values.length);
        down.add(graph.size(), top);
        for (int node = graph.size(); node > 0; node--) {
            Tensor above = down.take(node);
            if (graph.operation(node) instanceof Rectifier rectifier) {
                arriving[node] = above;
                Tensor z = inputs(node).get(0);
                down.add(graph.inputs(node).get(0), Ops.freeing(() -> {
                    Tensor passed = gate.rectifies() ? above.relu() : above;
                    return gate.factor(rectifier, z).mul(passed);
                }));
            } else {
                passDown(node, above, down);
            }
        }
        return new Reverse(down.take(Graph.INPUT), arriving);
    }

    /**
     * What a change of the map is to the pass that made it.
     *
     * @param output the cotangent of what started the reverse pass
     * @param injections by node: cotangents of the rectifiers' inputs
     */
    public record Upward(Tensor output, @Nullable Tensor[] injections) {}

    /**
     * The masked forward pass.
     *
     * @param change cotangent of the map: the derivative of a function of the map
     * @param pass that made the map, with the same gate
     */
    public Upward upward(Tensor change, Reverse pass, Gate gate) {
        Tensor[] directions = new Tensor[values.length];
        @Nullable Tensor[] injections = new Tensor[values.length];
        boolean bends = gate.informative(graph.activation());
        directions[Graph.INPUT] = change;
        for (int node = 1; node <= graph.size(); node++) {
            List<Tensor> from =
                    graph.inputs(node).stream().map(each -> directions[each]).toList();
            Operation operation = graph.operation(node);
            if (operation instanceof Rectifier rectifier) {
                Tensor z = inputs(node).get(0);
                Tensor above = Objects.requireNonNull(pass.arriving()[node]);
                if (bends) {
                    injections[node] = Ops.freeing(() -> {
                        Tensor passed = gate.rectifies() ? above.relu() : above;
                        return from.get(0).mul(passed).mul(gate.slope(rectifier, z));
                    });
                }
                directions[node] = Ops.freeing(() -> {
                    Tensor through = gate.factor(rectifier, z).mul(from.get(0));
                    return gate.rectifies() ? through.mul(Activation.RELU.slope(above)) : through;
                });
            } else if (operation instanceof Linear linear) {
                directions[node] = linear.linear(weights, from);
            } else {
                directions[node] = routings[node].linear(from.get(0));
            }
        }
        return new Upward(directions[graph.size()], injections);
    }

    /**
     * The ordinary reverse pass: the derivative with respect to the input.
     *
     * @param output cotangent of the output
     * @param injections by node: cotangents of the rectifiers' inputs, null where there is none
     */
    public Tensor downward(Tensor output, @Nullable Tensor[] injections) {
        Cotangents down = new Cotangents(values.length);
        down.add(graph.size(), output);
        for (int node = graph.size(); node > 0; node--) {
            Tensor above = down.take(node);
            if (graph.operation(node) instanceof Rectifier rectifier) {
                Tensor z = inputs(node).get(0);
                Tensor injection = injections[node];
                down.add(graph.inputs(node).get(0), Ops.freeing(() -> {
                    Tensor through = rectifier.activation().slope(z).mul(above);
                    return injection == null ? through : through.add(injection);
                }));
            } else {
                passDown(node, above, down);
            }
        }
        return down.take(Graph.INPUT);
    }

    private void passDown(int node, Tensor above, Cotangents down) {
        List<Tensor> from = inputs(node);
        List<Integer> nodes = graph.inputs(node);
        if (graph.operation(node) instanceof Linear linear) {
            List<Tensor> below = linear.transposed(weights, above, from);
            for (int i = 0; i < below.size(); i++) {
                down.add(nodes.get(i), below.get(i));
            }
        } else {
            down.add(nodes.get(0), routings[node].transposed(above, from.get(0)));
        }
    }
}
