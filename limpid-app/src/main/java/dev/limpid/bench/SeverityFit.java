package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * At which severity each degradation comes closest to the paper's tables. For each severity the misfit is
 *
 * <p>sum over {@link #METHODS} of ((SSIM - paper's SSIM) / 0.1)^2 + ((wrapped PSNR - paper's PSNR) / 3 dB)^2,
 *
 * <p>of means over patients; the severity with the least one is the answer. Over several data sets, misfits add up.
 *
 * <p>Sums of fewer terms are smaller: a severity at which a filter has no figures, or an infinite one, in any of the data
 * sets is left out, and named.
 */
public final class SeverityFit {
    /** Columns whose parameters are hardly in doubt, since their usual defaults agree from library to library. */
    public static final List<String> METHODS = List.of("mean", "median", "gaussian", "wavelet");

    private static final double SSIM_SCALE = 0.1;
    private static final double PSNR_SCALE = 3;

    private final BenchResults results;
    /** By kind and severity; NaN where figures are missing, which stays so whatever is added. */
    private final Map<String, Map<Double, Double>> overBlocks = new LinkedHashMap<>();

    private final StringBuilder text = new StringBuilder();

    private SeverityFit(BenchResults results) {
        this.results = results;
    }

    /**
     * What was found.
     *
     * @param markdown the tables
     * @param best the severity of the least misfit over all data sets, by kind; none where every severity was left out
     */
    public record Outcome(String markdown, Map<String, Double> best, List<String> failures) {}

    /** Measures what is not yet measured, and fits. */
    public static Outcome run(BenchPlan plan, RunFolder folder, BenchListener listener) throws IOException {
        try (Journal journal = Benchmark.journal(folder, listener)) {
            MatrixRun run = new MatrixRun(plan, journal, listener);
            PlannedWork work = new PlannedWork(plan, journal);
            try {
                listener.planned(work.sweepSteps(), work.sweepStepsDone());
                run.sweeps();
                Outcome outcome = of(BenchResults.curves(plan, journal), List.copyOf(run.failures()));
                folder.write(RunFolder.FIT, outcome.markdown());
                folder.note("finished", true);
                folder.writeRecord();
                return outcome;
            } catch (IOException | RuntimeException failure) {
                throw Benchmark.kept(failure, folder, journal);
            }
        }
    }

    /** Fits what was measured. */
    static Outcome of(BenchResults results, List<String> failures) {
        return new SeverityFit(results).outcome(failures);
    }

    private Outcome outcome(List<String> failures) {
        text.append("Wrapped PSNR (dB) and SSIM of filters with their defaults, means over patients, for each severity;"
                + " the paper's figures (arXiv 2310.20101, tables II to IV) are of other images. Misfit: sum over the"
                + " filters of (SSIM difference / 0.1)^2 + (PSNR difference / 3 dB)^2. A severity at which a filter has no finite figures, in any data set, is left"
                + " out.\n");
        for (Block block : results.plan().blocks()) {
            for (Corruption corruption : results.plan().corruptions()) {
                if (block.paper().isPresent()) {
                    table(block, block.paper().get(), corruption.kind().name());
                }
            }
        }
        Map<String, Double> best = new LinkedHashMap<>();
        text.append("\n## Severity of the least misfit over all data sets\n\n| kind | severity | misfit |");
        text.append(" misfit at severity 1 | left out |\n| --- | --- | --- | --- | --- |\n");
        overBlocks.forEach((kind, misfits) -> {
            OptionalDouble least = least(misfits);
            least.ifPresent(severity -> best.put(kind, severity));
            String leftOut = misfits.keySet().stream()
                    .filter(severity -> !admitted(misfits, severity))
                    .map(Numbers::plain)
                    .collect(Collectors.joining(", "));
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s |%n",
                    kind,
                    least.isPresent() ? Numbers.plain(least.getAsDouble()) : "none",
                    least.isPresent() ? misfit(misfits, least.getAsDouble()) : "none",
                    misfits.containsKey(1.0) ? misfit(misfits, 1) : "not run",
                    leftOut.isEmpty() ? "none" : leftOut));
        });
        return new Outcome(text.toString(), best, failures);
    }

    private static boolean admitted(Map<Double, Double> misfits, double severity) {
        return Double.isFinite(misfits.getOrDefault(severity, Double.NaN));
    }

    private static String misfit(Map<Double, Double> misfits, double severity) {
        return admitted(misfits, severity) ? Numbers.fixed(misfits.getOrDefault(severity, Double.NaN), 2) : "left out";
    }

    private static OptionalDouble least(Map<Double, Double> misfits) {
        return misfits.entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .min(Map.Entry.comparingByValue())
                .map(entry -> OptionalDouble.of(entry.getKey()))
                .orElseGet(OptionalDouble::empty);
    }

    private void table(Block block, String paper, String kind) {
        text.append("\n## ").append(block.subset()).append(" beside ").append(paper);
        text.append(": ").append(kind).append("\n\n| severity |");
        METHODS.forEach(method -> text.append(' ').append(method).append(" |"));
        text.append(" misfit |\n| --- |")
                .append(" --- |".repeat(METHODS.size() + 1))
                .append("\n| paper |");
        for (String method : METHODS) {
            OptionalDouble psnr = PaperTables.figure(paper, BenchMetrics.WRAPPED, kind, method);
            OptionalDouble ssim = PaperTables.figure(paper, BenchMetrics.SSIM, kind, method);
            text.append(
                    psnr.isPresent() && ssim.isPresent()
                            ? String.format(Locale.ROOT, " %.2f, %.2f |", psnr.getAsDouble(), ssim.getAsDouble())
                            : " not there |");
        }
        text.append(" |\n");
        for (double severity : results.plan().severities()) {
            double misfit = 0;
            boolean compared = false;
            text.append("| ").append(Numbers.plain(severity)).append(" |");
            for (String method : METHODS) {
                double psnr = mean(block, kind, severity, method, BenchMetrics.WRAPPED);
                double ssim = mean(block, kind, severity, method, BenchMetrics.SSIM);
                text.append(' ').append(Numbers.fixed(psnr, 2)).append(", ").append(Numbers.fixed(ssim, 3));
                text.append(" |");
                OptionalDouble paperPsnr = PaperTables.figure(paper, BenchMetrics.WRAPPED, kind, method);
                OptionalDouble paperSsim = PaperTables.figure(paper, BenchMetrics.SSIM, kind, method);
                if (paperPsnr.isPresent() && paperSsim.isPresent()) {
                    double dpsnr = (psnr - paperPsnr.getAsDouble()) / PSNR_SCALE;
                    double dssim = (ssim - paperSsim.getAsDouble()) / SSIM_SCALE;
                    double term = dpsnr * dpsnr + dssim * dssim;
                    misfit += Double.isFinite(term) ? term : Double.NaN;
                    compared = true;
                }
            }
            if (compared) {
                overBlocks.computeIfAbsent(kind, name -> new LinkedHashMap<>()).merge(severity, misfit, Double::sum);
            }
            String shown = Double.isNaN(misfit) ? "left out" : Numbers.fixed(misfit, 2);
            text.append(' ').append(compared ? shown : "not there").append(" |\n");
        }
    }

    private double mean(Block block, String kind, double severity, String method, String metric) {
        PatientSums.Key key = new PatientSums.Key(block.subset(), kind, new Column(method, Column.Set.DEFAULT));
        PatientSums sums = results.curve(block, severity);
        return sums.mean(key, BenchMetrics.index(BenchMetrics.FOLLOWED, metric));
    }
}
