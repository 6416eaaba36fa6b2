package dev.limpid.network;

import dev.limpid.tensor.Parameters;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** What every network has: its name, the arguments it was made with, and weights. */
abstract class NamedNetwork implements Network {
    private final String architecture;
    private final Map<String, Object> configuration;
    private final Parameters parameters = new Parameters();

    NamedNetwork(String architecture, Map<String, Object> configuration) {
        this.architecture = architecture;
        this.configuration = Map.copyOf(configuration);
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final String architecture() {
        return architecture;
    }

    @Override
    public final Map<String, Object> configuration() {
        return configuration;
    }

    @Override
    public void close() {
        parameters.close();
    }

    /** A weight in the precision of what it is applied to. */
    final Tensor weight(String name, Tensor operand) {
        return parameters.get(name, operand.scalar_type());
    }
}
