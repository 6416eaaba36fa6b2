package dev.limpid.cli;

import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Failed;
import dev.limpid.batch.Skipped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What became of all inputs of a command: those that were found broken and those that failed are one list.
 *
 * @param <R> what is known of a result
 */
record BatchOutcome<R>(List<R> done, List<Failed> failed, List<Skipped> skipped, int notStarted) {
    /** Sums up a run, and says what was left out and whether it was stopped. */
    static <R> BatchOutcome<R> of(BatchOptions.Found found, BatchRun<R> run, ReportingOptions reporting) {
        List<Failed> failed = new ArrayList<>(found.walk().failed());
        failed.addAll(run.failed());
        List<Skipped> skipped = new ArrayList<>(found.walk().skipped());
        skipped.addAll(run.skipped());
        reporting.skipped(skipped);
        if (run.notStarted() > 0) {
            reporting.say("stopped; " + run.notStarted() + " more inputs were not started");
        }
        return new BatchOutcome<>(run.done(), failed, skipped, run.notStarted());
    }

    /** {@code 3 of 5}. */
    String count() {
        return done.size() + " of " + (done.size() + failed.size() + notStarted);
    }

    /** Whether every input was done, of which there was at least one; says so where there was none. */
    boolean whole(ReportingOptions reporting) {
        boolean nothing = done.isEmpty() && failed.isEmpty();
        if (nothing) {
            reporting.say("no images in what was given");
        }
        return failed.isEmpty() && !nothing;
    }

    /** For {@code --json}. */
    Map<String, Object> toMap(Path output, Function<R, ? extends Map<String, ?>> result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", Version.full());
        object.put("output", output);
        object.put("results", done.stream().map(result).toList());
        object.put("failed", failed.stream().map(Failed::toMap).toList());
        object.put(
                "skipped",
                skipped.stream()
                        .map(each -> Map.of("input", each.path(), "reason", each.reason()))
                        .toList());
        object.put("notStarted", notStarted);
        return object;
    }
}
