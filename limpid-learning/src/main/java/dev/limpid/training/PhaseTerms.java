package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.network.features.FeatureError;
import dev.limpid.network.features.FeatureExtractor;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.tensor.Compute;
import dev.limpid.training.adversarial.Adversary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** All that makes the loss of a phase, with what is made once for it: teacher and opponent. Not safe for several threads. */
final class PhaseTerms implements AutoCloseable {
    private static final String ADVERSARY = "adversary.";

    private final TrainingPhase phase;
    private final Judges judges;
    private final Compute compute;
    private final Optional<FeatureTeacher> teacher;
    private final Optional<Adversary> adversary;

    /**
     * Networks that are not trained but look on.
     *
     * @param restoration whose maps a feature loss compares
     * @param features whose features a perceptual loss compares
     */
    record Judges(Optional<Network> restoration, Optional<FeatureExtractor> features) {
        static final Judges NONE = new Judges(Optional.empty(), Optional.empty());

        /** @throws IllegalArgumentException if the settings need one that is not there */
        void require(TrainingSettings settings) {
            TrainingSettings.require(
                    restoration.isPresent() || !settings.needsRestoration(),
                    "a phase has a feature loss, which needs a restoration network");
            TrainingSettings.require(
                    features.isPresent() || !settings.needsFeatures(),
                    "a phase has a perceptual loss, which needs a network to compare features of");
            features.ifPresent(network -> TrainingSettings.require(
                    settings.patch() % network.stride() == 0,
                    "patch must be a multiple of " + network.stride() + " for " + network.title()));
        }
    }

    /** One step: what the denoiser was given, what it made of it and should have. */
    record Step(long number, long withinPhase, long[] keys, Tensor noisy, Tensor clean, Tensor result) {}

    /** @param teacher made only if the phase has a feature loss */
    PhaseTerms(
            TrainingPhase phase,
            TrainingSettings settings,
            Judges judges,
            Compute compute,
            Supplier<FeatureTeacher> teacher) {
        this.phase = phase;
        this.judges = judges;
        this.compute = compute;
        this.teacher = phase.feature().map(term -> teacher.get());
        this.adversary = phase.adversarial().map(term -> term.create(settings.patch(), settings.seed(), compute));
    }

    /** Lets the opponent learn, collects the denoiser's gradients, and gives the loss. */
    double learn(Step step) {
        adversary.ifPresent(opponent -> opponent.learn(
                step.number(),
                step.withinPhase(),
                phase.rateFractionAt(step.withinPhase()),
                step.noisy(),
                step.clean(),
                step.result()));
        Tensor loss = phase.loss().of(step.result(), step.clean());
        if (phase.perceptual().isPresent()) {
            FeatureExtractor network = judges.features().orElseThrow();
            double weight = phase.perceptual().get().weight();
            loss = loss.add(FeatureError.of(
                    network, step.result(), step.clean(), compute.precision().type(), weight));
        }
        if (adversary.isPresent()) {
            loss = loss.add(adversary.get().term(step.clean(), step.result()));
        }
        if (teacher.isEmpty()) {
            loss.backward();
            return loss.item_double();
        }
        FeatureTeacher.Term term = teacher.get().of(step.result(), step.clean(), step.keys());
        loss.add(term.surrogate()).backward();
        return loss.item_double() + term.value();
    }

    /** What a checkpoint must hold beside the denoiser's own state. */
    Map<String, float[]> state() {
        Map<String, float[]> state = new TreeMap<>();
        adversary.ifPresent(
                opponent -> opponent.state().forEach((name, values) -> state.put(ADVERSARY + name, values)));
        return state;
    }

    /** Goes on from a checkpoint that was written in this phase. */
    void restore(Checkpoint checkpoint) {
        adversary.ifPresent(opponent -> opponent.restore(name -> checkpoint.tensor(ADVERSARY + name)));
    }

    @Override
    public void close() {
        adversary.ifPresent(Adversary::close);
    }
}
