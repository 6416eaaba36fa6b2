package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Trains a denoiser on pairs of noisy and clean patches with Adam, phase after phase. */
final class DenoiserTraining {
    private static final int WIDTH_BATCHES = 8;

    private final TrainingSettings settings;
    private final Network network;
    private final Compute compute;
    private final List<PatchSampler> samplers;
    private final Validation validation;
    private final PhaseTerms.Judges judges;

    /**
     * @param images of all subsets that the phases name
     * @param judges those that the phases' losses need
     */
    DenoiserTraining(
            TrainingSettings settings,
            Network network,
            Compute compute,
            List<TrainingImage> images,
            Validation validation,
            PhaseTerms.Judges judges) {
        judges.require(settings);
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
        this.judges = judges;
    }

    /**
     * Runs from the checkpoint if there is one, to the end.
     *
     * @param fingerprint what the checkpoint must have been made with
     * @return the state at the end
     */
    Checkpoint run(Path checkpointFile, int checkpointSeconds, String fingerprint, TrainingProgress progress)
            throws IOException {
        network.parameters().initialise(settings.seed(), compute);
        Optional<Checkpoint> begun = Optional.empty();
        if (Files.exists(checkpointFile)) {
            Checkpoint checkpoint = Checkpoint.read(checkpointFile);
            if (!checkpoint.settings().equals(fingerprint)) {
                throw new IOException(checkpointFile + " belongs to a run with other settings or images, or of"
                        + " another version; give the same options or another output name");
            }
            progress.message("continuing at step " + checkpoint.step());
            begun = Optional.of(checkpoint);
        }
        try (Adam adam = new Adam(network.parameters());
                Course course = new Course(adam, begun, progress)) {
            long started = System.nanoTime();
            long saved = started;
            double secondsBefore = begun.map(Checkpoint::seconds).orElse(0.0);
            while (course.step < settings.steps()) {
                course.advance();
                boolean last = course.step == settings.steps();
                long now = System.nanoTime();
                if (last || (now - saved) / 1e9 >= checkpointSeconds) {
                    course.state(secondsBefore + (now - started) / 1e9, fingerprint)
                            .write(checkpointFile);
                    saved = now;
                }
            }
            return course.state(secondsBefore + (System.nanoTime() - started) / 1e9, fingerprint);
        }
    }

    /** A run at one of its steps. */
    private final class Course implements AutoCloseable {
        private final Adam adam;
        private final Optional<Checkpoint> begun;
        private final TrainingProgress progress;
        private final TrainingLog log;
        private @Nullable PhaseTerms terms;
        private int phaseOfTerms = -1;
        private long step;

        Course(Adam adam, Optional<Checkpoint> begun, TrainingProgress progress) {
            this.adam = adam;
            this.begun = begun;
            this.progress = progress;
            this.log = new TrainingLog(begun.map(Checkpoint::log).orElse(""));
            begun.ifPresent(checkpoint -> {
                network.parameters()
                        .shapes()
                        .keySet()
                        .forEach(name -> network.parameters().put(name, checkpoint.weight(name), compute));
                adam.restore(checkpoint::tensor);
                step = checkpoint.step();
            });
        }

        /** One step of the optimiser, and the validation if it is due. */
        void advance() throws IOException {
            step++;
            Position position = position(step);
            TrainingPhase phase = settings.phases().get(position.phase());
            if (position.step() == 1 && position.phase() > 0) {
                network.parameters().roundValues();
                adam.reset();
            }
            PhaseTerms losses = terms(position.phase());
            network.parameters().trainable(phase::trains);
            double rate = phase.learningRateAt(position.step());
            double loss = learn(samplers.get(position.phase()).batch(step), position, losses);
            if (!Double.isFinite(loss)) {
                throw new IOException("the loss is " + loss + " at step " + step + "; try a lower learning rate");
            }
            adam.step(position.step(), rate, phase.decay());
            log.loss(loss);
            progress.step(step, settings.steps(), log.meanLoss());
            if (step == settings.steps() || step % settings.validateEvery() == 0) {
                progress.message(log.validated(step, rate, validation.psnr(network, compute)));
            }
        }

        private double learn(PatchSampler.Batch batch, Position position, PhaseTerms losses) {
            try (PointerScope scope = new PointerScope()) {
                Tensor noisy = plane(batch.noisy());
                Tensor clean = plane(batch.clean());
                Tensor input = network.takesNoiseLevel() ? Ops.withLevels(noisy, batch.levels()) : noisy;
                Tensor result = network.forward(input, compute.precision().type());
                return losses.learn(new PhaseTerms.Step(step, position.step(), batch.keys(), noisy, clean, result));
            }
        }

        /** The losses of a phase, made when they are first needed; those before go. */
        private PhaseTerms terms(int phase) {
            PhaseTerms current = terms;
            if (current != null && phaseOfTerms == phase) {
                return current;
            }
            close();
            PhaseTerms made = new PhaseTerms(
                    settings.phases().get(phase), settings, judges, compute, () -> teacher(phase, progress));
            begun.filter(checkpoint ->
                            checkpoint.step() > 0 && position(checkpoint.step()).phase() == phase)
                    .ifPresent(made::restore);
            terms = made;
            phaseOfTerms = phase;
            return made;
        }

        Checkpoint state(double seconds, String fingerprint) {
            Map<String, float[]> extra = new TreeMap<>(adam.state());
            PhaseTerms current = terms;
            if (current != null) {
                extra.putAll(current.state());
            }
            return Checkpoint.of(
                    step,
                    seconds,
                    fingerprint,
                    log.state(),
                    network.parameters().values(),
                    extra);
        }

        @Override
        public void close() {
            PhaseTerms current = terms;
            if (current != null) {
                current.close();
            }
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

    private FeatureTeacher teacher(int phase, TrainingProgress progress) {
        try (PointerScope scope = new PointerScope()) {
            List<Tensor> clean = new ArrayList<>();
            for (int i = 0; i < WIDTH_BATCHES; i++) {
                // Batches that no step sees, the same for a run that is resumed.
                clean.add(plane(samplers.get(phase).batch(-1 - i).clean()));
            }
            FeatureTerm term = settings.phases().get(phase).feature().orElseThrow();
            FeatureTeacher teacher = term.teacher(judges.restoration().orElseThrow(), compute, clean);
            if (!teacher.informative()) {
                progress.message("warning: the feature loss of phase " + (phase + 1) + " trains nothing, because with"
                        + " gates that only open or shut and the sum as target its gradient is zero; use soft"
                        + " gates or the energy");
            }
            return teacher;
        }
    }

    private Tensor plane(float[] values) {
        int patch = settings.patch();
        ScalarType exact = compute.precision() == Compute.Precision.FP64 ? ScalarType.Double : ScalarType.Float;
        return Ops.tensor(values, settings.batch(), 1, patch, patch).to(compute.nativeDevice(), exact);
    }
}
