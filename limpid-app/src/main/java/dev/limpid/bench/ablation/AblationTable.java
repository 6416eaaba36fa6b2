package dev.limpid.bench.ablation;

import dev.limpid.bench.ablation.AblationJudge.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Means over patients, then over seeds, with the standard deviation over seeds; and for every variant the difference from the first
 * one, seed by seed.
 */
public final class AblationTable {
    private record Measure(String title, String key, int decimals, ToDoubleFunction<Figures> of) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("PSNR (dB)", "psnr", 2, Figures::psnr),
            new Measure("SSIM", "ssim", 4, Figures::ssim),
            new Measure("edges", "edgePreservation", 3, Figures::edges),
            new Measure("hard-map error", "hardMapError", 3, Figures::mapError),
            new Measure("lesion mean error (% of range)", "lesionMeanError", 3, f -> 100 * f.lesionError()),
            new Measure("lesion contrast error (% of range)", "lesionContrastError", 3, f -> 100 * f.contrastError()));

    private final Map<String, Map<Long, List<Figures>>> variants = new LinkedHashMap<>();

    /** Adds a model's figures; variants keep the order in which they come. */
    public void add(String variant, long seed, List<Figures> figures) {
        variants.computeIfAbsent(variant, name -> new LinkedHashMap<>()).put(seed, figures);
    }

    /** One line for each image, model and strength. */
    public String csv() {
        StringBuilder text = new StringBuilder("variant,seed,sigma,patient,image,"
                + MEASURES.stream().map(Measure::key).collect(Collectors.joining(",")) + "\n");
        variants.forEach((name, seeds) -> seeds.forEach((seed, figures) -> figures.forEach(figure -> {
            List<String> cells = new ArrayList<>(List.of(
                    quoted(name),
                    String.valueOf(seed),
                    String.valueOf(figure.sigma()),
                    quoted(figure.patient()),
                    quoted(figure.image())));
            for (Measure measure : MEASURES) {
                double value = measure.of().applyAsDouble(figure);
                cells.add(Double.isNaN(value) ? "" : format(value, measure.decimals() + 3));
            }
            text.append(String.join(",", cells)).append('\n');
        })));
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Two tables for each strength: values, and differences from the first variant. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        List<Double> sigmas = variants.values().stream()
                .flatMap(seeds -> seeds.values().stream())
                .flatMap(List::stream)
                .map(Figures::sigma)
                .distinct()
                .sorted()
                .toList();
        for (double sigma : sigmas) {
            text.append("Gaussian noise of ").append(sigma).append(" of the range:\n\n");
            table(text, sigma, false);
            String first = variants.keySet().iterator().next();
            text.append("\nDifferences from \"").append(first).append("\", seed by seed:\n\n");
            table(text, sigma, true);
            text.append('\n');
        }
        return text.toString();
    }

    private void table(StringBuilder text, double sigma, boolean differences) {
        text.append("| variant | ")
                .append(MEASURES.stream().map(Measure::title).collect(Collectors.joining(" | ")))
                .append(" |\n|")
                .append(" --- |".repeat(MEASURES.size() + 1))
                .append('\n');
        Map<Long, List<Figures>> base = variants.values().iterator().next();
        variants.forEach((name, seeds) -> {
            if (differences && seeds == base) {
                return;
            }
            text.append("| ").append(name.replace("|", "\\|"));
            for (Measure measure : MEASURES) {
                double[] values = seeds.keySet().stream()
                        .filter(seed -> !differences || base.containsKey(seed))
                        .mapToDouble(seed -> mean(seeds.getOrDefault(seed, List.of()), sigma, measure)
                                - (differences ? mean(base.getOrDefault(seed, List.of()), sigma, measure) : 0))
                        .toArray();
                text.append(" | ").append(meanAndSpread(values, measure.decimals(), differences));
            }
            text.append(" |\n");
        });
    }

    /** Over patients, each patient's images averaged first. */
    private static double mean(List<Figures> figures, double sigma, Measure measure) {
        return figures.stream()
                .filter(figure -> figure.sigma() == sigma)
                .filter(figure -> !Double.isNaN(measure.of().applyAsDouble(figure)))
                .collect(Collectors.groupingBy(Figures::patient, Collectors.averagingDouble(measure.of())))
                .values()
                .stream()
                .mapToDouble(value -> value)
                .average()
                .orElse(Double.NaN);
    }

    private static String meanAndSpread(double[] values, int decimals, boolean signed) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (Double.isNaN(mean)) {
            return "";
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        String text = (signed && mean >= 0 ? "+" : "") + format(mean, decimals);
        return values.length < 2 ? text : text + " ± " + format(Math.sqrt(squares / (values.length - 1)), decimals);
    }

    private static String format(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
