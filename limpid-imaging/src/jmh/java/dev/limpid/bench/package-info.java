/** Benchmarks; run them with the Maven profile {@code bench}. */
@NullMarked
package dev.limpid.bench;

import org.jspecify.annotations.NullMarked;
