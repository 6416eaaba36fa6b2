package dev.limpid.lesion.training;

import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Networks;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Parameters;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.DataFolder.Split;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.RunFiles;
import dev.limpid.training.Teacher;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/**
 * One run of {@link LidnetPlan}: from a folder of annotated images to a denoiser {@code NAME.safetensors}, which is used like any
 * other, and its detector {@code NAME-detector.safetensors}; beside them {@code NAME.log.csv} and {@code NAME.run.json}.
 */
public final class LidnetRun {
    private final LidnetPlan plan;
    private final TrainingMachine machine;
    private final TrainingProgress progress;
    private final Optional<ModelFile> denoiser;
    private final Optional<ModelFile> detector;
    private final Optional<ModelFile> restoration;

    /**
     * @param denoiser a trained one to start from, of the plan's network; the plan's first stage then has 0 steps
     * @param detector a trained one to start from, of the plan's shape; the second stage is then left out
     * @param restoration whose maps the feature-preserving loss compares; given when the plan gives that loss a weight
     * @throws IllegalArgumentException if a model that is given does not fit the plan
     */
    public LidnetRun(
            LidnetPlan plan,
            TrainingMachine machine,
            TrainingProgress progress,
            Optional<ModelFile> denoiser,
            Optional<ModelFile> detector,
            Optional<ModelFile> restoration) {
        DetectorPlan.require(
                restoration.isPresent() == plan.featureWeight() > 0,
                "the feature-preserving loss needs both its weight and its restoration network; give --feature-weight and"
                        + " --restoration");
        DetectorPlan.require(
                denoiser.isPresent() == (plan.denoiserSteps() == 0),
                "either a trained denoiser is given or the first stage has steps");
        this.plan = plan;
        this.machine = machine;
        this.progress = progress;
        this.denoiser = denoiser;
        this.detector = detector;
        this.restoration = restoration;
        denoiser.ifPresent(this::requireWholeImages);
        denoiser.ifPresent(this::requireSameInput);
        detector.ifPresent(this::requireSameInput);
    }

    private void requireSameInput(ModelFile model) {
        ModelInput own = plan.detector().input();
        ModelInput other = model.card().input();
        DetectorPlan.require(
                own.range().equals(other.range()),
                model.path() + " sees another intensity range than this run; give the same --modality and --range");
        DetectorPlan.require(
                own.modality() == other.modality() && own.unit() == other.unit(),
                model.path() + " is for " + other.modality() + " images in " + other.unit() + ", this run for "
                        + own.modality() + " in " + own.unit() + "; give the same --modality");
    }

