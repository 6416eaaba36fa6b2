package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.network.graph.Gate;
import dev.limpid.network.maps.FeatureTeacher;
import dev.limpid.network.maps.GateWidths;
import dev.limpid.network.maps.GuidedBackpropagation;
import dev.limpid.network.maps.Target;
import dev.limpid.tensor.Compute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The feature-preserving loss in a phase of training, added to the phase's loss (arXiv 2310.20101; {@code
 * docs/feature-preserving-loss.md}).
 *
 * @param weight lambda: how much it counts, above 0
 * @param gate of the reverse pass, {@code SOFT} when left out; {@code HARD} and {@code PLAIN} with ReLU need the target {@code
 *     ENERGY}, else the term trains nothing
 * @param fraction width of soft gates, as a fraction of the standard deviation of what arrives at each; 0.25 when left out
 * @param target what is differentiated; {@code SUM} when left out
 */
public record FeatureTerm(double weight, Optional<GateKind> gate, Optional<Double> fraction, Optional<Target> target) {
    /** Gates by the name in a recipe. */
    public enum GateKind {
        /** The published gate: a step for ReLU, the activation's slope for others. */
        HARD,
        /** The logistic function in place of the step. */
        SOFT,
        /** Ordinary backpropagation. */
        PLAIN
    }

    public FeatureTerm {
        TrainingSettings.require(weight > 0 && weight < 1e6, "the feature loss needs a weight above 0");
        TrainingSettings.require(
                fraction.stream().allMatch(part -> part > 0 && part <= 100),
                "soft gates need a fraction above 0, at most 100");
    }

    /** With gates of the default width. */
    public FeatureTerm(double weight, GateKind gate, Target target) {
        this(weight, Optional.of(gate), Optional.empty(), Optional.of(target));
    }

    /** Soft gates of the default width and the sum as target. */
    public static FeatureTerm soft(double weight) {
        return new FeatureTerm(weight, GateKind.SOFT, Target.SUM);
    }

    /**
     * The gate for a network.
     *
     * @param clean images to measure widths on
     */
    Gate gateOf(Network network, List<Tensor> clean) {
        return switch (kind()) {
            case HARD -> new Gate.Guided();
            case PLAIN -> new Gate.Plain();
            case SOFT -> GateWidths.measure(network, clean, width());
        };
    }

    /** For a card: {@code 0.3 x feature loss (soft gates, sum)}. */
    String title() {
        String gates = kind() == GateKind.SOFT ? "soft gates of " + width() + " deviations" : kind() + " gates";
        return weight + " x feature loss (" + (gates + ", target " + differentiated()).toLowerCase(Locale.ROOT) + ")";
    }

    private GateKind kind() {
        return gate.orElse(GateKind.SOFT);
    }

    private double width() {
        return fraction.orElse(GateWidths.DEFAULT_FRACTION);
    }

    /**
     * The restoration network's part in steps.
     *
     * @param clean patches to measure the widths of soft gates on, each batch x 1 x edge x edge, normalised
     */
    FeatureTeacher teacher(Network restoration, Compute compute, List<Tensor> clean) {
        return new FeatureTeacher(
                new GuidedBackpropagation(restoration, gateOf(restoration, clean), differentiated()),
                weight,
                compute,
                clean);
    }

    /** What is differentiated. */
    Target differentiated() {
        return target.orElse(Target.SUM);
    }
}
