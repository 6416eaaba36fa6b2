package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * A network as a list of operations, each of earlier results. Node 0 is the input, the last node the output. Built once by
 * a network's constructor; then not changed, and safe for several threads.
 */
public final class Graph {
    /** The node that is the network's input. */
    public static final int INPUT = 0;

    private record Node(Operation operation, List<Integer> inputs) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Integer> lastUse = new ArrayList<>(List.of(0));
    private final Set<Integer> used = new HashSet<>();
    private final Set<Integer> reused = new HashSet<>();
    private boolean whole;

    /** Adds an operation of earlier nodes and gives its node. */
    int add(Operation operation, int... inputs) {
        List<Integer> list = new ArrayList<>();
        int node = nodes.size() + 1;
        for (int input : inputs) {
            if (whole || input < 0 || input >= node || reused.contains(input)) {
                throw new IllegalArgumentException("node " + node + " cannot use node " + input);
            }
            list.add(input);
            lastUse.set(input, node);
        }
        requireReuse(operation, list);
        used.addAll(list);
        nodes.add(new Node(operation, List.copyOf(list)));
        lastUse.add(node);
        return node;
    }

    /** What is written over must be a fresh result, of a convolution or of a sum into one, that nothing else uses. */
    private void requireReuse(Operation operation, List<Integer> inputs) {
        if (operation.reuses() >= 0) {
            int taken = inputs.get(operation.reuses());
            if (used.contains(taken) || taken == INPUT || !isFresh(operation(taken))) {
                throw new IllegalArgumentException("node " + taken + " cannot be written over by " + operation);
            }
            reused.add(taken);
        }
    }

    private static boolean isFresh(Operation operation) {
        return operation instanceof Convolution || operation == Junction.SUM_INTO_SECOND;
    }

    /** From here on nothing can be added. */
    Graph whole() {
        whole = true;
        return this;
    }

    /** Operations, and so the output's node. */
    int size() {
        return nodes.size();
    }

    Operation operation(int node) {
        return nodes.get(node - 1).operation();
    }

    List<Integer> inputs(int node) {
        return nodes.get(node - 1).inputs();
    }

    /** What is pooled, from the input on: the levels of an encoder, finest first, without the coarsest. */
    public List<Integer> pooled() {
        return nodes.stream()
                .filter(node -> node.operation() instanceof MaxPooling)
                .map(node -> node.inputs().get(0))
                .toList();
    }

    /** Names of the rectifiers, from the input to the output. */
    public List<String> rectifiers() {
        return nodes.stream()
                .map(Node::operation)
                .filter(Rectifier.class::isInstance)
                .map(operation -> ((Rectifier) operation).name())
                .toList();
    }

    /** The activation of the rectifiers; all have the same one. */
    public Activation activation() {
        return nodes.stream()
                .map(Node::operation)
                .filter(Rectifier.class::isInstance)
                .map(operation -> ((Rectifier) operation).activation())
                .findFirst()
                .orElse(Activation.RELU);
    }

    /**
     * The value, in the caller's scope. Each result is let go of after its last use, because on large planes memory counts;
     * where a gradient is wanted libtorch keeps what it needs.
     */
    public Tensor value(Weights weights, Tensor input) {
        return values(weights, input, List.of(nodes.size())).get(0);
    }

    /**
     * Results of some nodes, in their order, in the caller's scope; what comes after the last of them is not computed.
     *
     * @param wanted nodes whose results nothing writes over, in ascending order
     */
    public List<Tensor> values(Weights weights, Tensor input, List<Integer> wanted) {
        Tensor[] values = new Tensor[nodes.size() + 1];
        values[INPUT] = input;
        int last = wanted.get(wanted.size() - 1);
        for (int node = 1; node <= last; node++) {
            Operation operation = operation(node);
            List<Tensor> from = inputs(node).stream().map(each -> values[each]).toList();
            values[node] = Ops.freeing(() -> operation.value(weights, from));
            for (int each : inputs(node)) {
                if (each != INPUT && lastUse.get(each) == node && !wanted.contains(each)) {
                    values[each].close();
                }
            }
        }
        return wanted.stream().map(node -> values[node]).toList();
    }
}
