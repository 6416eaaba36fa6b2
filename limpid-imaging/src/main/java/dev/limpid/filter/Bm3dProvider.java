package dev.limpid.filter;

import dev.limpid.filter.bm3d.Bm3d;
import dev.limpid.filter.bm3d.Bm3dProfile;
import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code --method bm3d}: sigma is a fraction of the intensity range. */
public final class Bm3dProvider implements DenoiserProvider {
    private static final String AUTO = "auto";

    @Override
    public String name() {
        return "bm3d";
    }

    @Override
    public String summary() {
        return "block-matching and 3-D filtering; sigma=auto (noise, fraction of the range), "
                + "profile=auto|normal|high-noise (auto is high-noise for a sigma above 40/255)";
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "sigma", "profile");
        OptionalDouble fraction = set.numberOrAuto("sigma", 10);
        OptionalDouble sigma = fraction.isPresent()
                ? OptionalDouble.of(fraction.getAsDouble() * range.width())
                : OptionalDouble.empty();
        return new Bm3d(range, sigma, profile(parameters.getOrDefault("profile", AUTO)));
    }

    private static Optional<Bm3dProfile> profile(String text) {
        if (text.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Bm3dProfile.values())
                .filter(profile -> profile.label().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("bm3d: profile=" + text + " is not auto, normal or high-noise")));
    }
}
