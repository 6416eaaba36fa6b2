package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code --method wavelet}: the noise sigma is a fraction of the intensity range. */
public final class WaveletProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "wavelet";
    }

    @Override
    public String summary() {
        return "wavelet thresholding by BayesShrink; wavelet=db1 (or haar, the same, db2, db3, db4, sym4), mode=soft (or hard), "
                + "sigma=auto (noise, fraction of the range), levels=auto (three less than the most)";
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "wavelet", "mode", "sigma", "levels");
        OptionalDouble fraction = set.numberOrAuto("sigma", 10);
        return new WaveletFilter(
                Wavelet.named(set.choice("wavelet", Wavelet.NAMES)),
                set.choice("mode", List.of("soft", "hard")).equals("soft") ? Shrinkage.SOFT : Shrinkage.HARD,
                fraction.isPresent()
                        ? OptionalDouble.of(fraction.getAsDouble() * range.width())
                        : OptionalDouble.empty(),
                set.integerOrAuto("levels", 1, WaveletFilter.MAX_LEVELS));
    }
}
