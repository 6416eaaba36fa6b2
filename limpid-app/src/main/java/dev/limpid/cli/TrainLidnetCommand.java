package dev.limpid.cli;

import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.training.DetectorPlan;
import dev.limpid.lesion.training.LidnetPlan;
import dev.limpid.lesion.training.LidnetRun;
import dev.limpid.lesion.training.LidnetStart;
import dev.limpid.lesion.training.OwnLoss;
import dev.limpid.lesion.training.Perceptual;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import dev.limpid.training.NetworkPlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a denoiser together with a lesion detector. */
@Command(
        name = "lidnet",
        description =
                "Train a denoiser with the help of a lesion detector: a reconstruction of LIDnet from its abstract.",
        footer = {
            "",
            "Three stages: the denoiser alone, the detector on its results mixed with clean images (--steps), both in turns (or the denoiser, --fixed-detector).",
            "Steps look at squares of the images at their own size; the detector sees them as --edge says. Images as for 'train detector'.",
            "Writes the denoiser MODEL and NAME-detector.safetensors. See docs/lidnet.md."
        })
final class TrainLidnetCommand implements Callable<Integer> {
    private static final Map<String, NetworkPlan> DENOISERS = denoisers();

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private LesionImageOptions images = new LesionImageOptions();

    @Option(
            names = "--denoiser",
            paramLabel = "red-cnn|unet|cnn10",
            defaultValue = "red-cnn",
            description = "The denoiser, narrow enough for two cores (default: red-cnn).")
    private String denoiser = "red-cnn";

    @Option(
            names = "--denoiser-model",
            paramLabel = "FILE|NAME",
            description = "A trained denoiser to start from, instead of --denoiser and the first stage.")
    private Optional<String> denoiserModel = Optional.empty();

    @Option(
            names = "--detector-model",
            paramLabel = "FILE|NAME",
            description = "A trained detector to start from, instead of --preset and the second stage.")
    private Optional<String> detectorModel = Optional.empty();

    @Option(
            names = "--denoiser-loss",
            paramLabel = "mse|wgan-vgg",
            defaultValue = "mse",
            description =
                    "The denoiser's own: mean squared error, or WGAN-VGG's critic and features of --restoration (default:"
                            + " mse).")
    private String denoiserLoss = "mse";

    @Option(
            names = "--perceptual",
            paramLabel = "roi|image|none",
            defaultValue = "roi",
            description = "Where features are held to those of the clean image (default: roi).")
    private String perceptual = "roi";

    @Option(
            names = "--fixed-detector",
            description = "The detector of --detector-model stays as it is, and all joint steps are the denoiser's.")
    private boolean fixedDetector;

    @Option(
            names = "--keep-last",
            description =
                    "Keep the last state, not the best one, without ending early or validating in between: for runs that"
                            + " are compared with each other.")
    private boolean keepLast;

    @Option(names = "--denoiser-steps", paramLabel = "N", defaultValue = "4000", description = "Of the first stage.")
    private int denoiserSteps = 4000;

