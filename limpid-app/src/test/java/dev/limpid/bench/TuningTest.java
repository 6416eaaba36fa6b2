package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningTest {
    private final List<String> tried = new ArrayList<>();

    /** Adds its parameter to every pixel, so that the best setting is the one nearest to what was taken away. */
    private final class Shift implements BenchMethod {
        @Override
        public String name() {
            return "shift";
        }

        @Override
        public boolean isModel() {
            return false;
        }

        @Override
        public String identity() {
            return "shift";
        }

        @Override
        public boolean takes(Slice slice) {
            return true;
        }

        @Override
        public List<Map<String, String>> grid() {
            return List.of(
                    Map.of("by", "0"), Map.of("by", "9"), Map.of("by", "10"), Map.of("by", "11"), Map.of("by", "40"));
        }

        @Override
        public Denoiser denoiser(Map<String, String> parameters, IntensityRange range) {
            String by = parameters.getOrDefault("by", "0");
            tried.add(by);
            return noisy -> {
                float[] pixels = noisy.toArray();
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] += Float.parseFloat(by);
                }
                return noisy.withPixels(pixels);
            };
        }

        @Override
        public void close() {}
    }

    private static BenchImage image(float value) {
        float[] pixels = new float[64];
        java.util.Arrays.fill(pixels, value);
        return new BenchImage(
                new ImageRef("s", "p", Path.of("x"), "x", 0, Optional.empty()),
                Modality.CT,
                IntensityRange.CT,
                Optional.empty(),
                PlaneOrientation.AS_STORED,
                Slice.of(8, 8, pixels, Unit.HOUNSFIELD),
                Optional.empty());
    }

    @Test
    void theSettingWithTheHighestMeanPsnrIsChosen() {
        Tuning tuning = new Tuning(new Shift());
        tuning.add(image(100), image(89.5f).clean());
        tuning.add(image(100), image(88.9f).clean());
        TunedSetting chosen = tuning.chosen("s", "k", 2);
        // Errors are 0.5 and 1.1 with 10, 0.5 and 0.1 with 11.
        assertThat(chosen.parameters()).containsEntry("by", "11");
        assertThat(chosen.images()).isEqualTo(2);
        assertThat(chosen.atEnd()).isEmpty();
    }

    @Test
    void whatIsFarBehindInTheMiddleOfTheFirstImageIsNotTriedOnWholeImages() {
        Tuning tuning = new Tuning(new Shift());
        tuning.add(image(100), image(90).clean());
        assertThat(tried).containsExactly("0", "9", "10", "11", "40", "10");
        tried.clear();
        tuning.add(image(100), image(90).clean());
        assertThat(tried).containsExactly("10");
    }

    @Test
    void aChoiceThatNotAllImagesMadeIsKeptApartAndSaysSo() {
        Tuning tuning = new Tuning(new Shift());
        tuning.add(image(100), image(90).clean());
        TunedSetting whole = tuning.chosen("s", "k", 1);
        TunedSetting partial = tuning.chosen("s", "k", 3);
        assertThat(whole.key()).isEqualTo(TunedSetting.key("s", "k", "shift"));
        assertThat(partial.key()).isEqualTo(TunedSetting.partialKey("s", "k", "shift"));
        assertThat(partial.describe()).endsWith("by 1 of 3 images");
    }

    @Test
    void anEndOfTheGridIsSeen() {
        Tuning tuning = new Tuning(new Shift());
        tuning.add(image(100), image(55).clean());
        assertThat(tuning.chosen("s", "k", 1).describe()).contains("at the end of the grid in [by]");
    }

    @Test
    void nothingCanBeChosenWithoutAnImage() {
        assertThatThrownBy(() -> new Tuning(new Shift()).chosen("s", "k", 1)).isInstanceOf(IllegalStateException.class);
    }
}
