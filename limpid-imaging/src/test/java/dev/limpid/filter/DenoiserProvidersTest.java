package dev.limpid.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenoiserProvidersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity |                                       | identity",
                "gaussian |                                       | gaussian(sigma=1.0)",
                "gaussian | sigma=2.5                             | gaussian(sigma=2.5)",
                "median   |                                       | median(size=3)",
                "median   | size=7                                | median(size=7)",
                "nl-means |                                       "
                        + "| nl-means(patch-size=7, patch-distance=11, h=auto, sigma=auto)",
                "nl-means | sigma=0.05                            "
                        + "| nl-means(patch-size=7, patch-distance=11, h=auto, sigma=100.0)",
                "nl-means | patch-size=5 patch-distance=6 h=0.25 sigma=auto "
                        + "| nl-means(patch-size=5, patch-distance=6, h=500.0, sigma=auto)",
                "bm3d     |                                       "
                        + "| bm3d(sigma=auto, profile=auto, range=-1000.0:1000.0)",
                "bm3d     | sigma=0.05 profile=high-noise         "
                        + "| bm3d(sigma=100.0, profile=high-noise, range=-1000.0:1000.0)",
                "bm3d     | sigma=auto profile=normal             "
                        + "| bm3d(sigma=auto, profile=normal, range=-1000.0:1000.0)",
                "mean     |                                       | mean(size=3)",
                "mean     | size=5                                | mean(size=5)",
                "combined |                                       | combined(mean=3, median=3, sigma=1.0)",
                "combined | mean=5 median=7 sigma=0.5             | combined(mean=5, median=7, sigma=0.5)",
                "bilateral | sigma-color=0.25 " + "| bilateral(diameter=9, sigma-color=500.0, sigma-space=75.0)",
                "bilateral | diameter=5 sigma-color=0.5 sigma-space=2 "
                        + "| bilateral(diameter=5, sigma-color=1000.0, sigma-space=2.0)",
                "wavelet  |                                       "
                        + "| wavelet(wavelet=db1, mode=soft, sigma=auto, levels=auto)",
                "wavelet  | wavelet=haar mode=hard sigma=0.05 levels=4 "
                        + "| wavelet(wavelet=db1, mode=hard, sigma=100.0, levels=4)",
                "wavelet  | wavelet=sym4 levels=auto " + "| wavelet(wavelet=sym4, mode=soft, sigma=auto, levels=auto)",
                "wiener   |                                       | wiener(size=3, noise=auto, border=zero)",
                "wiener   | size=5 noise=0.05 border=reflect      | wiener(size=5, noise=100.0, border=reflect)",
            })
    void makesWhatItsDescriptionSays(String method, String settings, String expected) {
        assertThat(create(method, settings).describe()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity | size=3           | identity has no parameter 'size'; it takes none",
                "gaussian | sgma=3           | gaussian has no parameter 'sgma'; it takes sigma",
                "gaussian | sigma=0          | gaussian: sigma=0 is not a number above 0 and at most 100",
                "gaussian | sigma=nan        | gaussian: sigma=nan is not a number above 0 and at most 100",
                "gaussian | sigma=NaN        | gaussian: sigma=NaN is not a number above 0 and at most 100",
                "median   | size=4           | median: size=4 is not an odd number 1..101",
                "median   | size=99999999999 | median: size=99999999999 is not an odd number 1..101",
                "nl-means | patch-distance=0 | nl-means: patch-distance=0 is not a whole number 1..50",
                "nl-means | h=-1             | nl-means: h=-1 is not auto or a number 0..10",
                "bm3d     | sigma=11         | bm3d: sigma=11 is not auto or a number 0..10",
                "bm3d     | profile=fast     | bm3d: profile=fast is not auto, normal or high-noise",
                "bm3d     | size=3           | bm3d has no parameter 'size'; it takes sigma, profile",
                "mean     | size=2           | mean: size=2 is not an odd number 1..101",
                "mean     | sigma=2          | mean has no parameter 'sigma'; it takes size",
                "combined | size=3           | combined has no parameter 'size'; it takes mean, median, sigma",
                "bilateral | diameter=1      | bilateral: diameter=1 is not an odd number 3..51",
                "bilateral | sigma-color=0   | bilateral: sigma-color=0 is not a number above 0 and at most 10",
                "bilateral | d=9 " + "| bilateral has no parameter 'd'; it takes diameter, sigma-color, sigma-space",
                "wavelet  | wavelet=db9      " + "| wavelet: wavelet=db9 is not one of db1, haar, db2, db3, db4, sym4",
                "wavelet  | levels=0         | wavelet: levels=0 is not auto or a whole number 1..16",
                "wavelet  | levels=some      | wavelet: levels=some is not auto or a whole number 1..16",
                "wavelet  | mode=medium      | wavelet: mode=medium is not one of soft, hard",
                "wiener   | noise=-1         | wiener: noise=-1 is not auto or a number 0..10",
                "wiener   | border=wrap      | wiener: border=wrap is not one of zero, reflect",
                "nl-means | window=7         "
                        + "| nl-means has no parameter 'window'; it takes patch-size, patch-distance, h, sigma",
            })
    void saysWhatIsAllowed(String method, String settings, String message) {
        assertThatThrownBy(() -> create(method, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Denoiser create(String method, String settings) {
        Map<String, String> parameters = new HashMap<>();
        if (settings != null) {
            for (String setting : settings.split(" ", -1)) {
                String[] parts = setting.split("=", -1);
                parameters.put(parts[0], parts[1]);
            }
        }
        return ServiceLoader.load(DenoiserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(method))
                .findFirst()
                .orElseThrow()
                .create(parameters, IntensityRange.CT);
    }
}
