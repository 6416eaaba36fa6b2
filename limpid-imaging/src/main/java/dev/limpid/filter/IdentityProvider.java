package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/** {@code --method identity}. */
public final class IdentityProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "identity";
    }

    @Override
    public String summary() {
        return "changes no pixel; no parameters";
    }

    @Override
    public boolean needsRange() {
        return false;
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters.requireKnown(name(), parameters);
        return new Identity();
    }
}
