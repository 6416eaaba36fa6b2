package dev.limpid.invariance;

import dev.limpid.image.Denoiser;
import dev.limpid.model.Dtype;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.network.invariance.Buffers;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.training.DataFolder;
import dev.limpid.training.LowDosePatches;
import dev.limpid.training.RunFiles;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingProgress;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/**
 * One training from a folder of CT images and a denoiser to a model file: {@code NAME.safetensors}, with {@code NAME.checkpoint}
 * beside it while the run is not over; afterwards {@code NAME.log.csv} (the losses) and {@code NAME.run.json} (settings, data, code
 * version, time).
 *
 * @param settings of the training
 * @param denoiser whose invariances are learned; used, not closed
 * @param identity of it
 * @param start a trained model of the same sizes to start from, of whatever denoiser; else weights are random
 * @param restoration whose feature maps the perceptual loss compares; without one there is no such loss
 * @param subsets of the data folder
 * @param machine where it is computed
 * @param convolutions precision of those of autoencoder and feature maps; bf16 is faster where the processor multiplies it
 */
public record InvarianceRun(
        InvarianceSettings settings,
        Denoiser denoiser,
        DenoiserIdentity identity,
        Optional<ModelFile> start,
        Optional<ModelFile> restoration,
        List<WeightedSubset> subsets,
        TrainingMachine machine,
        Precision convolutions) {
    public InvarianceRun {
        subsets = List.copyOf(subsets);
    }

    /**
     * Tries the model to start from, so that a wrong one is told before any work.
     *
     * @throws ModelFormatException if it is no model of invariances, or of other sizes
     */
    public void requireStart() throws ModelFormatException {
        if (start.isPresent() && !InvarianceCard.of(start.get().card()).shape().equals(settings.shape())) {
            throw new ModelFormatException(start.get().path()
                    + " has other sizes than those asked for; start from a model of the same preset");
        }
    }

    /**
     * Tries what computes, so that wrong usage is told before any work.
     *
     * @throws IllegalArgumentException if the machine has no such device
     */
    public void requireMachine() {
        compute();
    }

    private Compute compute() {
        NativeLibrary.load(machine.threads());
        return Compute.of(machine.device(), "fp32");
    }

    /**
     * Trains.
     *
     * @throws IOException if the data hold nothing to train on, or a file cannot be read or written
     * @param resume whether to go on from the checkpoint beside the target; without, one that is there is an error
     * @param overwrite whether a model that is there may be replaced
     * @param command the command line, for the card
     * @param codeVersion version and revision of this program
     */
    public ModelFile run(
            DataFolder data,
            Path target,
            boolean resume,
            boolean overwrite,
            String command,
            String codeVersion,
            TrainingProgress progress)
            throws IOException {
        RunFiles files = new RunFiles(target, resume, overwrite);
        files.prepare();
        Compute compute = compute();
        // What is wrong with the network of the perceptual loss is told before the pool is denoised, which may take
        // hours.
        try (Compared features = Compared.of(restoration, compute)) {
            int edge = settings.shape().edge();
            LowDosePatches patches = patches(data, edge, progress);
            PatchPool pool = PatchPool.of(patches, new FrozenDenoiser(denoiser, edge), settings.pool(), progress);
            String images =
                    data.fingerprint(subsets.stream().map(WeightedSubset::name).toList());
            String fingerprint =
                    settings.pinned() + " " + convolutions + " " + identity.sha256() + " " + images + subsets
                            + (restoration.isPresent() ? restoration.get().sha256() : "")
                            + (start.isPresent() ? " from " + start.get().sha256() : "");
            try (InvarianceTraining training = training(pool, features, compute)) {
                InvarianceTraining.Trained end =
                        training.run(files.checkpoint(), machine.checkpointSeconds(), fingerprint, progress);
                InvarianceCard card = new InvarianceCard(
                        settings.shape(), identity, TrainedRange.of(pool.patches(), pool.denoised()));
                Training how = training(patches, end, codeVersion);
                ModelFile model =
                        ModelFile.write(target, card.card(files.modelName(), how, command), stored(end), overwrite);
                files.finish(end.log(), record(how, command, images));
                return model;
            }
        }
    }

    private InvarianceTraining training(PatchPool pool, Compared features, Compute compute) throws IOException {
        return start.isPresent()
                ? InvarianceTraining.from(start.get(), settings, pool, features.distance(), compute, convolutions)
                : new InvarianceTraining(settings, pool, features.distance(), compute, convolutions);
    }

    private LowDosePatches patches(DataFolder data, int edge, TrainingProgress progress) throws IOException {
        try {
            return LowDosePatches.load(data, subsets, edge, settings.discs(), settings.seed(), progress);
        } catch (IllegalArgumentException nothing) {
            throw new IOException(nothing.getMessage(), nothing);
        }
    }

    /** @param images fingerprint of the data */
    private String record(Training how, String command, String images) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("java", System.getProperty("java.version"));
        json.put("imagesSha256", images);
        json.put("denoiser", identity);
        if (restoration.isPresent()) {
            json.put("features", restoration.get().label());
            json.put("featuresSha256", restoration.get().sha256());
        }
        if (start.isPresent()) {
            json.put("from", start.get().label());
            json.put("fromSha256", start.get().sha256());
        }
        json.put("settings", settings);
        json.put("training", how);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    /** The perceptual loss, where there is one. */
    private record Compared(Optional<FeatureDistance> distance) implements AutoCloseable {
        static Compared of(Optional<ModelFile> restoration, Compute compute) throws IOException {
            return new Compared(
                    restoration.isPresent()
                            ? Optional.of(FeatureDistance.of(restoration.get(), compute))
                            : Optional.empty());
        }

        @Override
        public void close() {
            distance.ifPresent(FeatureDistance::close);
        }
    }

    private Training training(LowDosePatches patches, InvarianceTraining.Trained end, String codeVersion)
            throws IOException {
        InvarianceSettings.Stage first = settings.autoencoder();
        InvarianceSettings.Stage second = settings.flow();
        return new Training(
                sources(patches),
                patches.noises(),
                settings.seed(),
                (long) first.steps() + second.steps(),
                first.batch(),
                settings.shape().edge(),
                convolutions == Precision.BF16
                        ? "bf16 convolutions of autoencoder and feature maps, else fp32"
                        : "fp32",
                String.format(
                        Locale.ROOT,
                        "%.4g mean absolute error + %.4g divergence%s + critic; then likelihood of the flow",
                        settings.weights().reconstruction(),
                        settings.weights().divergence(),
                        restoration.isPresent()
                                ? String.format(
                                        Locale.ROOT,
                                        " + %.4g feature maps",
                                        settings.weights().features())
                                : ""),
                String.format(
                        Locale.ROOT,
                        "%d steps of Adam%s at %.1e (critic four times that), then %d at %.1e in batches of %d; each falls to 0"
                                + " over its last quarter; pool of %d patches%s",
                        first.steps(),
                        settings.parts() == 1 ? "" : ", each batch in " + settings.parts() + " parts,",
                        first.learningRate(),
                        second.steps(),
                        second.learningRate(),
                        second.batch(),
                        settings.pool(),
                        start.isPresent()
                                ? "; started from " + start.get().label() + ", sha256 "
                                        + start.get().sha256()
                                : ""),
                Math.rint(end.seconds()),
                machine.device() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + System.getProperty("os.arch"),
                codeVersion,
                LocalDate.now().toString());
    }

    /** Images of this run, and of the one it starts from what this has none of by name and licence. */
    private List<Training.Source> sources(LowDosePatches patches) throws IOException {
        Map<String, Training.Source> sources = new LinkedHashMap<>();
        List<Training.Source> all = new ArrayList<>(patches.sources());
        if (start.isPresent()) {
            all.addAll(start.get().card().training().sources());
        }
        all.forEach(source -> sources.putIfAbsent(source.name() + " " + source.licence(), source));
        return List.copyOf(sources.values());
    }

    /** Matrices as bf16: half the file. What is added, scaled or collected stays as it is. */
    static List<StoredTensor> stored(InvarianceTraining.Trained end) {
        List<StoredTensor> tensors = new ArrayList<>();
        end.shapes().forEach((name, shape) -> {
            Dtype type = shape.length > 1 && Buffers.isTrained(name) ? Dtype.BF16 : Dtype.F32;
            tensors.add(StoredTensor.ofFloats(
                    name, type, Objects.requireNonNull(end.weights().get(name)), shape));
        });
        return tensors;
    }
}
