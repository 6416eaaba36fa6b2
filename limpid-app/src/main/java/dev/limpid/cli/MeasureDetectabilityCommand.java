package dev.limpid.cli;

import dev.limpid.batch.Problem;
import dev.limpid.bench.BenchMethod;
import dev.limpid.bench.measure.DetectabilityFiles;
import dev.limpid.bench.measure.DetectabilitySettings;
import dev.limpid.bench.measure.DetectabilityStudy;
import dev.limpid.bench.measure.ResultFolder;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lowdose.KernelChoice;
import dev.limpid.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges denoisers by how well faint discs are seen. */
@Command(
        name = "detectability",
        description = "How well model observers see discs of low contrast at several doses, behind each method.",
        footer = {
            "",
            "Scans of a 200 mm cylinder of water are simulated; no image is needed. Observers know the disc and its place:",
            "CHO (channelised Hotelling, dense difference-of-Gaussian channels), NPW (matched filter) and NPWE (behind an",
            "eye). OUT gets index.html, detectability.csv (d' and AUC with 95 %% intervals), equal-dose.csv (the dose at",
            "which a method's images are as good as the undenoised ones at full dose: inf where never, 0 where at the",
            "lowest dose still), samples.png, run.json. What it means: docs/measure.md."
        })
final class MeasureDetectabilityCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The folder for the results.")
    private Path out = Path.of("");

    @Option(names = "--method", paramLabel = "M", description = "A method to judge, see 'limpid methods'; repeatable.")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--method-set",
            paramLabel = "M.NAME=VALUE",
            description = "A parameter of a method, e.g. gaussian.sigma=1.5; strengths are parts of the 2000 HU of CT.")
    private Map<String, String> methodSet = new LinkedHashMap<>();

    @Option(names = "--model", paramLabel = "FILE|NAME", description = "A model to judge; repeatable.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--doses",
            paramLabel = "D,...",
            split = ",",
            description = "Parts of the full dose (default: 1,0.5,0.25,0.1).")
    private List<Double> doses = new ArrayList<>(List.of(1.0, 0.5, 0.25, 0.1));

    @Option(names = "--repeats", paramLabel = "N", description = "Slices for each dose, of 8 places (default: 50).")
    private int repeats = 50;

    @Option(names = "--contrast", paramLabel = "HU", description = "Of the discs (default: 8).")
    private double contrast = 8;

    @Option(names = "--diameter", paramLabel = "MM", description = "Of the discs, 1 to 14 (default: 5).")
    private double diameter = 5;

    @Option(names = "--noise", paramLabel = "HU", description = "Of the full dose, on the axis (default: 12).")
    private double noise = 12;

    @Option(names = "--kernel", paramLabel = "KERNEL", description = "smooth or sharp (default: smooth).")
    private KernelChoice kernel = KernelChoice.SMOOTH;

    @Option(names = "--seed", paramLabel = "N", description = "Of the noise (default: 1).")
    private long seed = 1;

    @Option(
            names = "--overwrite",
            description =
                    "Replace results that are there; files that the run.json there lists and this run has not go.")
    private boolean overwrite;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        DetectabilitySettings settings;
        try {
            settings = new DetectabilitySettings(doses, repeats, contrast, diameter, noise, kernel, seed);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
        try (ResultFolder folder = ResultFolder.of(out, overwrite, DetectabilityFiles.NAMES);
                BenchMethods open = new BenchMethods("auto")) {
            List<BenchMethod> judged = judged(open);
            DetectabilityStudy study;
            try (Progress progress = Progress.of("detectability", repeats, reporting::say)) {
                study = DetectabilityStudy.run(settings, judged, progress::step);
            }
            DetectabilityFiles files = new DetectabilityFiles(study);
            files.write(folder);
            Map<String, Object> identities = new LinkedHashMap<>();
            judged.forEach(method -> identities.put(method.name(), method.identity()));
            Map<String, Object> about = RunAbout.of(spec);
            Map<String, Object> fixed = settings.toMap();
            fixed.put("methods", identities);
            folder.record(about, fixed);
            folder.finish();
            reporting.result("dose as good as the full dose undenoised (CHO, 95 % interval):");
            reporting.result(files.summary());
            reporting.say("page: " + Problem.show(out.resolve("index.html")));
            Map<String, Object> object = new LinkedHashMap<>(about);
            object.put("settings", fixed);
            object.putAll(files.toMap());
            object.put("files", folder.written());
            reporting.object(object);
        }
        return ExitCode.OK;
    }

    private List<BenchMethod> judged(BenchMethods open) throws IOException {
        Map<String, Map<String, String>> parameters = MethodSets.byMethod(spec, methodSet);
        List<BenchMethod> judged = new ArrayList<>();
        try {
            for (String name : methods) {
                Optional<BenchMethod> method = open.method(name, parameters.getOrDefault(name, Map.of()));
                judged.add(method.orElseThrow(() -> Choices.unknown(
                        spec, "method", name, List.copyOf(Methods.summaries().keySet()))));
            }
            for (String name : models) {
                judged.add(open.model(name));
            }
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw wrong(e);
        }
        for (String name : parameters.keySet()) {
            if (!methods.contains(name)) {
                throw Choices.unknown(spec, "method in this run", name, methods);
            }
        }
        List<String> names = judged.stream().map(BenchMethod::name).toList();
        for (BenchMethod method : judged) {
            if (names.indexOf(method.name()) != names.lastIndexOf(method.name())
                    || method.name().equals(DetectabilityStudy.UNDENOISED)) {
                throw wrong(new IllegalArgumentException(
                        "two methods would be named '" + method.name() + "'; judge the other in a run of its own"));
            }
            if (!method.takes(Slice.of(1, 1, new float[1], Unit.HOUNSFIELD))) {
                throw wrong(new IllegalArgumentException("'" + method.name() + "' does not take CT in HU"));
            }
        }
        return judged;
    }

    private ParameterException wrong(Exception cause) {
        return new ParameterException(spec.commandLine(), String.valueOf(cause.getMessage()), cause);
    }
}
