package dev.limpid.network.graph;

import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.List;
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

    /** Adds an operation of earlier nodes and gives its node. */
    int add(Operation operation, int... inputs) {
        List<Integer> list = new ArrayList<>();
        int node = nodes.size() + 1;
        for (int input : inputs) {
            if (input < 0 || input >= node) {
                throw new IllegalArgumentException("node " + node + " cannot use node " + input);
            }
            list.add(input);
            lastUse.set(input, node);
        }
        nodes.add(new Node(operation, List.copyOf(list)));
        lastUse.add(node);
        return node;
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
        Tensor[] values = new Tensor[nodes.size() + 1];
        values[INPUT] = input;
        for (int node = 1; node <= nodes.size(); node++) {
            Operation operation = operation(node);
            List<Tensor> from = inputs(node).stream().map(each -> values[each]).toList();
            values[node] = Ops.freeing(() -> operation.value(weights, from));
            for (int each : inputs(node)) {
                if (each != INPUT && lastUse.get(each) == node) {
                    values[each].close();
                }
            }
        }
        return values[nodes.size()];
    }
}
