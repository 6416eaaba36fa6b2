package dev.limpid.cli;

import dev.limpid.bench.AsScanned;
import dev.limpid.bench.BenchMethod;
import dev.limpid.bench.BenchRequest;
import dev.limpid.bench.Corruption;
import dev.limpid.bench.Corruptions;
import dev.limpid.bench.SeverityFit;
import dev.limpid.bench.SimulatedDose;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.lowdose.LowDose;
import dev.limpid.model.ModelFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a benchmark's rows and columns are. */
final class BenchMatrixOptions {
    /** The paper's nine, and one it should have had; those that are not there are left out. */
    private static final List<String> USUAL_METHODS = List.of(
            "bilateral", "combined", "gaussian", "mean", "median", "nl-means", "wavelet", "wiener", "bm3d", "dpir");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description =
                    "Degradations, see limpid kinds; as-scanned for what lies beside the images in layouts of pairs"
                            + " (default: as-scanned there, else the 13 of the paper's tables).")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--methods",
            paramLabel = "METHOD",
            split = ",",
            description = "Filters, see limpid methods; none for models alone (default: bilateral, combined, gaussian,"
                    + " mean, median, nl-means, wavelet, wiener, bm3d, dpir, as far as they are there).")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            split = ",",
            description = "A model, used on every block it fits; none for none (default: the shipped one for each"
                    + " block's modality).")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "SET",
            description = "default: filters with the library's defaults; tuned: with parameters chosen for each"
                    + " degradation on validation patients by PSNR; both (default: both).")
    private String columns = "both";

    @Option(
            names = "--severity",
            paramLabel = "S",
            description = "Scales every degradation's strength, above 0 and at most 4 (default: 1).")
    private double severity = 1;

    @Option(
            names = "--set",
            paramLabel = "KIND.NAME=VALUE",
            description = "A parameter of a degradation, taken exactly for every image.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--method-set",
            paramLabel = "METHOD.NAME=VALUE",
            description = "A parameter of a method, for its default and tuned columns alike.")
    private Map<String, String> methodSet = new LinkedHashMap<>();

    @Option(
            names = "--clip",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Clip degraded values to the range, as the paper's 8-bit storage does (default: yes).")
    private boolean clip = true;

    @Option(
            names = "--severities",
            paramLabel = "S",
            split = ",",
            description = "Severities of the plots and of --fit (default: 0.25,0.5,1,1.5,2).")
    private List<Double> severities = new ArrayList<>();

    @Option(
            names = "--severity-plot",
            paramLabel = "N",
            description = "Images of each block to plot against severity, of as many patients; 0 for no plots"
                    + " (default: 2).")
    private int severityPlot = 2;

    @Option(names = "--precision", paramLabel = "P", description = "Of models: auto, fp32 or bf16 (default: auto).")
    private String precision = "auto";

    /** @param paired whether each image has one of lower dose beside it */
    List<Corruption> corruptions(long seed, boolean paired) {
        if (!(severity > 0 && severity <= 4)) {
            throw wrong("--severity must be above 0 and at most 4, not " + severity);
        }
        Map<String, Map<String, String>> parameters = grouped("--set", set);
        List<DegradationKind> chosen = new ArrayList<>();
        List<String> usual = paired ? List.of(AsScanned.NAME) : Corruptions.ofThePaper();
        List<String> wanted = kinds.isEmpty() ? usual : kinds;
        for (String name : wanted) {
            Optional<DegradationKind> kind =
                    name.equals(AsScanned.NAME) && paired ? Optional.of(new AsScanned()) : DegradationKinds.find(name);
            if (name.equals(AsScanned.NAME)) {
                requirePairs(paired);
            }
            if (kind.isEmpty() && !kinds.isEmpty()) {
                throw Choices.unknown(
                        command,
                        "kind of degradation",
                        name,
                        DegradationKinds.all().stream()
                                .map(DegradationKind::name)
                                .toList());
            }
            kind.filter(found -> chosen.stream().noneMatch(each -> each.name().equals(found.name())))
                    .ifPresent(chosen::add);
        }
        List<String> names = chosen.stream().map(DegradationKind::name).toList();
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw Choices.unknown(command, "kind of degradation in this run", name, names);
            }
        }
        return rows(chosen, parameters, clip, seed);
    }

    /**
     * The rows of low-dose CT, which are never clipped.
     *
     * @param doses to simulate
     * @param paired whether each image has one of lower dose beside it
     */
    List<Corruption> lowDose(List<SimulatedDose> doses, boolean paired, long seed) {
        if (kinds.stream().anyMatch(name -> !name.equals(AsScanned.NAME)) || severity != 1) {
            throw wrong(
                    "--ldct measures doses: give them by --dose, not by --kinds or --severity; --kinds as-scanned puts"
                            + " pairs beside simulated doses");
        }
        Map<String, Map<String, String>> parameters = grouped("--set", set);
        List<DegradationKind> chosen = new ArrayList<>();
        if (doses.isEmpty() || !kinds.isEmpty()) {
            requirePairs(paired);
            chosen.add(new AsScanned());
        }
        chosen.addAll(doses);
        Map<String, Map<String, String>> byRow = new TreeMap<>();
        for (String name : parameters.keySet()) {
            if (!name.equals(LowDose.NAME) || doses.isEmpty()) {
                throw Choices.unknown(
                        command,
                        "kind of degradation in this run",
                        name,
                        doses.isEmpty() ? List.of(AsScanned.NAME) : List.of(LowDose.NAME));
            }
            doses.forEach(dose -> byRow.put(dose.name(), parameters.getOrDefault(name, Map.of())));
        }
        return rows(chosen, byRow, false, seed);
    }

    private void requirePairs(boolean paired) {
        if (!paired) {
            throw wrong("--kinds as-scanned needs images with one of lower dose beside them: a layout of pairs, see"
                    + " --layout");
        }
    }

    private List<Corruption> rows(
            List<DegradationKind> chosen, Map<String, Map<String, String>> parameters, boolean clipped, long seed) {
        try {
            return Corruptions.of(chosen, parameters, severity, clipped, seed);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The columns.
     *
     * @param lowDose whether what a scanner's noise is to be taken from is measured
     * @param notes hears which of the usual methods are left out, and why
     */
    BenchRequest.Methods methods(BenchMethods open, boolean lowDose, Consumer<String> notes) throws IOException {
        boolean defaults = columns.equals("default") || columns.equals("both");
        boolean tuned = columns.equals("tuned") || columns.equals("both");
        if (!defaults && !tuned) {
            throw Choices.unknown(command, "set of columns", columns, List.of("default", "tuned", "both"));
        }
        Map<String, Map<String, String>> parameters = grouped("--method-set", methodSet);
        List<BenchMethod> named = new ArrayList<>();
        for (String name : new LinkedHashSet<>(methods.isEmpty() ? USUAL_METHODS : methods)) {
            if (name.equals("none")) {
                continue;
            }
            try {
                Optional<BenchMethod> method = open.method(name, parameters.getOrDefault(name, Map.of()));
                if (method.isEmpty() && !methods.isEmpty()) {
                    throw Choices.unknown(
                            command,
                            "method",
                            name,
                            List.copyOf(Methods.summaries().keySet()));
                }
                method.ifPresent(named::add);
            } catch (IllegalArgumentException | ModelFormatException e) {
                if (!methods.isEmpty() || parameters.containsKey(name)) {
                    throw wrong("method " + name + ": " + inBench(name, e));
                }
                notes.accept("without " + name + ": " + inBench(name, e));
            }
        }
        List<String> names = named.stream().map(BenchMethod::name).toList();
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw Choices.unknown(command, "method in this run", name, names);
            }
        }
        try {
            for (String model : models) {
                if (!model.equals("none")) {
                    named.add(open.model(model));
                }
            }
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        Set<String> columnsSoFar = new HashSet<>();
        for (BenchMethod method : named) {
            if (!columnsSoFar.add(method.name())) {
                throw wrong(
                        "two columns would be named '" + method.name() + "'; measure the other in a run of its own");
            }
        }
        BenchRequest.Shipped usual = lowDose ? modality -> open.shippedForLowDose() : open::shipped;
        BenchRequest.Shipped shipped = models.isEmpty() ? usual : modality -> Optional.empty();
        return new BenchRequest.Methods(named, shipped, defaults, tuned);
    }

    /** What a method says of its parameters, by the option they have here. */
    private static String inBench(String method, Exception failure) {
        return String.valueOf(failure.getMessage()).replace("--set ", "--method-set " + method + ".");
    }

    /** The columns that the strengths of degradations are fitted by. */
    BenchRequest.Methods fitted(BenchMethods open) throws IOException {
        List<BenchMethod> named = new ArrayList<>();
        for (String name : SeverityFit.METHODS) {
            open.method(name, Map.of()).ifPresent(named::add);
        }
        return new BenchRequest.Methods(named, modality -> Optional.empty(), true, false);
    }

    BenchMethods open() throws IOException {
        return new BenchMethods(precision);
    }

    BenchRequest.Sweep sweep(int images) {
        List<Double> at = severities.isEmpty() ? List.of(0.25, 0.5, 1.0, 1.5, 2.0) : severities;
        for (double each : at) {
            if (!(each > 0 && each <= 4)) {
                throw wrong("--severities must be above 0 and at most 4, not " + each);
            }
        }
        return new BenchRequest.Sweep(
                images == 0 ? List.of() : at.stream().distinct().sorted().toList(), images);
    }

    /** Images to plot; what was scanned has no severity. */
    int severityPlot(List<Corruption> rows) {
        if (severityPlot < 0) {
            throw wrong("--severity-plot must be 0 or more, not " + severityPlot);
        }
        boolean scanned = rows.stream().anyMatch(row -> row.kind() instanceof AsScanned);
        return scanned ? 0 : severityPlot;
    }

    /** {@code KIND.NAME=VALUE} by kind. */
    private Map<String, Map<String, String>> grouped(String option, Map<String, String> values) {
        Map<String, Map<String, String>> grouped = new TreeMap<>();
        values.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 1) {
                throw wrong(
                        option + " takes WHOSE.NAME=VALUE, e.g. gaussian.sigma=0.1, not '" + name + "=" + value + "'");
            }
            grouped.computeIfAbsent(name.substring(0, dot), of -> new TreeMap<>())
                    .put(name.substring(dot + 1), value);
        });
        return grouped;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
