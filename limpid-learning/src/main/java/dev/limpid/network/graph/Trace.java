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
        return inputs(node(rectifier)).get(0);
    }

    /** The output of a rectifier. */
    public Tensor activation(String rectifier) {
        return values[node(rectifier)];
    }

    /** What arrived at a rectifier in a reverse pass: with a plain gate the derivative with respect to its output. */
    public Tensor arriving(Reverse pass, String rectifier) {
        return Objects.requireNonNull(pass.arriving()[node(rectifier)]);
    }

    /** The rectifier whose planes are the smallest, the last of them. */
    public String coarsest() {
        String name = graph.rectifiers().get(0);
        for (String each : graph.rectifiers()) {
            if (activation(each).size(3) <= activation(name).size(3)) {
                name = each;
            }
        }
        return name;
    }

    private int node(String rectifier) {
        for (int node = 1; node <= graph.size(); node++) {
            if (graph.operation(node) instanceof Rectifier each && each.name().equals(rectifier)) {
                return node;
            }
        }
        throw new IllegalArgumentException("this network has no rectifier " + rectifier);
    }

    /**
     * What a reverse pass leaves.
     *
     * @param map what arrives at the input, of its shape
     * @param masks by node: p'(R) s(z) of each rectifier
     * @param arriving by node: what arrived at it from above, R
     */
    public record Reverse(
            Tensor map, @Nullable Tensor[] masks, @Nullable Tensor[] arriving) {}

    /** A reverse pass from a cotangent of the output. */
    public Reverse reverse(Tensor top, Gate gate) {
        @Nullable Tensor[] masks = new Tensor[values.length];
        @Nullable Tensor[] arriving = new Tensor[values.length];
        Cotangents down = new Cotangents(values.length);
        down.add(graph.size(), top);
        for (int node = graph.size(); node > 0; node--) {
            Tensor above = down.take(node);
            if (graph.operation(node) instanceof Rectifier rectifier) {
                Tensor z = inputs(node).get(0);
                Tensor mask = Ops.freeing(() -> gate.mask(rectifier, z, above));
                masks[node] = mask;
                arriving[node] = above;
                down.add(graph.inputs(node).get(0), mask.mul(above));
            } else {
                passDown(node, above, down);
            }
        }
        return new Reverse(down.take(Graph.INPUT), masks, arriving);
    }

    /**
     * What a change of the map is to the pass that made it.
     *
     * @param output the cotangent of what started the reverse pass
     * @param bends by node: what {@link Gate#bend} gives; null where the gate's factor does not change with z
     */
    public record Upward(Tensor output, @Nullable Tensor[] bends) {}

    /**
     * The masked forward pass.
     *
     * @param change cotangent of the map: the derivative of a function of the map
     * @param pass that made the map, with the same gate
     */
    public Upward upward(Tensor change, Reverse pass, Gate gate) {
        Tensor[] directions = new Tensor[values.length];
        @Nullable Tensor[] bends = new Tensor[values.length];
        boolean bending = gate.informative(graph.activation());
        directions[Graph.INPUT] = change;
        for (int node = 1; node <= graph.size(); node++) {
            List<Tensor> from =
                    graph.inputs(node).stream().map(each -> directions[each]).toList();
            Operation operation = graph.operation(node);
            if (operation instanceof Rectifier rectifier) {
                Tensor mask = Objects.requireNonNull(pass.masks()[node]);
                Tensor direction = from.get(0);
                Tensor through = direction.mul(mask);
                directions[node] = through;
                if (bending) {
                    Tensor z = inputs(node).get(0);
                    Tensor arriving = Objects.requireNonNull(pass.arriving()[node]);
                    bends[node] = Ops.freeing(() -> gate.bend(rectifier, z, arriving, direction, through, mask));
                }
            } else if (operation instanceof Linear linear) {
                directions[node] = linear.linear(weights, from);
            } else {
                directions[node] = routings[node].linear(from.get(0));
            }
        }
        return new Upward(directions[graph.size()], bends);
    }

    /**
     * The ordinary reverse pass: the derivative with respect to the input.
     *
     * @param output cotangent of the output
     * @param up the masked forward pass, whose bends, times what arrived, join on the way
     * @param pass the reverse pass before that, with the same gate
     */
    public Tensor downward(Tensor output, Upward up, Reverse pass, Gate gate) {
        Cotangents down = new Cotangents(values.length);
        down.add(graph.size(), output);
        for (int node = graph.size(); node > 0; node--) {
            Tensor above = down.take(node);
            if (graph.operation(node) instanceof Rectifier rectifier) {
                Tensor through =
                        rectifier.activation().timesSlope(above, inputs(node).get(0));
                Tensor bend = up.bends()[node];
                if (bend != null) {
                    Tensor arriving = Objects.requireNonNull(pass.arriving()[node]);
                    through.addcmul_(bend, arriving, Ops.scalar(gate.steepness(rectifier)));
                }
                down.add(graph.inputs(node).get(0), through);
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
