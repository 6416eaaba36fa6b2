package dev.limpid.cli;

import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Failed;
import dev.limpid.batch.InputWalk;
import dev.limpid.batch.Problem;
import dev.limpid.batch.Skipped;
import dev.limpid.batch.SourceFile;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares images with their references, in every metric. */
@Command(
        name = "compare",
        description = "Compare images with a reference: PSNR, SSIM, VIF, edge preservation, RMSE, bias.",
        footer = {
            "",
            "Two files, or two folders whose files are paired by relative path. Numbers of an image with several",
            "frames are means over its frames. --json gives psnr and wrappedPsnr (dB), ssim (scikit-image's setting),",
            "ssimWang (the paper's), vif, edgePreservation, rmse and bias (in unit) for each pair, and above them the",
            "means over all pairs; a PSNR of identical images is \"Infinity\". VIF needs 41 x 41 pixels, and is left out",
            "of smaller images. Of CT, ldctVif and ldctRmse (HU) are those of the low-dose benchmark, on HU clipped to",
            "-1024..1900 whatever --window says. The wrapped PSNR is what 8-bit arithmetic makes of the error: it is",
            "wrong, and here to be compared with figures that were published so."
        })
final class CompareCommand implements Callable<Integer> {
    private static final String ROW = "%10s %8s %8s %9s %8s %8s %12s %12s %9s %10s  %s%n";

    @Parameters(index = "0", paramLabel = "REFERENCE", description = "An image file or a folder of them.")
    private Path reference = Path.of("");

    @Parameters(index = "1", paramLabel = "TEST", description = "The image file or folder to compare with it.")
    private Path test = Path.of("");

    /** Either of the two. */
    static final class ScaleOptions {
        @Option(
                names = "--range",
                paramLabel = "LOW:HIGH",
                converter = RangeConverter.class,
                description = "The interval whose width is the peak (default: the reference file's own).")
        private Optional<IntensityRange> range = Optional.empty();

        @Option(
                names = "--window",
                paramLabel = "C,W",
                converter = RangeConverter.OfWindow.class,
                description = "Clip both images to a display window of this centre and width; its width is the peak.")
        private Optional<IntensityRange> window = Optional.empty();
    }

    @ArgGroup(exclusive = true)
    private ScaleOptions scale = new ScaleOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        Comparison.Scale asked =
                new Comparison.Scale(scale.window.isPresent() ? scale.window : scale.range, scale.window.isPresent());
        InputWalk walk = InputWalk.of(List.of(reference));
        walk.failed().forEach(failed -> reporting.say(failed.line()));
        BatchPlan pairs = new BatchPlan(
                walk.files().stream().map(file -> new Item(file, partner(file))).toList());
        BatchRun<Comparison> run;
        try (Progress progress = Progress.of("compare", pairs.items().size(), reporting::say)) {
            run = BatchRun.of(pairs, 1, item -> compare(item, asked), reporting.listener(progress));
        }
        List<Failed> failed = new ArrayList<>(walk.failed());
        failed.addAll(run.failed());
        List<Skipped> skipped = new ArrayList<>(walk.skipped());
        skipped.addAll(run.skipped());
        reporting.skipped(skipped);
        table(run.done());
        reporting.object(object(run.done(), failed));
        return failed.isEmpty() && !run.done().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** The file to compare with; a file is compared with a file, or with the one of its name in a folder. */
    private Path partner(SourceFile file) {
        return Files.isDirectory(test) ? test.resolve(file.relative()) : test;
    }

    private static Comparison compare(Item pair, Comparison.Scale scale) throws IOException {
        if (!Files.exists(pair.target())) {
            throw new ImageFormatException("has no partner " + Problem.show(pair.target()));
        }
        return Comparison.of(pair.source().path(), pair.target(), scale);
    }

    private void table(List<Comparison> done) {
        if (done.isEmpty() || reporting.json()) {
            return;
        }
        Set<String> units = new HashSet<>();
        done.forEach(each -> units.add(each.unit().symbol()));
        String unit = units.size() == 1 ? " (" + units.iterator().next() + ")" : "";
        StringBuilder text = new StringBuilder(String.format(
                ROW,
                "PSNR (dB)",
                "wrapped",
                "SSIM",
                "SSIM Wang",
                "VIF",
                "edges",
                "RMSE" + unit,
                "bias" + unit,
                "LDCT VIF",
                "LDCT RMSE",
                "image"));
        done.forEach(each -> text.append(row(each.values(), Problem.show(each.test()))));
        if (done.size() > 1) {
            text.append(row(means(done), "mean of " + done.size()));
        }
        reporting.result(text.toString().stripTrailing());
    }

    private static String row(Map<String, Double> values, String label) {
        return String.format(
                Locale.ROOT,
                ROW,
                cell("%.3f", values, "psnr"),
                cell("%.3f", values, "wrappedPsnr"),
                cell("%.4f", values, "ssim"),
                cell("%.4f", values, "ssimWang"),
                cell("%.4f", values, "vif"),
                cell("%.4f", values, "edgePreservation"),
                cell("%.4g", values, "rmse"),
                cell("%.4g", values, "bias"),
                cell("%.4f", values, "ldctVif"),
                cell("%.4g", values, "ldctRmse"),
                label);
    }

    /** A number, or a dash for what this image is too small for. */
    private static String cell(String format, Map<String, Double> values, String name) {
        return values.containsKey(name) ? String.format(Locale.ROOT, format, values.get(name)) : "-";
    }

    private static Map<String, Double> means(List<Comparison> done) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (String name : Comparison.NAMES) {
            Comparison.mean(done, name).ifPresent(mean -> means.put(name, mean));
        }
        return means;
    }

    private static Map<String, Object> object(List<Comparison> done, List<Failed> failed) {
        Map<String, Object> object = new LinkedHashMap<>(means(done));
        object.put("unit", common(done, each -> each.unit().symbol()));
        object.put(
                "range",
                common(done, each -> List.of(each.range().low(), each.range().high())));
        object.put("pairs", done.stream().map(Comparison::toMap).toList());
        object.put("failed", failed.stream().map(Failed::toMap).toList());
        return object;
    }

    /** What all pairs have in common; empty when they differ. */
    private static Optional<Object> common(List<Comparison> done, Function<Comparison, Object> property) {
        Set<Object> values = new HashSet<>();
        done.forEach(each -> values.add(property.apply(each)));
        return values.size() == 1 ? Optional.of(values.iterator().next()) : Optional.empty();
    }
}
