package dev.limpid.cli;

import dev.limpid.batch.Failed;
import dev.limpid.batch.InputWalk;
import dev.limpid.batch.Problem;
import dev.limpid.batch.Recognition;
import dev.limpid.batch.Skipped;
import dev.limpid.batch.SourceFile;
import dev.limpid.bench.measure.ImageQuality;
import dev.limpid.bench.measure.QualityFiles;
import dev.limpid.bench.measure.QualityRequest;
import dev.limpid.bench.measure.ResultFolder;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.physics.Insert;
import dev.limpid.physics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the physics of image quality. */
@Command(
        name = "measure",
        description =
                "Measure CT images: noise power spectrum, task transfer function, contrast-to-noise, bias by tissue.",
        subcommands = {MeasureDetectabilityCommand.class, MeasureDetectionCommand.class},
        footer = {
            "",
            "OUT gets index.html, nps.csv and nps-radial.csv (1/mm, HU^2 mm^2), inserts.csv and ttf.csv, bias.csv,",
            "pictures, and run.json. Noise is measured in even squares, found or given; edges and contrast in round",
            "inserts, given or found in a phantom. How, and what it cannot say: docs/measure.md.",
            "'limpid measure detectability' judges denoisers by how well faint discs are seen, 'limpid measure detection' by how",
            "well a detector finds lesions."
        })
final class MeasureCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IN", arity = "0..*", description = "Image files and folders of them.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The folder for the results.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--region",
            paramLabel = "X,Y,W,H",
            converter = RegionConverter.class,
            description =
                    "Measure noise in this rectangle, in pixels; repeatable, all of one size (default: even places"
                            + " that are found).")
    private List<Window> regions = new ArrayList<>();

    @Option(
            names = "--insert",
            paramLabel = "X,Y,RADIUS",
            converter = RegionConverter.OfInsert.class,
            description = "Measure this round insert: its middle in pixels, its radius in mm; repeatable.")
    private List<Insert> inserts = new ArrayList<>();

    @Option(names = "--phantom", description = "The images show a phantom: find its round inserts.")
    private boolean phantom;

    @Option(
            names = "--repeats",
            description = "All images are scans of the same object: noise is what they have not in common.")
    private boolean repeats;

    @Option(
            names = "--reference",
            paramLabel = "PATH",
            description = "What the images should be, for the bias: a file, or a folder with their relative paths.")
    private Optional<Path> reference = Optional.empty();

    @Option(
            names = "--modality",
            paramLabel = "ct|other",
            description = "What files show that do not say it: with ct the numbers of NIfTI and TIFF are HU.")
    private Modality modality = Modality.OTHER;

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
        if (inputs.isEmpty()) {
            throw wrong("give images to measure, or 'detectability' or 'detection'");
        }
        Path output = out.orElseThrow(() -> wrong("--output=OUT is missing: the folder for the results"));
        QualityRequest request;
        try {
            request = new QualityRequest(regions, inserts, phantom, repeats);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        try (ResultFolder folder = ResultFolder.of(output, overwrite, QualityFiles.NAMES)) {
            return measure(request, folder, output);
        }
    }

    private int measure(QualityRequest request, ResultFolder folder, Path output) throws IOException {
        InputWalk walk = InputWalk.of(inputs, output);
        List<Failed> failed = new ArrayList<>(walk.failed());
        List<Skipped> skipped = new ArrayList<>(walk.skipped());
        failed.forEach(each -> reporting.say(each.line()));
        ImageQuality quality = new ImageQuality(request);
        int done = 0;
        try (Progress progress = Progress.of("measure", walk.files().size(), reporting::say)) {
            for (SourceFile file : walk.files()) {
                try {
                    quality.join(measured(file, request));
                    done++;
                } catch (IOException | IllegalArgumentException e) {
                    if (e instanceof ImageFormatException && !file.named() && Recognition.isForeign(file.path())) {
                        skipped.add(new Skipped(file.path(), "not an image"));
                    } else {
                        Failed failure = new Failed(file.path(), Problem.describe(e));
                        failed.add(failure);
                        progress.say(failure.line() + reporting.trace(e));
                    }
                }
                progress.step();
            }
        }
        reporting.skipped(skipped);
        if (done == 0) {
            reporting.say("nothing was measured");
            reporting.object(Map.of("failed", failed.stream().map(Failed::toMap).toList()));
            return ExitCode.SOFTWARE;
        }
        finish(quality, folder, output, failed);
        return failed.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void finish(ImageQuality quality, ResultFolder folder, Path output, List<Failed> failed)
            throws IOException {
        ImageQuality.Result result;
        try {
            result = quality.result();
        } catch (IllegalArgumentException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
        QualityFiles files = new QualityFiles(result);
        files.write(folder);
        Map<String, Object> about = RunAbout.of(spec);
        folder.record(about, settings());
        folder.finish();
        result.notes().forEach(reporting::say);
        result.spectrum()
                .ifPresent(spectrum -> reporting.result(String.format(
                        Locale.ROOT,
                        "noise %.2f HU, peak %.3f / mm, mean %.3f / mm, in %d squares",
                        Math.sqrt(spectrum.variance()),
                        spectrum.radial().peak(),
                        spectrum.radial().meanFrequency(),
                        spectrum.windows())));
        reporting.result(result.inserts().size() + " inserts, " + result.bias().size() + " tissues; page: "
                + Problem.show(output.resolve("index.html")));
        Map<String, Object> object = new LinkedHashMap<>(about);
        object.putAll(files.toMap());
        object.put("files", folder.written());
        object.put("failed", failed.stream().map(Failed::toMap).toList());
        reporting.object(object);
    }

    /** All of a file or, with an exception, none of it. */
    private ImageQuality measured(SourceFile file, QualityRequest request) throws IOException {
        ImageQuality quality = new ImageQuality(request);
        try (StoredImage image = ImageFormats.open(file.path(), modality)) {
            for (int frame = 0; frame < image.frames(); frame++) {
                Slice slice = image.frame(frame);
                String name = Problem.show(file.relative()) + (image.frames() > 1 ? ", frame " + (frame + 1) : "");
                quality.add(name, slice, truth(file, frame, image.frames()));
            }
        }
        return quality;
    }

    private Optional<Slice> truth(SourceFile file, int frame, int frames) throws IOException {
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        Path path = Files.isDirectory(reference.get()) ? reference.get().resolve(file.relative()) : reference.get();
        if (!Files.exists(path)) {
            throw new ImageFormatException("has no reference " + Problem.show(path));
        }
        try (StoredImage image = ImageFormats.open(path, modality)) {
            if (image.frames() != frames) {
                throw new ImageFormatException("has " + frames + " frames, and its reference " + Problem.show(path)
                        + " has " + image.frames());
            }
            return Optional.of(image.frame(frame));
        } catch (ImageFormatException e) {
            throw new ImageFormatException("its reference " + Problem.show(path) + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("inputs", inputs.stream().map(String::valueOf).toList());
        settings.put("reference", reference.map(String::valueOf).orElse(""));
        settings.put("regions", regions.stream().map(String::valueOf).toList());
        settings.put("inserts", inserts.stream().map(String::valueOf).toList());
        settings.put("phantom", phantom);
        settings.put("repeats", repeats);
        return settings;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
