package dev.limpid.cli;

import dev.limpid.lesion.training.DetectorPlan;
import dev.limpid.lesion.training.DetectorRun;
import dev.limpid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a lesion detector. */
@Command(
        name = "detector",
        description = "Train a two-stage lesion detector on images with boxes.",
        footer = {
            "",
            "DIR holds images with boxes.json, annotations.json or NAME.mask.png beside them, one folder a patient or a",
            "splits.json; or DeepLesion, the RSNA pneumonia challenge or LIDC-IDRI as downloaded. See docs/lesions.md."
        })
final class TrainDetectorCommand implements Callable<Integer> {
    private static final int USUAL_EDGE = 512;

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "All options of images and detector as a JSON file, instead of them.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private LesionImageOptions images = new LesionImageOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        DetectorPlan plan = plan();
        try (Progress progress = Progress.of("train", plan.steps(), reporting::say)) {
            ModelFile model = new DetectorRun(plan, machine.of(run), progress.ofTraining())
                    .run(run.data(), run.target(), run.resume(), run.overwrite(), run.commandText(), Version.full());
            RunOptions.tell(model, reporting);
        }
        return ExitCode.OK;
    }

    private DetectorPlan plan() throws IOException {
        if (file.isPresent()) {
            refuseBesidePlan();
            return DetectorPlan.read(file.get());
        }
        try {
            return images.plan(run.modelName(), USUAL_EDGE);
        } catch (IllegalArgumentException e) {
            throw run.wrong(e);
        }
    }

    /** A plan says everything; an option that it would silently overrule is a mistake. */
    private void refuseBesidePlan() {
        Choices.refuseBeside(
                spec,
                "--plan",
                spec.mixins().getOrDefault("images", CommandSpec.create()).options().stream()
                        .map(OptionSpec::longestName)
                        .toArray(String[]::new));
    }
}
