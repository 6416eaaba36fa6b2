package dev.limpid.cli;

import dev.limpid.bench.BenchMethod;
import dev.limpid.bench.BenchRequest;
import dev.limpid.bench.SeverityFit;
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
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a benchmark's columns are: filters and models. */
final class BenchColumnOptions {
    /** The paper's nine, and one it should have had; those that are not there are left out. */
    private static final List<String> USUAL_METHODS = List.of(
            "bilateral", "combined", "gaussian", "mean", "median", "nl-means", "wavelet", "wiener", "bm3d", "dpir");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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
            names = "--method-set",
            paramLabel = "METHOD.NAME=VALUE",
            description = "A parameter of a method, for its default and tuned columns alike.")
    private Map<String, String> methodSet = new LinkedHashMap<>();

    @Option(names = "--precision", paramLabel = "P", description = "Of models: auto, fp32 or bf16 (default: auto).")
    private String precision = "auto";

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
        List<BenchMethod> named = new ArrayList<>(filters(open, notes));
        for (String model : models) {
            if (!model.equals("none")) {
                named.add(model(open, model));
            }
        }
        requireOwnNames(named);
        BenchRequest.Shipped usual = lowDose ? modality -> open.shippedForLowDose() : open::shipped;
        BenchRequest.Shipped shipped = models.isEmpty() ? usual : modality -> Optional.empty();
        return new BenchRequest.Methods(named, shipped, defaults, tuned);
    }

    /** Whether each block gets the shipped model for its modality, as none was named. */
    boolean isModelChosen() {
        return models.isEmpty();
    }

    private List<BenchMethod> filters(BenchMethods open, Consumer<String> notes) throws IOException {
        Map<String, Map<String, String>> parameters = OwnedParameters.byOwner(command, "--method-set", methodSet);
        List<BenchMethod> filters = new ArrayList<>();
        for (String name : new LinkedHashSet<>(methods.isEmpty() ? USUAL_METHODS : methods)) {
            if (!name.equals("none")) {
                filter(open, name, Optional.ofNullable(parameters.get(name)), notes)
                        .ifPresent(filters::add);
            }
        }
        List<String> names = filters.stream().map(BenchMethod::name).toList();
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw Choices.unknown(command, "method in this run", name, names);
            }
        }
        return filters;
    }

    /** One that nobody asked for may be missing, which is noted where it is there and cannot work. */
    private Optional<BenchMethod> filter(
            BenchMethods open, String name, Optional<Map<String, String>> parameters, Consumer<String> notes)
            throws IOException {
        try {
            Optional<BenchMethod> method = open.method(name, parameters.orElse(Map.of()));
            if (method.isEmpty() && !methods.isEmpty()) {
                throw Choices.unknown(
                        command, "method", name, List.copyOf(Methods.summaries().keySet()));
            }
            return method;
        } catch (IllegalArgumentException | ModelFormatException e) {
            if (!methods.isEmpty() || parameters.isPresent()) {
                throw wrong("method " + name + ": " + inBench(name, e));
            }
            notes.accept("without " + name + ": " + inBench(name, e));
            return Optional.empty();
        }
    }

    private BenchMethod model(BenchMethods open, String name) throws IOException {
        try {
            return open.model(name);
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void requireOwnNames(List<BenchMethod> named) {
        Set<String> names = new HashSet<>();
        for (BenchMethod method : named) {
            if (!names.add(method.name())) {
                throw wrong(
                        "two columns would be named '" + method.name() + "'; measure the other in a run of its own");
            }
        }
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

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
