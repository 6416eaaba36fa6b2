package dev.limpid.lesion.training;

import dev.limpid.model.Dtype;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Parameters;
import dev.limpid.training.Checkpoint;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.RunFiles;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.ObjectMapper;

/**
 * One training run of a detector, from a folder of annotated images to a model file with its card. Beside the model {@code
 * NAME.safetensors} lie {@code NAME.checkpoint} while the run is not over, and afterwards {@code NAME.log.csv} and {@code
 * NAME.run.json}.
 */
public final class DetectorRun {
    private final DetectorPlan plan;
    private final TrainingMachine machine;
    private final TrainingProgress progress;

    public DetectorRun(DetectorPlan plan, TrainingMachine machine, TrainingProgress progress) {
        this.plan = plan;
        this.machine = machine;
        this.progress = progress;
    }

    /**
     * Trains.
     *
     * @param data the folder, see {@link dev.limpid.lesion.annotation.LesionFolder}
     * @param target the model file
     * @param resume whether to go on from the checkpoint beside it; without, a checkpoint that is there is an error
     * @param overwrite whether a model that is there may be replaced
     * @param command the command line, for the card
     * @param codeVersion version and revision of this program
     */
    public ModelFile run(Path data, Path target, boolean resume, boolean overwrite, String command, String codeVersion)
            throws IOException {
        RunFiles files = new RunFiles(target, resume, overwrite);
        files.prepare();
        NativeLibrary.load(machine.threads());
        Compute compute = Compute.of(machine.device(), plan.precision());
        RunImages images = RunImages.load(plan, data, plan.edge(), progress::message);
        LesionSampler sampler = images.sampler(plan.degradations());
        try (Detector detector = new Detector(plan.shape())) {
            DetectorTraining training =
                    new DetectorTraining(plan, detector, compute, sampler, images.validation(sampler));
            String pinned = plan.toJson()
                    + compute.precision()
                    + Augmentation.of(plan)
                    + DetectorTraining.AUGMENTED
                    + images.pin();
            Checkpoint end = training.run(files.checkpoint(), machine.checkpointSeconds(), pinned, progress);
            ModelCard card = card(images.train(), end, compute, command, codeVersion);
            ModelFile model = ModelFile.write(target, card, stored(detector.parameters(), end::weight), overwrite);
            files.finish(end.log(), record(end, command, codeVersion));
            return model;
        }
    }

    /** Weights as bf16, which is what inference rounds them to anyway on most machines, but those that must stay exact. */
    static List<StoredTensor> stored(Parameters parameters, Function<String, float[]> weights) {
        List<StoredTensor> tensors = new ArrayList<>();
        parameters.shapes().forEach((name, shape) -> {
            Dtype dtype = parameters.isExact(name) ? Dtype.F32 : Dtype.BF16;
            tensors.add(StoredTensor.ofFloats(name, dtype, weights.apply(name), shape));
        });
        return tensors;
    }

    private ModelCard card(
            List<LesionImage> train, Checkpoint end, Compute compute, String command, String codeVersion) {
        List<Training.Noise> noises =
                new ArrayList<>(plan.degradations().map(DegradationMix::forCard).orElse(List.of()));
        plan.nodules()
                .ifPresent(mix -> noises.add(new Training.Noise(
                        "inserted-nodule",
                        Map.of("mm", mix.leastMm() + ".." + mix.mostMm(), "most", mix.most() + ""))));
        Training training = new Training(
                sources(train, plan.licence()),
                noises,
                plan.seed(),
                plan.steps(),
                plan.batch(),
                plan.edge(),
                compute.precision().name().toLowerCase(Locale.ROOT) + " layers, fp32 weights",
                "proposals: cross entropy and smooth L1; head: cross entropy and smooth L1",
                "Adam from " + plan.learningRate()
                        + ", 200 steps warm-up, half cosine; other views of the images but in the last quarter of the steps",
                Math.rint(end.seconds()),
                machine.device() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + System.getProperty("os.arch"),
                codeVersion,
                LocalDate.now().toString());
        return new ModelCard(
                plan.name(),
                "Two-stage detector (" + plan.shape().optionName() + ") of: " + plan.label(),
                ModelCard.DETECT,
                plan.architecture().forCard(),
                plan.input(),
                training,
                Optional.empty(),
                List.of(),
                plan.licence(),
                command,
                "not measured yet");
    }

    /** Patients and images of each subset. */
    static List<Training.Source> sources(List<LesionImage> train, String licence) {
        Map<String, List<LesionImage>> bySubset = new LinkedHashMap<>();
        train.forEach(image -> bySubset.computeIfAbsent(image.image().subset(), name -> new ArrayList<>())
                .add(image));
        List<Training.Source> sources = new ArrayList<>();
        bySubset.forEach((subset, images) -> sources.add(new Training.Source(
                subset,
                licence,
                (int) images.stream()
                        .map(image -> image.image().patient())
                        .distinct()
                        .count(),
                images.size())));
        return sources;
    }

    private String record(Checkpoint end, String command, String codeVersion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("codeVersion", codeVersion);
        json.put("date", LocalDate.now().toString());
        json.put("java", System.getProperty("java.version"));
        json.put("seconds", Math.rint(end.seconds()));
        json.put("plan", new ObjectMapper().readTree(plan.toJson()));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
