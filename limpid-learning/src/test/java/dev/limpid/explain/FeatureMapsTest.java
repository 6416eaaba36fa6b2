package dev.limpid.explain;

import static dev.limpid.explain.MapSamples.ONE_THREAD;
import static dev.limpid.explain.MapSamples.image;
import static dev.limpid.explain.MapSamples.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.tensor.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureMapsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void aMapHasTheImagesSizeWhateverTheNetworksStride() throws IOException {
        try (FeatureMaps maps = FeatureMaps.open(model(folder, ModelCard.RESTORE, Unit.ARBITRARY), ONE_THREAD)) {
            Slice map = maps.map(image(21, 37), IntensityRange.ofBits(8));
            assertThat(map.rows()).isEqualTo(21);
            assertThat(map.columns()).isEqualTo(37);
            assertThat(FeatureMaps.error(map, map.withPixels(new float[map.size()])))
                    .isEqualTo(1);
        }
    }

    @Test
    void imagesOfTwoScalesHaveOneMap() throws IOException {
        try (FeatureMaps maps = FeatureMaps.open(model(folder, ModelCard.RESTORE, Unit.ARBITRARY), ONE_THREAD)) {
            Slice image = image(32, 32);
            float[] values = image.toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = 4 * values[i];
            }
            Slice map = maps.map(image, new IntensityRange(0, 256));
            Slice other = maps.map(image.withPixels(values), new IntensityRange(0, 1024));
            assertThat(FeatureMaps.error(map, other)).isZero();
        }
    }

    @Test
    void aLargeImageHasTheMapOfItsTiles() throws IOException {
        try (FeatureMaps maps = FeatureMaps.open(model(folder, ModelCard.RESTORE, Unit.ARBITRARY), ONE_THREAD)) {
            // Above what is looked at whole; its part below, far from where it was cut, is not.
            Slice large = image(1210, 1008);
            Slice.Builder part = Slice.builder(800, 1008, Unit.ARBITRARY);
            for (int i = 0; i < 800 * 1008; i++) {
                part.set(i, large.at(i));
            }
            Slice map = maps.map(large, IntensityRange.ofBits(8));
            Slice whole = maps.map(part.build(), IntensityRange.ofBits(8));
            double error = 0;
            double energy = 0;
            for (int i = 0; i < 480 * 1008; i++) {
                error += Math.pow(map.at(i) - whole.at(i), 2);
                energy += Math.pow(whole.at(i), 2);
            }
            assertThat(energy).isPositive();
            assertThat(error).isLessThan(1e-8 * energy);
        }
    }

    @Test
    void whatStandsInPaddingDoesNotMatter() throws IOException {
        BitSet padding = new BitSet();
        padding.set(3, 60);
        Slice plain = image(32, 32);
        Slice.Builder one = plain.like().padding(padding);
        Slice.Builder other = plain.like().padding(padding);
        for (int i = 0; i < plain.size(); i++) {
            one.set(i, plain.at(i));
            other.set(i, padding.get(i) ? -3000 : plain.at(i));
        }
        try (FeatureMaps maps = FeatureMaps.open(model(folder, ModelCard.RESTORE, Unit.ARBITRARY), ONE_THREAD)) {
            IntensityRange range = IntensityRange.ofBits(8);
            assertThat(maps.map(other.build(), range).toArray())
                    .isEqualTo(maps.map(one.build(), range).toArray());
        }
    }

    @Test
    void theErrorOfMapsIsThePapersDistance() {
        Slice reference = Slice.of(1, 2, new float[] {3, 4}, Unit.ARBITRARY);
        Slice map = Slice.of(1, 2, new float[] {3, 1}, Unit.ARBITRARY);
        Slice empty = Slice.of(1, 2, new float[2], Unit.ARBITRARY);
        assertThat(FeatureMaps.error(reference, map)).isCloseTo(9.0 / 25, within(1e-12));
        assertThat(FeatureMaps.error(empty, empty)).isZero();
        assertThat(FeatureMaps.error(empty, map)).isInfinite();
        assertThatThrownBy(() -> FeatureMaps.error(reference, Slice.of(2, 1, new float[2], Unit.ARBITRARY)))
                .hasMessageContaining("two sizes");
    }

    @Test
    void aDenoiserHasNoMapsAndARestorationNetworkDoesNotDenoise() throws IOException {
        ModelFile denoiser = model(folder, ModelCard.DENOISE, Unit.ARBITRARY);
        ModelFile restoration = model(folder, ModelCard.RESTORE, Unit.HOUNSFIELD);
        assertThatThrownBy(() -> FeatureMaps.open(denoiser, ONE_THREAD)).hasMessageContaining("a model to denoise");
        assertThatThrownBy(() -> LearnedDenoiser.open(restoration, ONE_THREAD))
                .hasMessageContaining("a model to restore, not to denoise");
        try (FeatureMaps maps = FeatureMaps.open(restoration, ONE_THREAD)) {
            assertThatThrownBy(() -> maps.map(image(16, 16), IntensityRange.ofBits(8)))
                    .hasMessageContaining("for images in HU");
        }
    }
}
