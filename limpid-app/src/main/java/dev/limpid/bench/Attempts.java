package dev.limpid.bench;

import dev.limpid.batch.Problem;
import dev.limpid.bench.layout.ImageRef;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** One image, kind or method that fails costs a line; a full disk ends the run. */
final class Attempts {
    private final BenchListener listener;
    private final Set<String> failures = new LinkedHashSet<>();

    Attempts(BenchListener listener) {
        this.listener = listener;
    }

    /** What may fail. */
    @FunctionalInterface
    interface Attempt {
        void run() throws IOException;
    }

    /** What could not be done, a line each. */
    Set<String> failures() {
        return failures;
    }

    /**
     * Tries something of an image.
     *
     * @param what the kind or the method, in words; may be empty
     * @throws IOException if the disk is full
     */
    void attempt(ImageRef ref, String what, Attempt attempt) throws IOException {
        try {
            attempt.run();
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            if (Problem.isDiskFull(failure)) {
                throw failure;
            }
            String line = Problem.show(ref.file()) + (ref.frame() > 0 ? " frame " + ref.frame() : "")
                    + (what.isEmpty() ? "" : " (" + what + ")") + ": " + Problem.describe(failure);
            if (failures.add(line)) {
                listener.failed(line, failure);
            }
        }
    }
}
