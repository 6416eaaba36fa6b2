package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Trains a denoiser on pairs of noisy and clean patches with Adam, phase after phase. */
final class DenoiserTraining {
    private static final int WIDTH_BATCHES = 8;

    private final TrainingSettings settings;
    private final Network network;
    private final Compute compute;
    private final List<PatchSampler> samplers;
    private final Validation validation;
    private final Map<Integer, FeatureTeacher> teachers = new HashMap<>();
    private final Optional<Network> restoration;

    /**
     * @param images of all subsets that the phases name
     * @param restoration whose maps a feature loss compares; needed when a phase has one
     */
    DenoiserTraining(
            TrainingSettings settings,
            Network network,
            Compute compute,
            List<TrainingImage> images,
            Validation validation,
            Optional<Network> restoration) {
        if (network.takesNoiseLevel() && !settings.noiseHasLevel()) {
            throw new IllegalArgumentException(
                    "a " + network.architecture() + " is told the noise's standard deviation,"
                            + " so its noise must be Gaussian alone and not clipped (gaussianShare 1, clipShare 0), and no"
                            + " phase may have degradations");
        }
        if (settings.patch() % network.stride() != 0) {
            throw new IllegalArgumentException(
                    "patch must be a multiple of " + network.stride() + ", not " + settings.patch());
        }
        settings.phases()
                .forEach(phase ->
                        phase.requireTrains(network.parameters().shapes().keySet()));
        this.settings = settings;
        this.network = network;
        this.compute = compute;
        this.samplers = settings.phases().stream()
                .map(phase -> new PatchSampler(images, settings, phase))
                .toList();
        this.validation = validation;
        this.restoration = restoration;
        if (settings.needsRestoration() && restoration.isEmpty()) {
            throw new IllegalArgumentException("a phase has a feature loss, which needs a restoration network");
        }
    }

    /**
     * Runs from the checkpoint if there is one, to the end.
     *
     * @param fingerprint what the checkpoint must have been made with
     * @return the state at the end
     */
    Checkpoint run(Path checkpointFile, int checkpointSeconds, String fingerprint, TrainingProgress progress)
            throws IOException {
        long step = 0;
        double secondsBefore = 0;
        TrainingLog log = new TrainingLog("");
        network.parameters().initialise(settings.seed(), compute);
        try (Adam adam = new Adam(network.parameters())) {
            if (Files.exists(checkpointFile)) {
                Checkpoint checkpoint = Checkpoint.read(checkpointFile);
                if (!checkpoint.settings().equals(fingerprint)) {
                    throw new IOException(checkpointFile + " belongs to a run with other settings or images; give the"
                            + " same options or another output name");
                }
                network.parameters()
                        .shapes()
                        .keySet()
                        .forEach(name -> network.parameters().put(name, checkpoint.weight(name), compute));
                adam.restore(checkpoint);
                step = checkpoint.step();
                secondsBefore = checkpoint.seconds();
                log = new TrainingLog(checkpoint.log());
                progress.message("continuing at step " + step);
            }
            long started = System.nanoTime();
            long saved = started;
            while (step < settings.steps()) {
                step++;
                Position position = position(step);
                if (position.step() == 1 && position.phase() > 0) {
                    network.parameters().roundValues();
                    adam.reset();
                }
                TrainingPhase phase = settings.phases().get(position.phase());
                Optional<FeatureTeacher> teacher = teacher(position.phase(), progress);
                network.parameters().trainable(phase::trains);
                double rate = phase.learningRateAt(position.step());
                double loss = step(samplers.get(position.phase()).batch(step), phase.loss(), teacher);
                if (!Double.isFinite(loss)) {
                    throw new IOException("the loss is " + loss + " at step " + step + "; try a lower learning rate");
                }
                adam.step(position.step(), rate);
                log.loss(loss);
                progress.step(step, settings.steps(), log.meanLoss());
                boolean last = step == settings.steps();
                if (last || step % settings.validateEvery() == 0) {
                    progress.message(log.validated(step, rate, validation.psnr(network, compute)));
                }
                long now = System.nanoTime();
                if (last || (now - saved) / 1e9 >= checkpointSeconds) {
                    state(step, secondsBefore + (now - started) / 1e9, fingerprint, log, adam)
                            .write(checkpointFile);
                    saved = now;
                }
            }
            return state(step, secondsBefore + (System.nanoTime() - started) / 1e9, fingerprint, log, adam);
        }
    }

    /** A step of the run within its phase, counted from 1. */
    private record Position(int phase, long step) {}

    private Position position(long step) {
        int phase = 0;
        long within = step;
        while (within > settings.phases().get(phase).steps()) {
            within -= settings.phases().get(phase).steps();
            phase++;
        }
        return new Position(phase, within);
    }

    private Checkpoint state(long step, double seconds, String fingerprint, TrainingLog log, Adam adam) {
        Map<String, float[]> weights = network.parameters().values();
        return Checkpoint.of(step, seconds, fingerprint, log.state(), weights, adam.state());
    }

    /** The teacher of a phase with a feature loss, made when it is first needed. */
    private Optional<FeatureTeacher> teacher(int phase, TrainingProgress progress) {
        Optional<FeatureTerm> term = settings.phases().get(phase).feature();
        if (term.isEmpty()) {
            return Optional.empty();
        }
        // Earlier phases' teachers go with their maps.
        teachers.keySet().removeIf(earlier -> earlier < phase);
        return Optional.of(teachers.computeIfAbsent(phase, key -> {
            try (PointerScope scope = new PointerScope()) {
                List<Tensor> clean = new ArrayList<>();
                for (int i = 0; i < WIDTH_BATCHES; i++) {
                    // Batches that no step sees, the same for a run that is resumed.
                    clean.add(plane(samplers.get(phase).batch(-1 - i).clean()));
                }
                FeatureTeacher teacher = new FeatureTeacher(term.get(), restoration.orElseThrow(), compute, clean);
                if (!teacher.informative()) {
                    progress.message(
                            "warning: the feature loss of phase " + (phase + 1) + " trains nothing, because with"
                                    + " gates that only open or shut and the sum as target its gradient is zero; use soft"
                                    + " gates or the energy");
                }
                return teacher;
            }
        }));
    }

    private Tensor plane(float[] values) {
        int patch = settings.patch();
        ScalarType exact = compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
        return Ops.tensor(values, settings.batch(), 1, patch, patch).to(compute.nativeDevice(), exact);
    }

    private double step(PatchSampler.Batch batch, Loss measure, Optional<FeatureTeacher> teacher) {
        try (PointerScope scope = new PointerScope()) {
            Tensor noisy = plane(batch.noisy());
            Tensor clean = plane(batch.clean());
            Tensor input = network.takesNoiseLevel() ? Ops.withLevels(noisy, batch.levels()) : noisy;
            Tensor result = network.forward(input, compute.precision().type());
            Tensor loss = measure.of(result, clean);
            if (teacher.isEmpty()) {
                loss.backward();
                return loss.item_double();
            }
            FeatureTeacher.Term term = teacher.get().of(result, clean, batch.keys());
            loss.add(term.surrogate()).backward();
            return loss.item_double() + term.value();
        }
    }
}
