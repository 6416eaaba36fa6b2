package dev.limpid.bench;

import dev.limpid.batch.Problem;
import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.model.MeasuredResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a plan in its folder: measures what is not yet measured, and writes every table and the page.
 *
 * @param markdown the tables for people
 * @param results rows for a model's card
 * @param summary the means with their intervals, one entry a block, degradation and column
 * @param failures a line for each image or method that failed in this run
 * @param missing results that there should be and are not
 */
public record Benchmark(
        String markdown,
        List<MeasuredResult> results,
        List<Map<String, Object>> summary,
        List<String> failures,
        int missing) {
    /**
     * Measures.
     *
     * @param split of the test images, for cards
     * @throws IOException if results cannot be written; what is finished is kept
     */
    public static Benchmark run(BenchPlan plan, RunFolder folder, String split, BenchListener listener)
            throws IOException {
        try (Journal journal = journal(folder, listener)) {
            MatrixRun run = new MatrixRun(plan, journal, listener);
            PlannedWork work = new PlannedWork(plan, journal);
            try {
                int strips = plan.blocks().size() * plan.corruptions().size();
                listener.planned(work.steps() + strips, work.stepsDone());
                run.run();
                listener.say("writing the tables and the page");
                return write(plan, folder, journal, split, run, listener);
            } catch (IOException | RuntimeException failure) {
                throw kept(failure, folder, journal);
            }
        }
    }

    static Journal journal(RunFolder folder, BenchListener listener) throws IOException {
        return Journal.open(
                folder.file(RunFolder.JOURNAL),
                lost -> listener.say("the journal of the run before ends early or is damaged; " + lost
                        + (lost == 1 ? " record is" : " records are") + " measured again"));
    }

    /** A disk that fills is told with what to do. */
    static IOException kept(Exception failure, RunFolder folder, Journal journal) throws IOException {
        if (Problem.isDiskFull(failure)) {
            throw new IOException("the disk of " + Problem.show(folder.folder()) + " is full; " + journal.size()
                    + " finished records are kept: make room and give the same command again");
        }
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return (IOException) failure;
    }

    private static Benchmark write(
            BenchPlan plan, RunFolder folder, Journal journal, String split, MatrixRun run, BenchListener listener)
            throws IOException {
        List<BenchResults> read = new ArrayList<>();
        folder.stream(RunFolder.RESULTS, out -> {
            BenchResults.Visitor lines = CsvFiles.results(plan, out);
            read.add(BenchResults.read(plan, journal, lines));
        });
        folder.stream(RunFolder.DRAWS, out -> BenchResults.read(plan, journal, CsvFiles.draws(out)));
        BenchResults results = read.get(0);
        folder.write(RunFolder.TABLES, CsvFiles.tables(results));
        folder.write(RunFolder.JSON_RESULTS, JsonFiles.results(results));
        boolean lowDose = plan.metrics() == MetricSet.LOW_DOSE;
        if (lowDose) {
            folder.write(RunFolder.PATIENTS, LowDoseFiles.patients(results));
            folder.write(RunFolder.RANKS, LowDoseFiles.ranks(results));
        }
        String markdown = lowDose ? new LowDoseTables(results).markdown() : CardTable.all(results);
        folder.write(RunFolder.MARKDOWN, markdown);
        folder.write(RunFolder.TIMINGS, CsvFiles.timings(results));
        List<MeasuredResult> rows = new ArrayList<>();
        Map<String, Object> tuned = new LinkedHashMap<>();
        for (Block block : plan.blocks()) {
            for (Corruption corruption : plan.corruptions()) {
                if (!lowDose) { // Cards speak of the whole range, not of a window.
                    rows.addAll(new CardTable(results, block, corruption).rows(split));
                }
                Map<String, String> of = new LinkedHashMap<>();
                results.tuned(block, corruption).forEach((method, setting) -> of.put(method, setting.describe()));
                tuned.put(block.subset() + ", " + corruption.kind().name(), of);
            }
        }
        folder.stream(RunFolder.PAGE, out -> new PageWriter(results, folder.record(), listener).write(out));
        List<String> failures = List.copyOf(run.failures());
        folder.note("tuned", tuned);
        folder.note("failures", failures);
        folder.note("missingResults", results.missing());
        folder.note("finished", true);
        folder.writeRecord();
        return new Benchmark(markdown, rows, JsonFiles.flat(results), failures, results.missing());
    }
}
