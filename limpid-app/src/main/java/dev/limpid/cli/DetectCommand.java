package dev.limpid.cli;

import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.LesionDetector;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for lesions. */
@Command(
        name = "detect",
        description = "Look for lesions in files and folders, with a detector made by 'limpid train detector'.",
        footer = {
            "",
            "Of each file: NAME.json with its boxes ([x0, y0, x1, y1] in pixels from the outer corner of the first one) and",
            "their scores, and NAME.boxes.png. DICOM images also get a measurement report (TID 1500), NAME.report.dcm,",
            "and the picture as a Secondary Capture, NAME.boxes.dcm. A score is an order, not a probability."
        })
final class DetectCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            required = true,
            description = "The detector: a model file, or the name of a shipped one.")
    private String model = "";

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            defaultValue = "0.3",
            description = "Least score of a box, 0..1 (default: 0.3).")
    private double threshold = 0.3;

    @Mixin
    private ContentOptions content = new ContentOptions();

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu or cuda (default: cpu).")
    private String device = "cpu";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads to compute with (default: 0, all).")
    private int threads;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new ParameterException(spec.commandLine(), "--threshold is a score in 0..1, not " + threshold);
        }
        try (LesionDetector detector = detector()) {
            BatchOptions.Found found = batch.find(reporting);
            BatchRun<DetectWork.Result> run;
            try (Progress progress = Progress.of("detect", found.plan().items().size(), reporting::say)) {
                DetectWork work = new DetectWork(
                        detector, threshold, content.modality(), content.range(), batch.overwrite(), progress::say);
                run = BatchRun.of(found.plan(), 1, work, reporting.listener(progress));
            }
            BatchOutcome<DetectWork.Result> outcome = BatchOutcome.of(found, run, reporting);
            int boxes = run.done().stream().mapToInt(DetectWork.Result::boxes).sum();
            reporting.say("searched " + outcome.count() + ", found " + boxes + (boxes == 1 ? " box" : " boxes")
                    + ", in " + Problem.show(batch.output()));
            reporting.object(outcome.toMap(batch.output(), DetectWork.Result::toMap));
            return outcome.whole(reporting) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private LesionDetector detector() throws IOException {
        ModelFile file;
        try {
            file = ModelLibrary.standard().named(model);
            DetectorArchitecture.of(file);
        } catch (ModelFormatException | IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), "--model: " + wrong.getMessage(), wrong);
        }
        try {
            return LesionDetector.open(file, new InferenceOptions(device, "auto", 0, threads));
        } catch (ModelFormatException wrong) {
            throw new ParameterException(spec.commandLine(), "--model: " + wrong.getMessage(), wrong);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
