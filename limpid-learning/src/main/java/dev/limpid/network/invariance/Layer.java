package dev.limpid.network.invariance;

import org.bytedeco.pytorch.Tensor;

/** A step of a network with weights of its own. */
interface Layer {
    /** The result, in the caller's scope. */
    Tensor of(Tensor input, Pass pass);
}