    @Option(names = "--joint-steps", paramLabel = "N", defaultValue = "4000", description = "Of the third, at most.")
    private int jointSteps = 4000;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "5",
            description = "Validations of the third stage without a better one, after which it ends (default: 5).")
    private int patience = 5;

    @Option(
            names = "--crop",
            paramLabel = "N",
            defaultValue = "256",
            description = "Edge of what a step looks at, a multiple of 64 (default: 256).")
    private int crop = 256;

    @Option(
            names = "--cuts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Squares that are cut from each drawn image, one after another; more where the noise of a whole image"
                            + " takes longer than a step (default: 1).")
    private int cuts = 1;

    @Option(
            names = "--perceptual-weight",
            paramLabel = "A",
            defaultValue = "0.3",
            description = "Relative to the denoiser's own loss (default: 0.3).")
    private double perceptualWeight = 0.3;

    @Option(
            names = "--proposals",
            paramLabel = "N",
            defaultValue = "64",
            description =
                    "The detector's best boxes on the clean image that are regions beside the lesions (default: 64).")
    private int proposals = 64;

    @Option(
            names = "--detection-weight",
            paramLabel = "B",
            defaultValue = "0.03",
            description = "Relative to the denoiser's own loss (default: 0.03).")
    private double detectionWeight = 0.03;

    @Option(
            names = "--feature-weight",
            paramLabel = "C",
            defaultValue = "0",
            description =
                    "Of the feature-preserving loss as well, relative to the denoiser's own loss (default: 0, none).")
    private double featureWeight;

    @Option(
            names = "--restoration",
            paramLabel = "FILE|NAME",
            description =
                    "The restoration network whose maps the feature-preserving loss compares, and whose features WGAN-VGG's"
                            + " loss does.")
    private Optional<String> restoration = Optional.empty();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static Map<String, NetworkPlan> denoisers() {
        Map<String, NetworkPlan> plans = new LinkedHashMap<>();
        plans.put("red-cnn", new NetworkPlan("redcnn", Map.of("width", "32")));
        plans.put("unet", new NetworkPlan("unet", Map.of("base", "16")));
        plans.put("cnn10", new NetworkPlan("cnn10", Map.of()));
        return plans;
    }

    @Override
    public Integer call() throws IOException {
        refuseOverruled();
        Optional<ModelFile> trained = model(denoiserModel, ModelCard.DENOISE);
        Optional<ModelFile> finder = model(detectorModel, ModelCard.DETECT);
        Optional<ModelFile> teacher = model(restoration, ModelCard.RESTORE);
        LidnetPlan plan;
        try {
            plan = plan(trained, finder);
        } catch (IllegalArgumentException e) {
            throw run.wrong(e);
        }
        int total =
                plan.denoiserSteps() + (finder.isPresent() ? 0 : plan.detector().steps()) + plan.jointSteps();
        try (Progress progress = Progress.of("train", total, reporting::say)) {
            LidnetRun training;
            try {
                training = new LidnetRun(
                        plan, machine.of(run), progress.ofTraining(), new LidnetStart(trained, finder, teacher));
            } catch (IllegalArgumentException e) {
                throw run.wrong(e);
            }
            ModelFile model = training.run(
                    run.data(), run.target(), run.resume(), run.overwrite(), run.commandText(), Version.full());
            RunOptions.tell(model, reporting);
        }
        return ExitCode.OK;
    }

    /**
     * The joint stage is validated eight times, or every 500 steps where it is longer: among these the best is chosen; at its end where
     * nothing is chosen.
     */
    private int jointValidateEvery() {
        return keepLast
                ? Math.max(1, jointSteps)
                : Math.min(LesionImageOptions.VALIDATE_EVERY, (Math.max(1, jointSteps) + 7) / 8);
    }

    private void refuseOverruled() {
        if (denoiserModel.isPresent()) {
            Choices.refuseBeside(spec, "--denoiser-model", "--denoiser", "--denoiser-steps");
        }
        if (detectorModel.isPresent()) {
            Choices.refuseBeside(spec, "--detector-model", "--preset", "--label", "--edge", "--steps");
        }
        if (keepLast) {
            Choices.refuseBeside(spec, "--keep-last", "--patience");
        }
        if (perceptual.equals("none")) {
            Choices.refuseBeside(spec, "--perceptual none", "--perceptual-weight", "--proposals");
        }
        if (perceptual.equals("image")) {
            Choices.refuseBeside(spec, "--perceptual image", "--proposals");
        }
    }

    private static Optional<ModelFile> model(Optional<String> name, String task) throws IOException {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ModelFile model = ModelLibrary.standard().named(name.get());
        if (!model.card().task().equals(task)) {
            throw new ModelFormatException(
                    model.path() + " is a model to " + model.card().task() + ", not to " + task);
        }
        return Optional.of(model);
    }

    private <T> T named(String what, String name, T[] values, Function<T, String> nameOf) {
        List<String> names = Arrays.stream(values).map(nameOf).toList();
        if (!names.contains(name)) {
            throw Choices.unknown(spec, what, name, names);
        }
        return values[names.indexOf(name)];
    }

    private LidnetPlan plan(Optional<ModelFile> trained, Optional<ModelFile> finder) throws IOException {
        DetectorPlan base = images.plan(run.modelName(), DetectorArchitecture.MOST_EDGE);
        DetectorPlan detector = finder.isPresent() ? base.with(DetectorArchitecture.of(finder.get())) : base;
        NetworkPlan network = trained.map(model -> new NetworkPlan(
                        model.architecture().name(), model.architecture().parameters()))
                .orElseGet(() -> Optional.ofNullable(DENOISERS.get(denoiser))
                        .orElseThrow(
                                () -> Choices.unknown(spec, "denoiser", denoiser, List.copyOf(DENOISERS.keySet()))));
        Perceptual held = named("perceptual loss", perceptual, Perceptual.values(), Perceptual::optionName);
        OwnLoss own = named("loss of a denoiser", denoiserLoss, OwnLoss.values(), OwnLoss::optionName);
        return new LidnetPlan(
                detector,
                network,
                crop,
                cuts,
                trained.isPresent() ? 0 : denoiserSteps,
                jointSteps,
                jointValidateEvery(),
                5e-4,
                1e-4,
                own,
                held,
                perceptualWeight,
                detectionWeight,
                featureWeight,
                proposals,
                patience,
                fixedDetector,
                keepLast);
    }
}
