package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.metric.Bootstrap;
import dev.limpid.model.MeasuredResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The results of one block and degradation as a Markdown table and as rows for a model's card: each patient's mean over
 * its images, and over all patients the mean of those means with their standard deviation (each patient counts once,
 * however many slices it has). Patients stand one by one where they are few. Of runs of {@link MetricSet#GENERAL}.
 */
final class CardTable {
    private static final int FEW = 12;
    private static final List<String> METRICS = List.of(BenchMetrics.PSNR, BenchMetrics.SSIM, BenchMetrics.SSIM_WANG);
    private static final List<String> NAMES = List.of("PSNR (dB)", "SSIM", "SSIM Wang");

    private final BenchResults results;
    private final Block block;
    private final Corruption corruption;

    CardTable(BenchResults results, Block block, Corruption corruption) {
        this.results = results;
        this.block = block;
        this.corruption = corruption;
    }

    private PatientSums.Key key(Column column) {
        return new PatientSums.Key(block.subset(), corruption.kind().name(), column);
    }

    /** Plain names where each method has one column. */
    private String name(Column column) {
        return results.plan().defaults() ? column.title() : column.method();
    }

    private static int index(String metric) {
        return BenchMetrics.index(MetricSet.GENERAL.metrics(), metric);
    }

    /** For a model card. */
    List<MeasuredResult> rows(String split) {
        List<MeasuredResult> rows = new ArrayList<>();
        for (Column column : results.columns(block)) {
            List<String> patients = results.sums().patients(key(column));
            for (int m = 0; m < METRICS.size(); m++) {
                int metric = index(METRICS.get(m));
                Summary all = results.summary(block, corruption, column, metric);
                if (!Double.isFinite(all.mean())) {
                    continue; // An image that came back exactly, or none large enough; a card has no word for that.
                }
                rows.add(row(split, MeasuredResult.ALL, column, m, all.mean(), OptionalDouble.of(all.deviation())));
                double[] means = results.sums().means(key(column), metric);
                double[] deviations = results.sums().deviations(key(column), metric);
                List<Integer> counts = results.sums().counts(key(column), metric);
                for (int p = 0; p < patients.size() && patients.size() <= FEW; p++) {
                    if (counts.get(p) == 0) {
                        continue;
                    }
                    OptionalDouble spread =
                            counts.get(p) > 1 ? OptionalDouble.of(deviations[p]) : OptionalDouble.empty();
                    rows.add(row(split, patients.get(p), column, m, means[p], spread));
                }
            }
        }
        return rows;
    }

    private MeasuredResult row(
            String split, String patient, Column column, int metric, double value, OptionalDouble spread) {
        return new MeasuredResult(
                block.subset(),
                split,
                patient,
                corruption.describe(),
                name(column),
                NAMES.get(metric),
                rounded(value),
                spread.isPresent() ? OptionalDouble.of(rounded(spread.getAsDouble())) : spread);
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    /** A row a method; mean and SD over patients, mean over images, and each patient where they are few. */
    String markdown() {
        List<String> patients = results.sums().patients(key(Column.NOISY));
        boolean each = patients.size() <= FEW;
        StringBuilder text = new StringBuilder("| method | PSNR (dB) | SSIM | PSNR over all images |");
        StringBuilder line = new StringBuilder("| --- | --- | --- | --- |");
        if (each) {
            for (String patient : patients) {
                text.append(' ').append(patient).append(" |");
                line.append(" --- |");
            }
        }
        text.append('\n').append(line).append('\n');
        int psnr = index(BenchMetrics.PSNR);
        int ssim = index(BenchMetrics.SSIM);
        for (Column column : results.columns(block)) {
            Summary ofPsnr = results.summary(block, corruption, column, psnr);
            Summary ofSsim = results.summary(block, corruption, column, ssim);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s ± %s | %s ± %s | %s |",
                    name(column),
                    figure("%.2f", ofPsnr.mean()),
                    figure("%.2f", ofPsnr.deviation()),
                    figure("%.4f", ofSsim.mean()),
                    figure("%.4f", ofSsim.deviation()),
                    figure("%.2f", results.sums().meanOfImages(key(column), psnr))));
            if (each) {
                double[] psnrs = results.sums().means(key(column), psnr);
                double[] ssims = results.sums().means(key(column), ssim);
                for (int p = 0; p < psnrs.length; p++) {
                    text.append(' ')
                            .append(figure("%.2f", psnrs[p]))
                            .append(", ")
                            .append(figure("%.3f", ssims[p]))
                            .append(" |");
                }
            }
            text.append('\n');
        }
        return text.append(leads()).toString();
    }

    /** How far each model is ahead of the best of the others, patient by patient. */
    private String leads() {
        StringBuilder text = new StringBuilder();
        for (BenchMethod method : block.methods()) {
            if (method.isModel()) {
                for (String metric : List.of(BenchMetrics.PSNR, BenchMetrics.SSIM)) {
                    text.append(lead(method.name(), index(metric), metric.equals(BenchMetrics.PSNR)));
                }
            }
        }
        return text.isEmpty() ? "" : "\n" + text;
    }

    private String lead(String model, int metric, boolean decibels) {
        Column own = results.columns(block).stream()
                .filter(column -> column.method().equals(model))
                .findFirst()
                .orElseThrow();
        Optional<Column> rival = results.columns(block).stream()
                .filter(column -> !column.equals(own) && !column.equals(Column.NOISY))
                .filter(column -> Double.isFinite(mean(column, metric)))
                .max(Comparator.comparingDouble(column -> mean(column, metric)));
        double[] a = results.sums().means(key(own), metric);
        if (rival.isEmpty() || !Double.isFinite(mean(own, metric))) {
            return "";
        }
        double[] b = results.sums().means(key(rival.get()), metric);
        if (a.length != b.length) {
            return ""; // Of other patients, since one of them failed.
        }
        Bootstrap.Interval lead = Bootstrap.difference(a, b, results.plan().seed());
        String format = decibels
                ? "%s minus %s, PSNR: %+.2f dB, 95 %% interval %+.2f to %+.2f (paired, %d patients).%n"
                : "%s minus %s, SSIM: %+.4f, 95 %% interval %+.4f to %+.4f (paired, %d patients).%n";
        return String.format(
                        Locale.ROOT, format, model, name(rival.get()), lead.mean(), lead.low(), lead.high(), a.length)
                .replace(System.lineSeparator(), "\n");
    }

    private double mean(Column column, int metric) {
        return results.summary(block, corruption, column, metric).mean();
    }

    /** A number, or a dash for what the images are too small for. */
    private static String figure(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    /** The tables of all blocks and degradations; a single one stands without a heading. */
    static String all(BenchResults results) {
        StringBuilder text = new StringBuilder();
        boolean single = results.plan().blocks().size() == 1
                && results.plan().corruptions().size() == 1;
        for (Block block : results.plan().blocks()) {
            for (Corruption corruption : results.plan().corruptions()) {
                if (!single) {
                    text.append(text.isEmpty() ? "" : "\n")
                            .append("## ")
                            .append(block.subset())
                            .append(": ")
                            .append(corruption.describe())
                            .append("\n\n");
                }
                text.append(new CardTable(results, block, corruption).markdown());
            }
        }
        return text.toString();
    }
}
