package dev.limpid.cli;

import dev.limpid.training.TrainingProgress;
import java.io.PrintStream;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a long piece of work is: a bar on a terminal, a plain line every tenth of the way elsewhere, nothing
 * for fewer than three steps. Safe for several threads.
 */
abstract class Progress implements AutoCloseable {
    /** Below this there is nothing worth showing. */
    private static final int WORTH_SHOWING = 3;

    /** Seconds left below which a plain line does not say so. */
    private static final int WORTH_TELLING = 30;

    private static final int BAR_WIDTH = 78;
    private static final String ERASE_LINE = "\r\u001b[K";

    /** One step more is done. */
    abstract void step();

    /** Prints a line without tearing the bar. */
    abstract void say(String line);

    @Override
    public abstract void close();

    /**
     * Progress over {@code total} steps.
     *
     * @param lines where plain lines go
     */
    static Progress of(String task, int total, Consumer<String> lines) {
        boolean terminal = Boolean.getBoolean("limpid.terminal") && total >= WORTH_SHOWING;
        return terminal ? new Bar(task, total, lines) : new Lines(task, total, lines);
    }

    private static final class Bar extends Progress {
        private final ProgressBar bar;
        private final Consumer<String> lines;

        Bar(String task, int total, Consumer<String> lines) {
            this.lines = lines;
            PrintStream terminal = System.err;
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal, BAR_WIDTH))
                    .build();
        }

        @Override
        void step() {
            bar.step();
        }

        @Override
        synchronized void say(String line) {
            lines.accept(ERASE_LINE + line);
            bar.refresh();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static final class Lines extends Progress {
        private final String task;
        private final int total;
        private final Consumer<String> lines;
        private final long start = System.nanoTime();
        private int done;

        Lines(String task, int total, Consumer<String> lines) {
            this.task = task;
            this.total = total;
            this.lines = lines;
        }

        @Override
        synchronized void step() {
            done++;
            boolean tenth = 10L * done / total != 10L * (done - 1) / total;
            if (total >= WORTH_SHOWING && tenth) {
                lines.accept(task + ": " + done + " of " + total + left());
            }
        }

        /** How long the rest takes at the pace so far; nothing for short work, and nothing at the end. */
        private String left() {
            double seconds = (System.nanoTime() - start) * 1e-9 / done * (total - done);
            if (seconds < WORTH_TELLING) {
                return "";
            }
            return seconds < 5400
                    ? ", about " + (int) Math.ceil(seconds / 60) + " min left"
                    : ", about " + Math.round(seconds / 3600) + " h left";
        }

        @Override
        synchronized void say(String line) {
            lines.accept(line);
        }

        @Override
        public void close() {
            // Lines need no end.
        }
    }

    /** Shows a training run's steps and lines; a resumed run does not begin at the first step. */
    TrainingProgress ofTraining() {
        return new TrainingProgress() {
            private long shown;

            @Override
            public void step(long done, long of, double meanLoss) {
                for (; shown < done; shown++) {
                    Progress.this.step();
                }
            }

            @Override
            public void message(String line) {
                say(line);
            }
        };
    }
}
