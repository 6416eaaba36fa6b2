package dev.limpid.batch;

import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Works through a plan: what can be done is done, what cannot is named, and one bad input never stops the rest. A full
 * disk does, since every later result would fail in the same way.
 *
 * @param <R> what one piece of work gives
 * @param done results, in the plan's order
 * @param failed inputs that could not be done, in the plan's order
 * @param skipped files met in a folder that are no images
 * @param notStarted inputs left over because the disk was full
 */
public record BatchRun<R>(List<R> done, List<Failed> failed, List<Skipped> skipped, int notStarted) {

    /** Processes one item. */
    @FunctionalInterface
    public interface Work<R> {
        R process(Item item) throws IOException;
    }

    /** Hears of every item as it ends, on the thread that worked on it. */
    public interface Listener {
        /** The item is done or was no image. */
        void ended(Item item);

        /** The item could not be done; {@code cause} is for those who want a stack trace. */
        void failed(Failed failed, Throwable cause);
    }

    private record Outcome<R>(Optional<R> result, Optional<Failed> failed, Optional<Skipped> skipped) {
        static <R> Outcome<R> notStarted() {
            return new Outcome<>(Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Runs the plan.
     *
     * @param threads how many items at a time, at least 1; with 1 everything happens on the calling thread
     */
    public static <R> BatchRun<R> of(BatchPlan plan, int threads, Work<R> work, Listener listener) {
        AtomicBoolean diskFull = new AtomicBoolean();
        List<Outcome<R>> outcomes = new ArrayList<>();
        if (threads == 1) {
            for (Item item : plan.items()) {
                outcomes.add(one(item, work, listener, diskFull));
            }
        } else {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                List<Future<Outcome<R>>> running = new ArrayList<>();
                for (Item item : plan.items()) {
                    running.add(pool.submit(() -> one(item, work, listener, diskFull)));
                }
                for (Future<Outcome<R>> each : running) {
                    outcomes.add(each.get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a batch worker died", e.getCause());
            } finally {
                pool.shutdownNow();
                awaitEnd(pool);
            }
        }
        return new BatchRun<>(
                outcomes.stream().flatMap(outcome -> outcome.result.stream()).toList(),
                outcomes.stream().flatMap(outcome -> outcome.failed.stream()).toList(),
                outcomes.stream().flatMap(outcome -> outcome.skipped.stream()).toList(),
                plan.items().size()
                        - (int) outcomes.stream()
                                .filter(outcome -> !outcome.equals(Outcome.notStarted()))
                                .count());
    }

    /** Until the last worker has returned: what it works with is closed by the caller after this. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <R> Outcome<R> one(Item item, Work<R> work, Listener listener, AtomicBoolean diskFull) {
        if (diskFull.get()) {
            return Outcome.notStarted();
        }
        SourceFile source = item.source();
        try {
            Outcome<R> outcome = new Outcome<>(Optional.of(work.process(item)), Optional.empty(), Optional.empty());
            listener.ended(item);
            return outcome;
        } catch (Exception | OutOfMemoryError | StackOverflowError cause) {
            if (cause instanceof ImageFormatException && !source.named() && Recognition.isForeign(source.path())) {
                listener.ended(item);
                Skipped skipped = new Skipped(source.path(), "not an image");
                return new Outcome<>(Optional.empty(), Optional.empty(), Optional.of(skipped));
            }
            boolean full = Problem.isDiskFull(cause);
            if (full) {
                diskFull.set(true);
            }
            String reason = full
                    ? "the disk of " + Problem.show(item.target()) + " is full; nothing was left there under this name"
                    : Problem.describe(cause);
            Failed failed = new Failed(source.path(), reason);
            listener.failed(failed, cause);
            return new Outcome<>(Optional.empty(), Optional.of(failed), Optional.empty());
        }
    }
}
