/**
 * Many files in, many files out, and nothing lost: which files are meant, where each result goes, and how a result
 * comes into being under its final name whole or not at all.
 */
@NullMarked
package dev.limpid.batch;

import org.jspecify.annotations.NullMarked;
