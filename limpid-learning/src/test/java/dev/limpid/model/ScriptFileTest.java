package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.Network;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TorchScript of PyTorch 1.13; {@code scripts/fixtures/torchscript.py} made the files. */
class ScriptFileTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    @TempDir
    Path folder;

    @Nested
    class ATorchScriptFile {
        @ParameterizedTest
        @CsvSource({"whole, 0", "2, 0", "2, 5"})
        void computesWhatPyTorchDoesWholeAndInTiles(String halo, int tile) throws IOException {
            Safetensors expected = Safetensors.open(file("denoiser.expected.safetensors"));
            Slice noisy = slice(expected.tensor("input").toFloats(), 13, 17);
            requireClose(
                    denoised("denoiser.pt", Map.of("halo", halo), tile, UNIT, noisy),
                    expected.tensor("output").toFloats(),
                    1e-5);
        }

        @Test
        void seesFractionsOfTheRangeUnlessItIsToldOtherwise() throws IOException {
            Safetensors expected = Safetensors.open(file("denoiser.expected.safetensors"));
            float[] seen = expected.tensor("input").toFloats();
            float[] wanted = expected.tensor("output").toFloats();
            IntensityRange range = new IntensityRange(-1000, 1000);
            Slice asFractions = slice(mapped(seen, 2000, -1000), 13, 17);
            requireClose(denoised("denoiser.pt", Map.of(), 0, range, asFractions), mapped(wanted, 2000, -1000), 1e-5);
            Slice standardised = slice(mapped(seen, 502.185f, -542.546f), 13, 17);
            requireClose(
                    denoised("denoiser.pt", Map.of("normalise", "meanstd:-542.546,502.185"), 0, range, standardised),
                    mapped(wanted, 502.185f, -542.546f),
                    1e-5);
            Slice plain = slice(seen, 13, 17);
            requireClose(denoised("denoiser.pt", Map.of("normalise", "none"), 0, range, plain), wanted, 1e-3);
        }

        @Test
        void getsSizesThatAreMultiplesOfItsStride() throws IOException {
            float[] values = new float[5 * 7];
            Arrays.fill(values, 0.25f);
            Slice odd = slice(values, 5, 7);
            assertThatThrownBy(() -> denoised("pools.pt", Map.of(), 0, UNIT, odd))
                    .isInstanceOf(IllegalArgumentException.class);
            requireClose(denoised("pools.pt", Map.of("stride", "2"), 0, UNIT, odd), values, 1e-6);
        }

        @Test
        void givesTheSamePixelsTheThirdTime() throws IOException {
            Slice noisy = slice(
                    Safetensors.open(file("denoiser.expected.safetensors"))
                            .tensor("input")
                            .toFloats(),
                    13,
                    17);
            try (LearnedDenoiser denoiser =
                    open("denoiser.pt", ScriptUse.DEFAULT, 0).forRange(UNIT)) {
                float[] first = denoiser.denoise(noisy).toArray();
                denoiser.denoise(noisy);
                assertThat(denoiser.denoise(noisy).toArray()).isEqualTo(first);
            }
        }

        @Test
        void hasTheIdentityOfItsBytesAndOfHowItIsUsed() throws IOException {
            String usual =
                    ScriptFile.open(file("denoiser.pt"), ScriptUse.DEFAULT).sha256();
            Path copy = Files.copy(file("denoiser.pt"), folder.resolve("copy.pt"));
            assertThat(ScriptFile.open(copy, ScriptUse.DEFAULT).sha256())
                    .isEqualTo(usual)
                    .hasSize(64);
            ScriptUse otherwise = new ScriptUse(Optional.of(Standardisation.NONE), Network.WHOLE_IMAGE, 1);
            assertThat(ScriptFile.open(copy, otherwise).sha256()).isNotEqualTo(usual);
            assertThat(ScriptFile.open(file("pair.pt"), ScriptUse.DEFAULT).sha256())
                    .isNotEqualTo(usual);
        }

        @Test
        void saysWhatItIs() throws IOException {
            ScriptFile script = ScriptFile.open(file("denoiser.pt"), ScriptUse.parse(Map.of("halo", "2")));
            assertThat(script.title()).isEqualTo("TorchScript denoiser.pt");
            assertThat(script.architecture())
                    .isEqualTo(new Architecture(
                            "torchscript", Map.of("halo", "2", "stride", "1", "normalise", "range"), 2));
            assertThat(script.input().takesAnyUnit()).isTrue();
        }
    }

    @Nested
    class IsRefusedInOneLine {
        @ParameterizedTest
        @CsvSource({
            "shrinks.pt, a tensor of shape 1 x 1 x 3 x 5 for one of shape 1 x 1 x 4 x 5",
            "pair.pt, something else than one tensor",
            "raises.pt, this network wants three slices"
        })
        void aProgramThatBreaksADenoisersPromises(String name, String said) {
            assertThatThrownBy(() -> denoised(name, Map.of(), 0, UNIT, slice(new float[20], 4, 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(said)
                    .message()
                    .doesNotContain("\n");
        }

        @ParameterizedTest
        @CsvSource({
            "weights.pth, but what torch.save wrote",
            "old.pth, but a pickle",
            "denoiser.expected.safetensors, is no TorchScript",
            "none.pt, no such file"
        })
        void whatIsNoProgram(String name, String said) {
            Path path = name.equals("none.pt") ? folder.resolve(name) : file(name);
            assertThatThrownBy(() -> ScriptFile.open(path, ScriptUse.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith(path + ": ")
                    .hasMessageContaining(said)
                    .message()
                    .doesNotContain("\n");
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.1, 0.5, 0.9, 0.99})
        void aFileThatWasCutShort(double share) throws IOException {
            byte[] bytes = Files.readAllBytes(file("denoiser.pt"));
            Path cut = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(bytes, (int) (share * bytes.length)));
            assertThatThrownBy(() -> ScriptFile.open(cut, ScriptUse.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .message()
                    .doesNotContain("\n");
        }

        @Test
        void aFileThatChangedAfterItWasLookedAt() throws IOException {
            Path path = Files.copy(file("denoiser.pt"), folder.resolve("changed.pt"));
            ScriptFile script = ScriptFile.open(path, ScriptUse.DEFAULT);
            byte[] bytes = Files.readAllBytes(path);
            Files.write(path, Arrays.copyOf(bytes, bytes.length / 2));
            assertThatThrownBy(() -> LearnedDenoiser.open(script, options(0)))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("libtorch cannot load")
                    .message()
                    .doesNotContain("\n");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "normalise | zscore | normalise is range, none or meanstd",
                    "normalise | meanstd:1 | normalise is range, none or meanstd",
                    "normalise | meanstd:1,x | normalise is range, none or meanstd",
                    "normalise | meanstd:1,0 | standard deviation above 0",
                    "halo | all | halo is a number of pixels or whole",
                    "halo | -1 | 0 or more",
                    "stride | 0 | stride 1..1024"
                })
        void wordsThatSayNothing(String name, String value, String said) {
            assertThatThrownBy(() -> ScriptUse.parse(Map.of(name, value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(said);
        }
    }

    private static float[] denoised(String name, Map<String, String> use, int tile, IntensityRange range, Slice noisy)
            throws IOException {
        try (LearnedDenoiser denoiser = open(name, ScriptUse.parse(use), tile).forRange(range)) {
            return denoiser.denoise(noisy).toArray();
        }
    }

    private static LearnedDenoiser open(String name, ScriptUse use, int tile) throws IOException {
        return LearnedDenoiser.open(ScriptFile.open(file(name), use), options(tile));
    }

    private static InferenceOptions options(int tile) {
        return new InferenceOptions("cpu", "auto", tile, 1);
    }

    private static Slice slice(float[] values, int rows, int columns) {
        return Slice.of(rows, columns, values, Unit.ARBITRARY);
    }

    private static float[] mapped(float[] values, float scale, float shift) {
        float[] mapped = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            mapped[i] = values[i] * scale + shift;
        }
        return mapped;
    }

    private static void requireClose(float[] actual, float[] wanted, double share) {
        assertThat(actual).hasSameSizeAs(wanted);
        double size = 0;
        double largest = 0;
        for (int i = 0; i < wanted.length; i++) {
            size = Math.max(size, Math.abs(wanted[i]));
            largest = Math.max(largest, Math.abs(actual[i] - wanted[i]));
        }
        assertThat(largest).isLessThan(share * size);
    }

    private static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(ScriptFileTest.class.getResource("torchscript/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
