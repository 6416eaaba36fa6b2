package dev.limpid.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;

/**
 * Splits the rows of an image into bands that may be computed side by side.
 *
 * <p>The bands depend on the image's size only, never on the number of threads.
 */
final class RowBands {
    /** Computes the rows {@code first} to {@code end - 1}; no two calls share a row. */
    interface Work {
        void rows(int first, int end);
    }

    private RowBands() {}

    /** Runs {@code work} over 0..rows-1 in bands of {@code height} rows; returns when all are done. */
    static void forEach(int rows, int height, Work work) {
        if (rows <= height) {
            work.rows(0, rows);
            return;
        }
        List<ForkJoinTask<Void>> bands = new ArrayList<>();
        for (int first = 0; first < rows; first += height) {
            bands.add(new Band(work, first, Math.min(first + height, rows)));
        }
        ForkJoinTask.invokeAll(bands);
    }

    private static final class Band extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient Work work;
        private final int first;
        private final int end;

        Band(Work work, int first, int end) {
            this.work = work;
            this.first = first;
            this.end = end;
        }

        @Override
        protected void compute() {
            work.rows(first, end);
        }
    }
}
