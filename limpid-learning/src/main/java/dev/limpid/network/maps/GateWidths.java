package dev.limpid.network.maps;

import dev.limpid.network.Network;
import dev.limpid.network.graph.Gate;
import dev.limpid.network.graph.Trace;
import dev.limpid.network.graph.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Measures how wide soft gates must be: a fraction of the standard deviation of what arrives at each gate. */
public final class GateWidths {
    /** The default fraction: a compromise between the hard map's look and a gradient that reaches far. */
    public static final double DEFAULT_FRACTION = 0.25;

    private static final double LEAST = 1e-6;

    private GateWidths() {}

    /**
     * Soft gates for a network.
     *
     * @param images clean ones, each batch x 1 x rows x columns; at least one
     * @param fraction of the standard deviation, above 0
     */
    public static Gate.Soft measure(Network network, List<Tensor> images, double fraction) {
        if (!(fraction > 0) || images.isEmpty()) {
            throw new IllegalArgumentException("soft gates need a fraction above 0 and at least one image");
        }
        Map<String, Double> squares = new LinkedHashMap<>();
        for (Tensor image : images) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                ScalarType exact = image.scalar_type();
                Trace trace = Trace.of(network.graph(), new Weights(network.parameters(), exact, exact), image);
                for (String name : network.graph().rectifiers()) {
                    double deviation = trace.preActivation(name).std(false).item_double();
                    squares.merge(name, deviation * deviation / images.size(), Double::sum);
                }
            }
        }
        Map<String, Double> widths = new LinkedHashMap<>();
        // A dead layer has no spread; its gate is as good as hard.
        squares.forEach((name, square) -> widths.put(name, Math.max(LEAST, fraction * Math.sqrt(square))));
        return new Gate.Soft(widths);
    }
}
