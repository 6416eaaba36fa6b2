package dev.limpid.training;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.Networks;
import dev.limpid.network.Network;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which network a recipe trains, in the words of the model's card.
 *
 * @param name {@code unet}, {@code drunet}, {@code dncnn}, {@code cnn10}, {@code redcnn}, {@code wganvgg}, {@code resnet}, {@code qae},
 *     {@code transct} or {@code bilateral-trained}
 * @param parameters what its constructor needs, e.g. {@code widths} = {@code 16,32,64,128}
 */
public record NetworkPlan(String name, Map<String, String> parameters) {
    public NetworkPlan {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /**
     * The network, without weights.
     *
     * @throws ModelFormatException if there is none of this name, or a parameter is missing or out of bounds
     */
    public Network create() throws ModelFormatException {
        return Networks.create(new Architecture(name, parameters, 0));
    }
}
