/**
 * Networks as graphs of operations, so that more than their value can be computed: the maps of a reverse pass whose gates
 * are a choice (guided backpropagation), and the gradient of a loss on such maps in closed form.
 */
@NullMarked
package dev.limpid.network.graph;

import org.jspecify.annotations.NullMarked;
