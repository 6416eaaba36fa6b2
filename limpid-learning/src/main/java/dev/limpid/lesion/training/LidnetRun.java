package dev.limpid.lesion.training;

import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.Networks;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Parameters;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.RunFiles;
import dev.limpid.training.Teacher;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of {@link LidnetPlan}: from a folder of annotated images to a denoiser {@code NAME.safetensors}, which is used like any
 * other, and its detector {@code NAME-detector.safetensors}; beside them {@code NAME.log.csv} and {@code NAME.run.json}.
 */
public final class LidnetRun {
    /** What a checkpoint means beside the plan: how losses are scaled, and how the best state is chosen. */
    private static final String RULES = "squares at own size, seen by area; scales of 16 squares, best by worth ";

    private final LidnetPlan plan;
    private final TrainingMachine machine;
    private final TrainingProgress progress;
    private final LidnetStart start;

    /** @throws IllegalArgumentException if a model that is given does not fit the plan */
    public LidnetRun(LidnetPlan plan, TrainingMachine machine, TrainingProgress progress, LidnetStart start) {
        this.plan = plan;
        this.machine = machine;
        this.progress = progress;
        this.start = start;
        NativeLibrary.load(machine.threads());
        start.requireFor(plan);
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
        RunImages read = RunImages.load(images, data, DetectorArchitecture.MOST_EDGE, progress::message);
        read.sayWhatIsLargerThanSight(plan.crop());
        // A denoiser learns from noisy images alone.
        LesionSampler sampler = read.sampler(images.degradations().map(DegradationMix::always));
        String pinned =
                RULES + plan.ownLoss().settings() + plan.toJson() + compute.precision() + read.pin() + start.identity();
        try (Network network = start.denoiser(plan, compute);
                Detector finder = start.detector(plan, compute);
                Teacher teacher = Teacher.of(start.restoration(), images.input(), images.name(), compute);
                DenoiserLoss own = new DenoiserLoss(plan, teacher.network(), compute)) {
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
                        start.detector().isPresent() ? 0 : images.steps(),
                        models,
                        compute,
                        sampler,
                        read.validation(sampler),
                        own,
                        teacher.network());
                before.ifPresent(training::restore);
                Checkpoint end = training.run(
                        before.map(Checkpoint::step).orElse(0L),
                        before.map(Checkpoint::seconds).orElse(0.0),
                        files.checkpoint(),
                        machine.checkpointSeconds(),
                        pinned,
                        progress);
                LidnetRecord record = new LidnetRecord(plan, start, machine.device(), command, codeVersion);
                Training facts = record.facts(read.train(), end, compute);
                writeDetector(detectorFile, models, record, facts, overwrite);
                ModelFile result = ModelFile.write(
                        target,
                        record.card("", "denoiser", ModelCard.DENOISE, Networks.describe(network), facts),
                        stored(network.parameters(), LidnetModels.DENOISER, models.bestWeights()),
                        overwrite);
                files.finish(training.log(), record.json(end));
                return result;
            }
        }
    }

    /** One that stayed as it was keeps its own card. */
    private void writeDetector(Path file, LidnetModels models, LidnetRecord record, Training facts, boolean overwrite)
            throws IOException {
        if (plan.detectorFixed()) {
            ModelFile given = start.detector().orElseThrow();
            given.withCard(file, given.card(), overwrite);
            return;
        }
        ModelFile.write(
                file,
                record.card(
                        "-detector",
                        "detector",
                        ModelCard.DETECT,
                        plan.detector().architecture().forCard(),
                        facts),
                stored(models.detector().parameters(), LidnetModels.DETECTOR, models.bestWeights()),
                overwrite);
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
}
