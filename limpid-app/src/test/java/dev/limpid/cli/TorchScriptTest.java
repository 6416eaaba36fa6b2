package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user's own TorchScript on the command line; {@code scripts/fixtures/torchscript.py} made it. */
class TorchScriptTest {
    @TempDir
    private Path folder;

    private Path image;
    private Path script;

    @BeforeEach
    void makeFiles() throws IOException {
        image = SampleFiles.png(folder.resolve("in/a.png"), 12, 17, 1);
        script = folder.resolve("their.pt");
        try (InputStream in = Objects.requireNonNull(TorchScriptTest.class.getResourceAsStream("denoiser.pt"))) {
            Files.copy(in, script);
        }
    }

    @Test
    void runsWhenItsCodeIsTrustedAndSaysSo() throws IOException {
        Cli run = denoise("--model", script, "--trust-code", "--set", "halo=2", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("TorchScript their.pt, as asked, {halo=2, normalise=range, stride=1}");
        String parameters = run.json().get("results").get(0).get("parameters").asString();
        assertThat(parameters).contains("their.pt(", "precision=fp32", "model sha256 ", "range 0.0:255.0");
        assertThat(folder.resolve("out/a.png")).exists();
        assertThat(Files.mismatch(image, folder.resolve("out/a.png"))).isNotNegative();
    }

    @Test
    void isNotRunUnasked() throws IOException {
        Cli run = denoise("--model", script);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("their.pt is TorchScript, a program").contains("--trust-code");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sigma=0.1 | TorchScript takes --set normalise, --set halo, --set stride, --set tile, --set ensemble, not sigma",
                "normalise=zscore | normalise is range, none or meanstd",
                "halo=far | halo is a number of pixels or whole"
            })
    void wordsItDoesNotTakeAreWrongUsage(String setting, String said) {
        Cli run = denoise("--model", script, "--trust-code", "--set", setting);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void weightsAndPicklesAreNoPrograms() throws IOException {
        Path pickle = Files.write(folder.resolve("weights.pth"), new byte[] {(byte) 0x80, 2, 'x'});
        Cli run = denoise("--model", pickle, "--trust-code");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("but a pickle").contains("safetensors");
    }

    private Cli denoise(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("denoise", image, "-o", folder.resolve("out"), "--threads", 1));
        all.addAll(Arrays.asList(arguments));
        return Cli.run(all.toArray());
    }
}
