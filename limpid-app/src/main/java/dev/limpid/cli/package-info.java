/**
 * The command line: one class a verb.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 all done, 1 some inputs failed,
 * 2 wrong usage.
 */
@NullMarked
package dev.limpid.cli;

import org.jspecify.annotations.NullMarked;
