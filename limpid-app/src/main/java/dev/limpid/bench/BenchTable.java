package dev.limpid.bench;

import dev.limpid.model.MeasuredResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Measurements as tables: each patient's mean over its images, and over all patients the mean of those means with their
 * standard deviation (each patient counts once, however many slices it has).
 */
final class BenchTable {
    private static final Map<String, ToDoubleFunction<Measurement>> METRICS = new LinkedHashMap<>();

    static {
        METRICS.put("PSNR (dB)", Measurement::psnr);
        METRICS.put("SSIM", Measurement::ssim);
        METRICS.put("SSIM Wang", Measurement::ssimWang);
    }

    private final List<Measurement> measurements;

    BenchTable(List<Measurement> measurements) {
        this.measurements = List.copyOf(measurements);
    }

    private record Spread(double mean, double deviation, int count) {
        static Spread of(List<Double> values) {
            double mean = values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            return new Spread(mean, Math.sqrt(squares / Math.max(1, values.size() - 1)), values.size());
        }
    }

    private List<String> methods() {
        return measurements.stream().map(Measurement::method).distinct().toList();
    }

    private List<String> patients() {
        return measurements.stream().map(Measurement::patient).distinct().toList();
    }

    private Spread ofPatient(String method, String patient, ToDoubleFunction<Measurement> metric) {
        return Spread.of(measurements.stream()
                .filter(each -> each.method().equals(method) && each.patient().equals(patient))
                .map(metric::applyAsDouble)
                .toList());
    }

    private Spread overPatients(String method, ToDoubleFunction<Measurement> metric) {
        return Spread.of(patients().stream()
                .map(patient -> ofPatient(method, patient, metric).mean())
                .toList());
    }

    private Spread overImages(String method, ToDoubleFunction<Measurement> metric) {
        return Spread.of(measurements.stream()
                .filter(each -> each.method().equals(method))
                .map(metric::applyAsDouble)
                .toList());
    }

    /** For a model card: all patients together, and one by one where they are few. */
    List<MeasuredResult> results(String dataSet, String split, String degradation) {
        List<MeasuredResult> results = new ArrayList<>();
        for (String method : methods()) {
            METRICS.forEach((name, metric) -> {
                Spread all = overPatients(method, metric);
                results.add(new MeasuredResult(
                        dataSet,
                        split,
                        MeasuredResult.ALL,
                        degradation,
                        method,
                        name,
                        rounded(all.mean()),
                        OptionalDouble.of(rounded(all.deviation()))));
                if (patients().size() <= 12) {
                    for (String patient : patients()) {
                        Spread one = ofPatient(method, patient, metric);
                        results.add(new MeasuredResult(
                                dataSet,
                                split,
                                patient,
                                degradation,
                                method,
                                name,
                                rounded(one.mean()),
                                one.count() > 1
                                        ? OptionalDouble.of(rounded(one.deviation()))
                                        : OptionalDouble.empty()));
                    }
                }
            });
        }
        return results;
    }

    private static double rounded(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    /** Markdown: a row a method; mean and SD over patients, mean over images, and each patient where they are few. */
    String markdown() {
        List<String> patients = patients();
        boolean each = patients.size() <= 12;
        StringBuilder text = new StringBuilder("| method | PSNR (dB) | SSIM | PSNR over all images |");
        StringBuilder line = new StringBuilder("| --- | --- | --- | --- |");
        if (each) {
            for (String patient : patients) {
                text.append(' ').append(patient).append(" |");
                line.append(" --- |");
            }
        }
        text.append('\n').append(line).append('\n');
        for (String method : methods()) {
            Spread psnr = overPatients(method, Measurement::psnr);
            Spread ssim = overPatients(method, Measurement::ssim);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f ± %.2f | %.4f ± %.4f | %.2f |",
                    method,
                    psnr.mean(),
                    psnr.deviation(),
                    ssim.mean(),
                    ssim.deviation(),
                    overImages(method, Measurement::psnr).mean()));
            if (each) {
                for (String patient : patients) {
                    text.append(String.format(
                            Locale.ROOT,
                            " %.2f, %.3f |",
                            ofPatient(method, patient, Measurement::psnr).mean(),
                            ofPatient(method, patient, Measurement::ssim).mean()));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Every measurement, a line each. */
    String csv() {
        StringBuilder text = new StringBuilder("patient,file,method,psnr,ssim,ssimWang,rmse\n");
        for (Measurement each : measurements) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%.4f,%.5f,%.5f,%.5g%n",
                    quoted(each.patient()),
                    quoted(each.file()),
                    quoted(each.method()),
                    each.psnr(),
                    each.ssim(),
                    each.ssimWang(),
                    each.rmse()));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
