package dev.limpid.training;

import dev.limpid.model.Dtype;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.Networks;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.ObjectMapper;

/**
 * One training run from a folder of images to a model file with its card.
 *
 * <p>{@link RunFiles} says what lies beside the model.
 */
public final class TrainingRun {
    private final TrainingRecipe recipe;
    private final TrainingMachine machine;
    private final TrainingProgress progress;
    private final Optional<ModelFile> restoration;
    private final Optional<TrainingImages> shared;
    private final Optional<Path> vgg19;

    /** A run without a feature loss. */
    public TrainingRun(TrainingRecipe recipe, TrainingMachine machine, TrainingProgress progress) {
        this(recipe, machine, progress, Optional.empty());
    }

    /**
     * @param restoration the model whose maps a feature loss compares
     * @throws IllegalArgumentException if the recipe has a feature loss and there is none, or the other way round
     */
    public TrainingRun(
            TrainingRecipe recipe,
            TrainingMachine machine,
            TrainingProgress progress,
            Optional<ModelFile> restoration) {
        this(recipe, machine, progress, restoration, Optional.empty(), Optional.empty());
    }

    private TrainingRun(
            TrainingRecipe recipe,
            TrainingMachine machine,
            TrainingProgress progress,
            Optional<ModelFile> restoration,
            Optional<TrainingImages> shared,
            Optional<Path> vgg19) {
        TrainingSettings settings = recipe.settings();
        TrainingSettings.require(
                restoration.isPresent() || !settings.needsRestoration(),
                "the recipe has a feature loss; name its restoration network by --restoration FILE");
        TrainingSettings.require(
                restoration.isEmpty() || settings.needsRestoration() || settings.needsFeatures(),
                "no phase of the recipe has a feature loss or a perceptual one; leave out the restoration network");
        TrainingSettings.require(
                vgg19.isEmpty() || settings.needsFeatures(),
                "no phase of the recipe has a perceptual loss; leave out VGG-19");
        TrainingSettings.require(
                vgg19.isEmpty() || restoration.isEmpty() || settings.needsRestoration(),
                "a perceptual loss compares features of VGG-19 or of a restoration network; name one of them");
        this.recipe = recipe;
        this.machine = machine;
        this.progress = progress;
        this.restoration = restoration;
        this.shared = shared;
        this.vgg19 = vgg19;
    }

    /**
     * The same run whose perceptual loss compares features of VGG-19 instead of the restoration network's.
     *
     * @param file the public weights under torchvision's names, as safetensors
     * @throws IllegalArgumentException if no phase has a perceptual loss
     */
    public TrainingRun withVgg19(Path file) {
        return new TrainingRun(recipe, machine, progress, restoration, shared, Optional.of(file));
    }

    /**
     * The same run for a model that is compared and not shipped: its images are in memory already, and its card does not say
     * what images it knows, which takes longer to find out than a short training.
     *
     * @param images of the folder that {@link #run} will be given, for this recipe or one with the same {@link
     *     TrainingImages#key}
     * @throws IllegalArgumentException if they are those of another recipe
     */
    public TrainingRun comparing(TrainingImages images) {
        images.requireOf(recipe);
        return new TrainingRun(recipe, machine, progress, restoration, Optional.of(images), vgg19);
    }

    /** @throws IllegalArgumentException if the recipe has a perceptual loss, and no network to compare features of is named */
    public void requireComplete() {
        TrainingSettings.require(
                !recipe.settings().needsFeatures() || restoration.isPresent() || vgg19.isPresent(),
                "the recipe has a perceptual loss; name the network to compare features of by --restoration FILE or"
                        + " --vgg19 FILE");
    }

