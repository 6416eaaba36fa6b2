/** Training the same network with one thing changed at a time, and what that changes in its results. */
@NullMarked
package dev.limpid.bench.ablation;

import org.jspecify.annotations.NullMarked;
