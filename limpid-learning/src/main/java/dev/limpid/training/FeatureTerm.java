package dev.limpid.training;

import dev.limpid.network.Network;
import dev.limpid.network.graph.Gate;
import dev.limpid.network.maps.GateWidths;
import dev.limpid.network.maps.Target;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The feature-preserving loss in a phase of training, added to the phase's loss (arXiv 2310.20101; {@code
 * docs/feature-preserving-loss.md}).
 *
 * @param weight lambda: how much it counts, above 0
 * @param gate of the reverse pass; {@code HARD} and {@code PLAIN} with ReLU need the target {@code ENERGY}, else the term
 *     trains nothing
 * @param fraction width of soft gates, as a fraction of the standard deviation of what arrives at each
 * @param target what is differentiated
 */
public record FeatureTerm(double weight, GateKind gate, double fraction, Target target) {
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
        TrainingSettings.require(fraction > 0 && fraction <= 100, "soft gates need a fraction above 0, at most 100");
    }

    /** Soft gates of the default width and the sum as target. */
    public static FeatureTerm soft(double weight) {
        return new FeatureTerm(weight, GateKind.SOFT, GateWidths.DEFAULT_FRACTION, Target.SUM);
    }

    /**
     * The gate for a network.
     *
     * @param clean images to measure widths on
     */
    Gate gateOf(Network network, List<Tensor> clean) {
        return switch (gate) {
            case HARD -> new Gate.Guided();
            case PLAIN -> new Gate.Plain();
            case SOFT -> GateWidths.measure(network, clean, fraction);
        };
    }

    /** For a card: {@code 0.3 x feature loss (soft gates, sum)}. */
    String title() {
        String gates = gate == GateKind.SOFT ? "soft gates of " + fraction + " deviations" : gate + " gates";
        return weight + " x feature loss (" + (gates + ", target " + target).toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
