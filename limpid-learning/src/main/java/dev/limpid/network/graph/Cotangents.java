package dev.limpid.network.graph;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What arrives at each node from above; a node that several others use gets the sum. */
final class Cotangents {
    private final @Nullable Tensor[] sums;

    Cotangents(int nodes) {
        sums = new Tensor[nodes];
    }

    void add(int node, Tensor cotangent) {
        Tensor sum = sums[node];
        sums[node] = sum == null ? cotangent : sum.add(cotangent);
    }

    Tensor take(int node) {
        Tensor sum = sums[node];
        if (sum == null) {
            throw new IllegalStateException("nothing arrives at node " + node);
        }
        sums[node] = null;
        return sum;
    }
}
