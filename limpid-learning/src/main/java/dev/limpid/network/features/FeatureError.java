package dev.limpid.network.features;

import dev.limpid.tensor.Ops;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The mean absolute difference between features of two images, averaged over the levels of features (Yang et al., IEEE TMI 37(6),
 * 2018, have one level of VGG-19).
 */
public final class FeatureError {
    private FeatureError() {}

    /**
     * The error times a weight, in the precision of {@code result} and with a graph to it.
     *
     * @param result batch x 1 x rows x columns, normalised; rows and columns are multiples of the network's stride
     * @param clean of the same shape
     * @param layers precision of the network's layers
     * @param weight a factor
     */
    public static Tensor of(FeatureExtractor network, Tensor result, Tensor clean, ScalarType layers, double weight) {
        List<Tensor> ofResult = network.features(result, layers);
        List<Tensor> ofClean = network.features(clean, layers);
        Tensor sum = torch.l1_loss(ofResult.get(0), ofClean.get(0));
        for (int level = 1; level < ofResult.size(); level++) {
            sum = sum.add(torch.l1_loss(ofResult.get(level), ofClean.get(level)));
        }
        return sum.to(result.scalar_type()).mul(Ops.scalar(weight / ofResult.size()));
    }
}
