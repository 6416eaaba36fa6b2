package dev.limpid.bench;

import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.NetworkMethod;
import dev.limpid.model.NoiseLevel;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A published method that is a network: its weights are loaded once, and its noise level may be tuned. */
final class NetworkColumn implements BenchMethod {
    private final NetworkMethod.Setting setting;
    private final Map<String, String> fixed;
    private final String sha256;
    private final LearnedDenoiser model;

    NetworkColumn(NetworkMethod.Setting setting, Map<String, String> fixed) throws IOException {
        this.setting = setting;
        this.fixed = Map.copyOf(fixed);
        this.sha256 = setting.weights().sha256();
        this.model = setting.open();
    }

    @Override
    public String name() {
        return setting.method().methodName();
    }

    @Override
    public boolean isModel() {
        return false;
    }

    @Override
    public Map<String, String> fixed() {
        return fixed;
    }

    /** Says which weights run. */
    @Override
    public String identity() {
        return model.describe() + ", weights sha256 " + sha256;
    }

    @Override
    public boolean takes(Slice slice) {
        return model.unit().map(unit -> unit == slice.unit()).orElse(true);
    }

    @Override
    public Denoiser denoiser(Map<String, String> parameters, IntensityRange range) {
        if (parameters.isEmpty()) {
            return model.forRange(range);
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.putAll(fixed);
        return model.with(NetworkMethod.use(all, NoiseLevel.DPIR_DEFAULT)).forRange(range);
    }

    @Override
    public void close() {
        model.close();
    }
}
