package dev.limpid.cli;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.model.ModelFile;
import dev.limpid.training.DataFolder;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingProgress;
import dev.limpid.training.TrainingRecipe;
import dev.limpid.training.TrainingRun;
import dev.limpid.training.TrainingSettings;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a denoiser, from a recipe or from a preset and options; subclasses say which network. */
@Command(
        footer = {
            "",
            "DIR holds images, one folder a patient, or a splits.json that lists train, val and test files by subset.",
            "A tenth of the patients (or the val list) measure the progress and are never trained on. The run keeps",
            "MODEL.checkpoint beside the model until it is done; --resume goes on from it with the same loss curve.",
            "The shipped models' recipes lie in models/recipes."
        })
abstract class TrainNetworkCommand implements Callable<Integer> {
    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--recipe", paramLabel = "FILE", description = "Everything below as a JSON file.")
    private Optional<Path> recipe = Optional.empty();

    @Option(
            names = "--preset",
            paramLabel = "small|paper",
            defaultValue = "small",
            description = "Size of the network and length of the run: one for two cores, or the published one"
                    + " (default: small).")
    private String preset = "small";

    @Option(
            names = "--modality",
            paramLabel = "M",
            description = "What the images are: ct, xray, mr or other (default: what the first image says).")
    private Optional<Modality> given = Optional.empty();

    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            converter = RangeConverter.class,
            description = "The model's own intensity range (default: -1000:1000 for ct, else each image's).")
    private Optional<IntensityRange> range = Optional.empty();

    @Option(
            names = "--subset",
            paramLabel = "NAME[=WEIGHT]",
            description = "A subset of splits.json to train on; repeat for several.")
    private List<String> subsets = new ArrayList<>();

    @Option(names = "--steps", paramLabel = "N", description = "Steps, instead of the preset's or recipe's.")
    private Optional<Integer> otherSteps = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of a run without a recipe.")
    private long seed = 1;

    @Mixin
    private MachineOptions computer = new MachineOptions();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Go on from this model instead of from random weights; with --after-phase.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--after-phase",
            paramLabel = "N",
            description = "How many phases of the recipe the model of --from has had (default: all but the last).")
    private Optional<Integer> afterPhase = Optional.empty();

    @Option(
            names = "--restoration",
            paramLabel = "FILE",
            description = "The restoration network of a recipe with a feature loss or a perceptual one: a model trained"
                    + " with task restore.")
    private Optional<Path> restoration = Optional.empty();

    @Option(
            names = "--vgg19",
            paramLabel = "FILE",
            description = "VGG-19's public weights as safetensors, whose features a perceptual loss then compares"
                    + " instead of the restoration network's.")
    private Optional<Path> vgg19 = Optional.empty();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The preset for a machine with two cores. */
    abstract Preset small();

    /** The preset of the paper. */
    abstract Preset paper();

    /** The network that is trained, by its name in a card. */
    String network() {
        return spec.name();
    }

    @Override
    public Integer call() throws IOException {
        TrainingRecipe wanted = recipe();
        TrainingMachine machine = computer.of(run);
        int total = wanted.settings().steps();
        try (Progress progress = Progress.of("train", total, reporting::say)) {
            TrainingRun training = training(wanted, machine, progress.ofTraining());
            DataFolder images = DataFolder.open(run.data());
            if (from.isPresent()) {
                int done = afterPhase.orElse(wanted.settings().phases().size() - 1);
                training.startAfter(ModelFile.open(from.get()), done, images, run.target(), run.overwrite());
            }
            boolean goOn = run.resume() || from.isPresent();
            ModelFile model = training.run(
                    images,
                    run.target(),
                    goOn,
                    run.overwrite(),
                    run.commandText("--from", "--after-phase"),
                    Version.full());
            RunOptions.tell(model, reporting);
        }
        return ExitCode.OK;
    }

    private TrainingRun training(TrainingRecipe wanted, TrainingMachine machine, TrainingProgress listener)
            throws IOException {
        Optional<ModelFile> teacher =
                restoration.isPresent() ? Optional.of(ModelFile.open(restoration.get())) : Optional.empty();
        try {
            TrainingRun run = new TrainingRun(wanted, machine, listener, teacher);
            TrainingRun whole = vgg19.isPresent() ? run.withVgg19(vgg19.get()) : run;
            whole.requireComplete();
            return whole;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private TrainingRecipe recipe() throws IOException {
        TrainingRecipe base = recipe.isPresent() ? TrainingRecipe.read(recipe.get()) : ofOptions();
        String network = base.plan().name();
        if (!network.equals(network())) {
            throw new ParameterException(
                    spec.commandLine(),
                    recipe.orElseThrow() + " is the recipe of a " + network + ", not of a " + network());
        }
        try {
            return otherSteps.isPresent() ? base.with(base.settings().withSteps(otherSteps.get())) : base;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--steps: " + e.getMessage(), e);
        }
    }

    private TrainingRecipe ofOptions() throws IOException {
        Modality modality = given.isPresent() ? given.get() : modalityOfFirst(DataFolder.open(run.data()));
        Preset chosen = switch (preset) {
            case "small" -> small();
            case "paper" -> paper();
            default ->
                throw new ParameterException(spec.commandLine(), "--preset is small or paper, not '" + preset + "'");
        };
        List<WeightedSubset> weighted = new ArrayList<>();
        for (String subset : subsets.isEmpty() ? DataFolder.open(run.data()).subsets() : subsets) {
            weighted.add(WeightedSubset.parse(subset));
        }
        TrainingSettings settings = new TrainingSettings(
                Optional.empty(),
                chosen.patch(),
                chosen.batch(),
                seed,
                "auto",
                chosen.noise(),
                500,
                16,
                Optional.empty(),
                chosen.phases().stream().map(phase -> phase.drawing(weighted)).toList());
        Optional<IntensityRange> own =
                range.isEmpty() && modality == Modality.CT ? Optional.of(IntensityRange.CT) : range;
        List<TrainingRecipe.SourceFact> sources = weighted.stream()
                .map(subset -> new TrainingRecipe.SourceFact(subset.name(), "not stated", subset.name(), List.of()))
                .toList();
        return new TrainingRecipe(
                run.modelName(),
                chosen.title() + ", " + preset + " preset",
                modality,
                own.map(IntensityRange::low),
                own.map(IntensityRange::high),
                modality == Modality.CT ? Unit.HOUNSFIELD : Unit.ARBITRARY,
                0.5,
                "not stated",
                sources,
                Optional.empty(),
                Optional.of(chosen.network()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings);
    }

    private Modality modalityOfFirst(DataFolder folder) throws IOException {
        for (String subset : folder.subsets()) {
            for (DataFolder.Entry entry : folder.entries(subset, DataFolder.Split.TRAIN)) {
                try (StoredImage image = ImageFormats.open(entry.file())) {
                    return image.modality();
                } catch (ImageFormatException notAnImage) {
                    continue; // Said by name when the images are loaded.
                }
            }
        }
        throw new ImageFormatException(run.data() + " has no images to train on");
    }
}