    /** A step gives the denoiser the image alone, in the size of the image: no noise level, no fixed window. */
    private void requireWholeImages(ModelFile model) {
        NativeLibrary.load(machine.threads());
        try (Network network = plan.denoiser().create()) {
            String what = model.path() + " is a " + network.architecture();
            DetectorPlan.require(
                    network.inputs() == 1,
                    what + ", which must be told more than the image, such as the noise's strength; take unet, redcnn"
                            + " or cnn10");
            DetectorPlan.require(
                    network.window() == 0,
                    what + ", which sees only squares of " + network.window() + " pixels; take unet, redcnn or cnn10");
            DetectorPlan.require(
                    Detector.STRIDE % network.stride() == 0,
                    what + ", whose sizes are multiples of " + network.stride() + ", which does not divide "
                            + Detector.STRIDE);
        } catch (ModelFormatException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }

    /**
     * Trains.
     *
     * @param data the folder, see {@link dev.limpid.lesion.annotation.LesionFolder}
     * @param target the denoiser's model file
     * @return the denoiser
     */
    public ModelFile run(Path data, Path target, boolean resume, boolean overwrite, String command, String codeVersion)
            throws IOException {
        RunFiles files = new RunFiles(target, resume, overwrite);
        files.prepare();
        Path detectorFile = files.sibling("-detector.safetensors");
        files.refuseExisting(detectorFile);
        NativeLibrary.load(machine.threads());
        DetectorPlan images = plan.detector();
        Compute compute = Compute.of(machine.device(), images.precision());
        List<LesionFile> annotated = PlannedFiles.of(images, data, progress::message);
        LesionImages loader =
                new LesionImages(images.input(), images.edge(), images.nodules().isPresent(), progress::message);
        List<LesionImage> train = loader.load(annotated, Split.TRAIN, images.images(), images.seed());
        List<LesionImage> validate = loader.load(annotated, Split.VAL, images.images(), images.seed());
        loader.requireRoomForLooks(
                validate, images.validationImages(), images.degradations().isPresent());
        progress.message(DetectorRun.describe("training", train) + "; " + DetectorRun.describe("validation", validate));
        LesionSampler sampler =
                new LesionSampler(train, images.lesionShare(), always(images), images.nodules(), images.seed());
        String pinned = plan.toJson()
                + compute.precision()
                + Pinned.of(annotated)
                + identity(denoiser)
                + identity(detector)
                + identity(restoration);
        try (Network network = network(compute);
                Detector finder = finder(compute);
                Teacher teacher = Teacher.of(restoration, images.input(), images.name(), compute)) {
            Optional<Checkpoint> before = Optional.empty();
            if (Files.exists(files.checkpoint())) {
                Checkpoint found = Checkpoint.read(files.checkpoint());
                if (!found.settings().equals(pinned)) {
                    throw new IOException(files.checkpoint() + " belongs to a run with other settings or images; give"
                            + " the same options or another output name");
                }
                LidnetModels.putWeights(found, network, finder, compute);
                progress.message("continuing at step " + found.step());
                before = Optional.of(found);
            }
            try (LidnetModels models = new LidnetModels(network, finder)) {
                LidnetTraining training = new LidnetTraining(
                        plan,
                        detector.isPresent() ? 0 : images.steps(),
                        models,
                        compute,
                        sampler,
                        new DetectorValidation(validate, images.validationImages(), sampler, progress::message),
                        teacher.network());
                before.ifPresent(training::restore);
                Checkpoint end = training.run(
                        before.map(Checkpoint::step).orElse(0L),
                        before.map(Checkpoint::seconds).orElse(0.0),
                        files.checkpoint(),
                        machine.checkpointSeconds(),
                        pinned,
                        progress);
                Map<String, float[]> best = models.bestWeights();
                Training facts = facts(train, end, compute, codeVersion);
                ModelFile.write(
                        detectorFile,
                        card(
                                "-detector",
                                "detector",
                                ModelCard.DETECT,
                                images.architecture().forCard(),
                                images.input(),
                                facts,
                                command),
                        stored(finder.parameters(), LidnetModels.DETECTOR, best),
                        overwrite);
                ModelFile result = ModelFile.write(
                        target,
                        card(
                                "",
                                "denoiser",
                                ModelCard.DENOISE,
                                Networks.describe(network),
                                denoiserInput(),
                                facts,
                                command),
                        stored(network.parameters(), LidnetModels.DENOISER, best),
                        overwrite);
                files.finish(training.log(), record(end, command, codeVersion));
                return result;
            }
        }
    }

    /** A denoiser learns from noisy images alone. */
    private static Optional<DegradationMix> always(DetectorPlan images) {
        return images.degradations()
                .map(mix -> new DegradationMix(
                        1,
                        mix.kinds(),
                        mix.severityLow(),
                        mix.severityHigh(),
                        mix.clipShare(),
                        mix.patches(),
                        mix.corrected(),
                        mix.blur()));
    }

    private static String identity(Optional<ModelFile> model) throws IOException {
        return model.isPresent() ? model.get().sha256() : "";
    }

    private Network network(Compute compute) throws IOException {
        if (denoiser.isPresent()) {
            return Networks.load(denoiser.get(), compute);
        }
        Network network = plan.denoiser().create();
        if (network.takesNoiseLevel()) {
            network.close();
            throw new IOException("a " + plan.denoiser().name()
                    + " must be told the noise's strength, which here nobody" + " knows; take unet, redcnn or cnn10");
        }
        network.parameters().initialise(plan.detector().seed(), compute);
        return network;
    }

    private Detector finder(Compute compute) throws IOException {
        if (detector.isPresent()) {
            return DetectorArchitecture.load(detector.get(), compute);
        }
        Detector finder = new Detector(plan.detector().shape());
        finder.parameters().initialise(plan.detector().seed() + 1, compute);
        return finder;
    }

    /** A denoiser that was given goes on being used as it was, with what is done before and after it. */
    private ModelInput denoiserInput() {
        return denoiser.map(model -> model.card().input())
                .orElse(plan.detector().input());
    }

    private static List<StoredTensor> stored(Parameters parameters, String prefix, Map<String, float[]> weights) {
        return DetectorRun.stored(parameters, name -> {
            float[] values = weights.get(prefix + name);
            if (values == null) {
                throw new IllegalStateException("weight " + prefix + name + " was not kept");
            }
            return values;
        });
    }

    private Training facts(List<LesionImage> train, Checkpoint end, Compute compute, String codeVersion) {
        DetectorPlan images = plan.detector();
        String schedule = String.format(
                Locale.ROOT,
                "LIDnet reconstruction: denoiser alone %s; detector on its results mixed with clean images %s; then in"
                        + " turns %d steps at most, ending after %d validations without a higher mean AP (at overlaps of 0.5 and 0.2) at a PSNR of at most 0.1 dB"
                        + " below the one before; images larger than %d pixels were made smaller first",
                denoiser.map(model -> "given (" + model.label() + ")").orElse(plan.denoiserSteps() + " steps"),
                detector.map(model -> "given (" + model.label() + ")").orElse(images.steps() + " steps"),
                plan.jointSteps(),
                plan.patience(),
                images.edge());
        String loss = String.format(
                Locale.ROOT,
                "mean squared error + %s x perceptual (%s) + %s x detection%s, scaled to one at the first joint step",
                plan.perceptualWeight(),
                plan.perceptual().optionName(),
                plan.detectionWeight(),
                restoration
                        .map(model -> " + " + plan.featureWeight() + " x feature loss in " + model.label())
                        .orElse(""));
        return new Training(
                DetectorRun.sources(train, images.licence()),
                images.degradations().orElseThrow().forCard(),
                images.seed(),
                end.step(),
                images.batch(),
                plan.crop(),
                compute.precision().name().toLowerCase(Locale.ROOT) + " layers, fp32 weights",
                loss,
                schedule,
                Math.rint(end.seconds()),
                machine.device() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + System.getProperty("os.arch"),
                codeVersion,
                LocalDate.now().toString());
    }

    private ModelCard card(
            String suffix,
            String what,
            String task,
            Architecture architecture,
            ModelInput input,
            Training facts,
            String command) {
        DetectorPlan images = plan.detector();
        return new ModelCard(
                images.name() + suffix,
                "LIDnet reconstruction, " + what + ", with a detector of: " + images.label(),
                task,
                architecture,
                input,
                facts,
                Optional.empty(),
                List.of(),
                images.licence(),
                command,
                "not measured yet");
    }

    private String record(Checkpoint end, String command, String codeVersion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("codeVersion", codeVersion);
        json.put("date", LocalDate.now().toString());
        json.put("java", System.getProperty("java.version"));
        json.put("steps", end.step());
        json.put("seconds", Math.rint(end.seconds()));
        json.put("plan", new ObjectMapper().readTree(plan.toJson()));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