    /**
     * Trains.
     *
     * @param folderOfImages the images
     * @param target the model file
     * @param resume whether to go on from the checkpoint beside it; without, a checkpoint that is there is an error
     * @param overwrite whether a model that is there may be replaced
     * @param command the command line, for the card
     * @param codeVersion version and revision of this program
     * @return the model
     */
    public ModelFile run(
            DataFolder folderOfImages,
            Path target,
            boolean resume,
            boolean overwrite,
            String command,
            String codeVersion)
            throws IOException {
        requireComplete();
        DataFolder data = recipe.usable(folderOfImages);
        RunFiles files = new RunFiles(target, resume, overwrite);
        files.prepare();
        TrainingSettings settings = recipe.settings();
        NativeLibrary.load(machine.threads());
        Compute compute = Compute.of(machine.device(), settings.precision());
        if (compute.isEmulated() && !Files.exists(files.checkpoint())) {
            progress.message(
                    "this processor has no bf16 products, so a training in bf16 takes many times as long as in fp32;"
                            + " set \"precision\" of the recipe to \"fp32\" or \"auto\" (the weights will differ by rounding)");
        }
        TrainingImages images =
                shared.isPresent() ? shared.get() : TrainingImages.load(recipe, folderOfImages, progress);
        List<TrainingImage> train = images.train();
        List<TrainingImage> validate = images.validate();
        try (Network network = recipe.plan().create();
                Teacher teacher = Teacher.of(restoration, recipe, compute);
                FeatureSource source = FeatureSource.of(settings, vgg19, restoration, teacher.network(), compute)) {
            Validation validation = new Validation(validate, settings.validationImages(), network.stride(), settings);
            DenoiserTraining training = new DenoiserTraining(
                    settings,
                    network,
                    compute,
                    train,
                    validation,
                    new PhaseTerms.Judges(teacher.network(), source.features()));
            String seen = data.fingerprint(settings.subsets());
            Checkpoint end = training.run(files.checkpoint(), machine.checkpointSeconds(), fingerprint(data), progress);
            RunRecord record = new RunRecord(
                    recipe,
                    command,
                    codeVersion,
                    LocalDate.now().toString(),
                    machine,
                    end.seconds(),
                    compute,
                    source.description());
            ModelCard card = record.card(Networks.describe(network), train);
            if (shared.isEmpty()) {
                progress.message("measuring what the training images look like");
                card = card.withDomain(new DomainSurvey(recipe).learn(data, settings));
            }
            ModelFile model = ModelFile.write(target, card, rounded(network, end), overwrite);
            files.finish(new TrainingLog(end.log()).toString(), record.toJson(train.size(), validate.size(), seen));
            return model;
        }
    }

    /**
     * Prepares to go on from a model file as if the run had come to the end of some phases itself, which is what a phase
     * does: {@link #run} with {@code resume} then continues.
     *
     * @param model the model as those phases left it; weights that all of them froze may be missing
     * @param phasesDone how many, at least 1 and fewer than the recipe has
     * @param data the images, to which the run is pinned
     * @param target the model file to be written
     * @param overwrite whether {@link #run} will replace what is there
     * @throws IOException if there is a checkpoint already, the run would not be allowed to write, or the model is of another network
     */
    public void startAfter(ModelFile model, int phasesDone, DataFolder data, Path target, boolean overwrite)
            throws IOException {
        List<TrainingPhase> phases = recipe.settings().phases();
        if (phasesDone < 1 || phasesDone >= phases.size()) {
            throw new IllegalArgumentException("the recipe has " + phases.size() + " phases, so 1.."
                    + (phases.size() - 1) + " can be done before");
        }
        RunFiles files = new RunFiles(target, false, overwrite);
        files.prepare();
        long steps = phases.subList(0, phasesDone).stream()
                .mapToLong(TrainingPhase::steps)
                .sum();
        Map<String, float[]> weights = new EarlierPhases(recipe, phasesDone).weights(model);
        Map<String, float[]> moments = new TreeMap<>();
        weights.forEach((name, values) -> {
            moments.put("adam.first." + name, new float[values.length]);
            moments.put("adam.second." + name, new float[values.length]);
        });
        Checkpoint.of(
                        steps,
                        model.card().training().wallSeconds(),
                        fingerprint(recipe.usable(data)),
                        new TrainingLog("").state(),
                        weights,
                        moments)
                .write(files.checkpoint());
    }

    /** What a checkpoint is pinned to: settings, input, the list of images, and the network where the recipe names it. */
    private String fingerprint(DataFolder data) throws IOException {
        TrainingSettings settings = recipe.settings();
        return new ObjectMapper().writeValueAsString(settings)
                + recipe.input()
                + (settings.precision().equals("auto")
                        ? Compute.of(machine.device(), settings.precision()).precision()
                        : "")
                + data.fingerprint(settings.subsets())
                + recipe.network().map(NetworkPlan::toString).orElse("")
                + (restoration.isPresent() ? restoration.get().sha256() : "")
                + (vgg19.isPresent() ? FeatureSource.identity(vgg19.get()) : "");
    }

    /** Weights as bf16: half the file, and what inference rounds them to anyway; those that are kept exact as they are. */
    private static List<StoredTensor> rounded(Network network, Checkpoint end) {
        List<StoredTensor> tensors = new ArrayList<>();
        network.parameters().shapes().forEach((name, shape) -> {
            Dtype dtype = network.parameters().isExact(name) ? Dtype.F32 : Dtype.BF16;
            tensors.add(StoredTensor.ofFloats(name, dtype, end.weight(name), shape));
        });
        return tensors;
    }
}
