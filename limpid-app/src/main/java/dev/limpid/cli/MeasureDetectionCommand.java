package dev.limpid.cli;

import dev.limpid.batch.Problem;
import dev.limpid.bench.detection.BoxRival;
import dev.limpid.bench.detection.DetectionData;
import dev.limpid.bench.detection.DetectionFiles;
import dev.limpid.bench.detection.DetectionNoise;
import dev.limpid.bench.detection.DetectionRow;
import dev.limpid.bench.detection.DetectionStudy;
import dev.limpid.bench.detection.Rivals;
import dev.limpid.bench.measure.ResultFolder;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.training.Pinned;
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

/** Judges denoisers by how well detectors find lesions behind them. */
@Command(
        name = "detection",
        description = "How well detectors find lesions in images as they are, with noise, and behind denoisers.",
        footer = {
            "",
            "A row for noisy and for clean images and for each --denoiser, all with the detector --model, and one for each",
            "--pair of a denoiser with a detector of its own; the same noise for all. OUT gets index.html, detection.csv",
            "(figures with 95 %% intervals over patients, and less the row --against), froc.csv, patients.csv, pictures and",
            "run.json. What the figures mean: docs/lesions.md."
        })
final class MeasureDetectionCommand implements Callable<Integer> {
    @Mixin
    private DetectionDataOptions images = new DetectionDataOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The folder for the results.")
    private Path out = Path.of("");

    @Option(names = "--model", paramLabel = "FILE|NAME", description = "The detector of all rows but pairs.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--denoiser",
            paramLabel = "M|FILE|NAME",
            description = "A method, see 'limpid methods', or a model; a row with the detector --model; repeatable.")
    private List<String> denoisers = new ArrayList<>();

    @Option(
            names = "--method-set",
            paramLabel = "M.NAME=VALUE",
            description = "A parameter of a method, e.g. gaussian.sigma=1.5.")
    private Map<String, String> methodSet = new LinkedHashMap<>();

    @Option(
            names = "--pair",
            paramLabel = "DENOISER=DETECTOR",
            description = "A row of a denoiser (or 'noisy' or 'clean') with a detector of its own; repeatable.")
    private List<String> pairs = new ArrayList<>();

    @Option(names = "--rivals", description = "Also boxes that look at no image, from the training split's boxes.")
    private boolean rivals;

    @Option(
            names = "--against",
            paramLabel = "ROW",
            description = "The row that others are compared with (default: the first).")
    private Optional<String> against = Optional.empty();

    @Option(names = "--label", paramLabel = "WORD", description = "What detectors must find, to be sure of them.")
    private Optional<String> label = Optional.empty();

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
        DetectionData.Request request = images.request();
        Optional<DetectionNoise> noise = images.noise();
        if (model.isEmpty() && pairs.isEmpty()) {
            throw wrong("give a detector by --model, or denoisers with detectors by --pair");
        }
        if (model.isEmpty() && !denoisers.isEmpty()) {
            throw wrong("--denoiser needs a detector by --model; or give both by --pair DENOISER=DETECTOR");
        }
        try (ResultFolder folder = ResultFolder.of(out, overwrite, DetectionFiles.NAMES);
                DetectionRows rows = new DetectionRows(MethodSets.byMethod(spec, methodSet), noise.isPresent())) {
            open(rows);
            List<String> said = new ArrayList<>();
            DetectionData data = DetectionData.open(images.data(), request, line -> say(said, line));
            List<LesionFile> files = data.measured();
            List<LesionFile> training = rivals ? data.training() : List.of();
            Rivals boxes = Rivals.NONE;
            DetectionStudy study;
            try (Progress progress = Progress.of("detection", training.size() + files.size(), reporting::say)) {
                if (rivals) {
                    boxes = Rivals.of(data, training, progress::step);
                }
                study = DetectionStudy.run(data, files, rows.rows(), noise, boxes.boxes(), progress::step);
            }
            finish(folder, rows, boxes, study, data, said);
            return data.hasFaults() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
    }

    private void say(List<String> said, String line) {
        said.add(line);
        reporting.say(line);
    }

    private void open(DetectionRows rows) throws IOException {
        try {
            if (model.isPresent()) {
                rows.add(model.get(), denoisers);
            }
            for (String pair : pairs) {
                rows.addPair(pair);
            }
        } catch (IllegalArgumentException | ModelFormatException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        for (String name : MethodSets.byMethod(spec, methodSet).keySet()) {
            if (!rows.denoisers().contains(name)) {
                throw Choices.unknown(spec, "method in this run", name, rows.denoisers());
            }
        }
        for (DetectionRow row : rows.rows()) {
            if (label.isPresent() && !label.get().equals(row.detector().label())) {
                throw wrong("the detector of row '" + row.name() + "' finds '"
                        + row.detector().label() + "', not '" + label.get() + "'");
            }
        }
        List<String> names =
                new ArrayList<>(rows.rows().stream().map(DetectionRow::name).toList());
        names.addAll(rivals ? BoxRival.NAMES : List.of());
        if (against.isPresent() && !names.contains(against.get())) {
            throw Choices.unknown(spec, "row", against.get(), names);
        }
    }

    private void finish(
            ResultFolder folder,
            DetectionRows rows,
            Rivals boxes,
            DetectionStudy study,
            DetectionData data,
            List<String> said)
            throws IOException {
        String first = rows.rows().get(0).name();
        DetectionFiles results = new DetectionFiles(study, against.orElse(first), images.seed(), data.leftOut(), said);
        Map<String, Object> settings = images.toMap();
        settings.put("files", data.measured().size());
        settings.put("filesSha256", Pinned.of(data.measured()));
        settings.put("rows", rows.identities());
        settings.put("rivals", boxes.toMap());
        settings.put("against", against.orElse(first));
        settings.put("leftOut", data.leftOut());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("split", images.split());
        facts.put("noise", String.valueOf(settings.get("noise")));
        rows.rows().forEach(row -> facts.put(row.name(), row.identity()));
        results.write(folder, facts);
        Map<String, Object> about = RunAbout.of(spec);
        folder.record(about, settings);
        folder.finish();
        reporting.result(results.summary());
        reporting.say("page: " + Problem.show(out.resolve("index.html")));
        Map<String, Object> object = new LinkedHashMap<>(about);
        object.put("settings", settings);
        object.putAll(results.toMap());
        object.put("files", folder.written());
        reporting.object(object);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
