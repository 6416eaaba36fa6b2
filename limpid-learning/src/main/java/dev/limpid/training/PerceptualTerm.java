package dev.limpid.training;

/**
 * A perceptual loss in a phase of training, added to the phase's loss: the
 * {@linkplain dev.limpid.network.features.FeatureError error of features}.
 *
 * @param weight how much it counts, above 0
 */
public record PerceptualTerm(double weight) {
    public PerceptualTerm {
        TrainingSettings.require(weight > 0 && weight < 1e6, "a perceptual loss needs a weight above 0");
    }

    /** For a card. @param features what the network's features are called */
    String title(String features) {
        return weight + " x L1 of " + features;
    }
}
