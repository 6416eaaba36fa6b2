package dev.limpid.training;

import dev.limpid.network.features.FeatureExtractor;
import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A perceptual loss in a phase of training, added to the phase's loss: the mean absolute difference between features of the result
 * and of the clean image, averaged over the levels of features (Yang et al., IEEE TMI 37(6), 2018, have one level of VGG-19).
 *
 * @param weight how much it counts, above 0
 */
public record PerceptualTerm(double weight) {
    public PerceptualTerm {
        TrainingSettings.require(weight > 0 && weight < 1e6, "a perceptual loss needs a weight above 0");
    }

    /** The weighted loss, with a graph to the result. */
    Tensor of(FeatureExtractor network, Tensor result, Tensor clean, ScalarType layers) {
        List<Tensor> ofResult = network.features(result, layers);
        List<Tensor> ofClean = network.features(clean, layers);
        Tensor sum = torch.l1_loss(ofResult.get(0), ofClean.get(0));
        for (int level = 1; level < ofResult.size(); level++) {
            sum = sum.add(torch.l1_loss(ofResult.get(level), ofClean.get(level)));
        }
        return sum.to(result.scalar_type()).mul(Ops.scalar(weight / ofResult.size()));
    }

    /** For a card. @param features what the network's features are called */
    String title(String features) {
        return weight + " x L1 of " + features;
    }
}
