package dev.limpid.cli;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import dev.limpid.invariance.DenoiserIdentity;
import dev.limpid.invariance.InvarianceRun;
import dev.limpid.invariance.InvarianceSettings;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DiscMix;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains the networks that describe what a denoiser leaves undetermined. */
@Command(
        name = "invariance",
        description = "Train a model of what could change in CT without a denoiser noticing.",
        footer = {
            "",
            "For any denoiser, networks or classical: it is only asked for its results, once for each patch of a pool that",
            "is kept in memory. Images are CT of which a lower dose is simulated. MODEL.checkpoint lies beside the model",
            "until the run is done; --resume goes on from it."
        })
final class TrainInvarianceCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--preset",
            paramLabel = "small|paper",
            defaultValue = "small",
            description = "Sizes and steps: for two cores at 64 pixels, or the published ones at 128 (default: small).")
    private String preset = "small";

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the autoencoder, instead of the preset's.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--flow-steps", paramLabel = "N", description = "Steps of the flow, instead of the preset's.")
    private Optional<Integer> flowSteps = Optional.empty();

    @Option(
            names = "--parts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Compute each batch of the autoencoder in so many parts, one after another: less memory, and batch"
                            + " normalisation by a part (default: 1).")
    private int parts = 1;

    @Option(names = "--pool", paramLabel = "N", description = "Patches that are denoised and drawn from.")
    private Optional<Integer> pool = Optional.empty();

    @Option(
            names = "--divergence",
            paramLabel = "W",
            description = "Weight of the code's divergence, instead of the preset's; less lets samples differ more.")
    private Optional<Double> divergence = Optional.empty();

    @Option(
            names = "--discs",
            description =
                    "Put bright discs of 8 to 14 pixels into the images, so that the model can draw such a thing where"
                            + " a denoiser erases it.")
    private boolean discs;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all draws, instead of the published 1332.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--subset",
            paramLabel = "NAME[=WEIGHT]",
            description = "A subset of splits.json to train on; repeat for several (default: all that hold CT).")
    private List<String> subsets = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "PATIENT", description = "A patient whose images are not used; repeat.")
    private List<String> excluded = new ArrayList<>();

    @Option(
            names = "--restoration",
            paramLabel = "FILE|NAME|none",
            description = "The network of the perceptual loss (default: the shipped restoration network of CT).")
    private Optional<String> restoration = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FILE|NAME",
            description = "Start from this model of invariances, of any denoiser, instead of from random weights.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "auto|bf16|fp32",
            defaultValue = "auto",
            description = "Of the convolutions; auto is bf16 where the processor multiplies it (default: auto).")
    private String precision = "auto";

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        InvarianceSettings settings = settings();
        TrainingMachine machine =
                run.machine(method.inference().device(), method.inference().threads());
        Precision convolutions = convolutions(machine);
        DataFolder images = folder();
        List<WeightedSubset> used = new ArrayList<>();
        for (String subset : subsets.isEmpty() ? images.subsets() : subsets) {
            used.add(subset(subset));
        }
        Optional<ModelFile> teacher = restoration();
        Optional<ModelFile> start =
                from.isPresent() ? Optional.of(ModelLibrary.standard().named(from.get())) : Optional.empty();
        int total = settings.autoencoder().steps() + settings.flow().steps();
        try (MethodChoice choice = method.choice();
                Progress progress = Progress.of("train", total, reporting::say)) {
            MethodChoice.Chosen chosen = chosen(choice, images, used);
            progress.say("the invariances of " + chosen.reason());
            InvarianceRun training = new InvarianceRun(
                    settings,
                    chosen.denoiser(),
                    DenoiserIdentity.of(chosen.derivation().parameters()),
                    start,
                    teacher,
                    used,
                    machine,
                    convolutions);
            requireMachine(training);
            training.requireStart();
            ModelFile model = training.run(
                    images,
                    run.target(),
                    run.resume(),
                    run.overwrite(),
                    command(convolutions),
                    Version.full(),
                    progress.ofTraining());
            RunOptions.tell(model, reporting);
        }
        return ExitCode.OK;
    }

    private WeightedSubset subset(String text) {
        try {
            return WeightedSubset.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--subset: " + e.getMessage(), e);
        }
    }

    private Precision convolutions(TrainingMachine machine) {
        if (!List.of("auto", "bf16", "fp32").contains(precision)) {
            throw Choices.unknown(spec, "precision", precision, List.of("auto", "bf16", "fp32"));
        }
        return Precision.parse(precision, machine.device());
    }

    /** With the precision that auto was here, so that another machine makes the same model. */
    private String command(Precision convolutions) {
        String text = run.commandText("--precision");
        return text + " --precision " + convolutions.name().toLowerCase(Locale.ROOT);
    }

    private void requireMachine(InvarianceRun run) {
        try {
            run.requireMachine();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private InvarianceSettings settings() {
        InvarianceSettings base = switch (preset) {
            case "small" -> InvarianceSettings.SMALL;
            case "paper" -> InvarianceSettings.PAPER;
            default ->
                throw new ParameterException(spec.commandLine(), "--preset is small or paper, not '" + preset + "'");
        };
        try {
            InvarianceSettings settings = discs ? base.withDiscs(DiscMix.KEPT) : base;
            return settings.withSteps(
                            steps.orElse(base.autoencoder().steps()),
                            flowSteps.orElse(base.flow().steps()))
                    .with(pool.orElse(base.pool()), seed.orElse(base.seed()))
                    .inParts(parts)
                    .withDivergence(divergence.orElse(base.weights().divergence()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private DataFolder folder() throws IOException {
        try {
            return DataFolder.open(run.data()).without(excluded);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--exclude: " + e.getMessage(), e);
        }
    }

    private Optional<ModelFile> restoration() throws IOException {
        ModelLibrary library = ModelLibrary.standard();
        if (restoration.isEmpty()) {
            return library.restoration(Modality.CT);
        }
        return restoration.get().equals("none") ? Optional.empty() : Optional.of(library.named(restoration.get()));
    }

    /** The denoiser that the first CT image gets. */
    private MethodChoice.Chosen chosen(MethodChoice choice, DataFolder images, List<WeightedSubset> used)
            throws IOException {
        for (WeightedSubset subset : used) {
            for (DataFolder.Entry entry : images.entries(subset.name(), DataFolder.Split.TRAIN)) {
                try (StoredImage image = ImageFormats.open(entry.file(), Modality.CT)) {
                    if (image.modality() == Modality.CT) {
                        return choice.choose(image);
                    }
                } catch (ImageFormatException notAnImage) {
                    continue; // Said by name when the images are loaded.
                }
            }
        }
        throw new ImageFormatException(
                run.data() + " has no CT images to train on; name a subset that has by --subset");
    }
}
