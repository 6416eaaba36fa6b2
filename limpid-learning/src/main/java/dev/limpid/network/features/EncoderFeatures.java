package dev.limpid.network.features;

import dev.limpid.network.Network;
import dev.limpid.network.graph.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The levels of a U-Net's encoder, as they are before pooling. The network learnt on medical images, which VGG-19 did not; it
 * belongs to the caller, who closes it.
 */
public final class EncoderFeatures implements FeatureExtractor {
    private final Network network;
    private final List<Integer> levels;
    private final String title;

    /**
     * @param network with weights
     * @param name of the model, for cards
     * @throws IllegalArgumentException if the network pools nothing, and so has no levels
     */
    public EncoderFeatures(Network network, String name) {
        this.network = network;
        this.levels = network.graph().pooled();
        this.title = levels.size() + " levels of the encoder of " + name;
        if (levels.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " is a " + network.architecture() + ", which has no levels to compare; take a U-Net");
        }
    }

    @Override
    public List<Tensor> features(Tensor images, ScalarType layers) {
        Weights weights = new Weights(network.parameters(), images.scalar_type(), layers);
        return network.graph().values(weights, images, levels);
    }

    @Override
    public int stride() {
        return network.stride();
    }

    @Override
    public String title() {
        return title;
    }
}
