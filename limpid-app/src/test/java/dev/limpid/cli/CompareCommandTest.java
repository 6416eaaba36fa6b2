package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareCommandTest {
    @TempDir
    private Path folder;

    @Test
    void anImageEqualsItself() throws IOException {
        Path image = SampleFiles.png(folder.resolve("1.png"), 50, 60, 1);
        Cli run = Cli.run("compare", image, image, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("psnr").asString()).isEqualTo("Infinity");
        assertThat(run.json().get("wrappedPsnr").asString()).isEqualTo("Infinity");
        assertThat(run.json().get("vif").asDouble()).isEqualTo(1);
        assertThat(run.json().get("edgePreservation").asDouble()).isEqualTo(1);
        assertThat(run.json().get("ssim").asDouble()).isEqualTo(1);
        assertThat(run.json().get("ssimWang").asDouble()).isEqualTo(1);
        assertThat(run.json().get("rmse").asDouble()).isZero();
        assertThat(run.json().get("bias").asDouble()).isZero();
        assertThat(run.json().get("unit").asString()).isEqualTo("a.u.");
        assertThat(run.json().get("range").toString()).isEqualTo("[0.0,255.0]");
    }

    @Test
    void aConstantOffsetIsBiasAndRmseAndItsPsnrFollowsFromTheRange() throws IOException {
        Path reference = SampleFiles.nifti(folder.resolve("a.nii"), 16, 16, 2, 1, 2, 3, 4);
        Path test = SampleFiles.nifti(folder.resolve("b.nii"), 16, 16, 2, 2, 3, 4, 5);
        Cli run = Cli.run("compare", reference, test, "--range", "0:10", "--json");
        assertThat(run.json().get("bias").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(run.json().get("rmse").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(run.json().get("psnr").asDouble()).isCloseTo(20, within(1e-9));
    }

    @Test
    void theWrappedPsnrIsThatOfBytes() throws IOException {
        Path reference = SampleFiles.nifti(folder.resolve("a.nii"), 16, 16, 1, 0, 2);
        Path test = SampleFiles.nifti(folder.resolve("b.nii"), 16, 16, 1, 2, 4);
        Cli run = Cli.run("compare", reference, test, "--range", "0:10", "--json");
        // 2 of 10 is exactly 51 of 255, and 51 * 51 = 2601 = 41 modulo 256.
        assertThat(run.json().get("wrappedPsnr").asDouble()).isCloseTo(10 * Math.log10(255.0 * 255 / 41), within(1e-9));
    }

    @Test
    void onlyCtHasTheFiguresOfTheLowDoseBenchmark() throws IOException {
        Path grey = SampleFiles.png(folder.resolve("1.png"), 50, 60, 1);
        Cli run = Cli.run("compare", grey, grey, "--json");
        assertThat(run.json().has("ldctVif")).isFalse();
        assertThat(run.json().get("pairs").get(0).has("ldctRmse")).isFalse();
    }

    @Test
    void anImageTooSmallForVifIsComparedInTheRest() throws IOException {
        Path small = SampleFiles.png(folder.resolve("small/1.png"), 30, 40, 1);
        Cli run = Cli.run("compare", small, small, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().has("vif")).isFalse();
        assertThat(run.json().get("pairs").get(0).has("vif")).isFalse();
        assertThat(run.json().get("edgePreservation").asDouble()).isEqualTo(1);
        assertThat(Cli.run("compare", small, small).out().lines().toList().get(1))
                .contains(" - ");
    }

    @Test
    void aMeanIsOfAllPairsOrNotGiven() throws IOException {
        Path reference = folder.resolve("reference");
        SampleFiles.png(reference.resolve("large.png"), 50, 60, 1);
        SampleFiles.png(reference.resolve("small.png"), 30, 40, 2);
        Cli run = Cli.run("compare", reference, reference, "--json");
        assertThat(run.json().get("pairs").get(0).get("vif").asDouble()).isEqualTo(1);
        assertThat(run.json().get("pairs").get(1).has("vif")).isFalse();
        assertThat(run.json().has("vif")).isFalse();
        assertThat(run.json().get("ssim").asDouble()).isEqualTo(1);
    }

    @Test
    void aWindowClipsWhatIsOutsideIt() throws IOException {
        Path reference = SampleFiles.nifti(folder.resolve("a.nii"), 16, 16, 1, 5, 100);
        Path test = SampleFiles.nifti(folder.resolve("b.nii"), 16, 16, 1, 5, 200);
        Cli run = Cli.run("compare", reference, test, "--window", "5,10", "--json");
        assertThat(run.json().get("rmse").asDouble()).isZero();
        assertThat(run.json().get("range").toString()).isEqualTo("[0.0,10.0]");
    }

    @Test
    void foldersArePairedByRelativePathAndAveraged() throws IOException {
        Path reference = folder.resolve("reference");
        Path test = folder.resolve("test");
        SampleFiles.png(reference.resolve("a/1.png"), 30, 40, 1);
        SampleFiles.png(reference.resolve("2.png"), 30, 40, 2);
        SampleFiles.png(reference.resolve("3.png"), 30, 40, 3);
        SampleFiles.png(test.resolve("a/1.png"), 30, 40, 4);
        SampleFiles.png(test.resolve("2.png"), 30, 40, 5);
        Cli run = Cli.run("compare", reference, test, "--json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(reference.resolve("3.png")))
                .singleElement()
                .asString()
                .contains("no partner");
        assertThat(run.json().get("pairs")).hasSize(2);
        double first = run.json().get("pairs").get(0).get("psnr").asDouble();
        double second = run.json().get("pairs").get(1).get("psnr").asDouble();
        assertThat(run.json().get("psnr").asDouble()).isCloseTo((first + second) / 2, within(1e-9));
    }

    @Test
    void theTableGoesToStandardOutputWithOneRowAnImageAndTheirMean() throws IOException {
        Path reference = folder.resolve("reference");
        SampleFiles.png(reference.resolve("1.png"), 30, 40, 1);
        SampleFiles.png(reference.resolve("2.png"), 30, 40, 2);
        Cli run = Cli.run("compare", reference, reference);
        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.out()).contains("PSNR (dB)", "wrapped", "SSIM Wang", "VIF", "edges", "mean of 2", "RMSE (a.u.)");
    }

    @Test
    void differentSizesAreOneLine() throws IOException {
        Path reference = SampleFiles.png(folder.resolve("1.png"), 30, 40, 1);
        Path test = SampleFiles.png(folder.resolve("2.png"), 30, 41, 1);
        Cli run = Cli.run("compare", reference, test);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aBrokenPartnerIsNamed() throws IOException {
        Path reference = SampleFiles.png(folder.resolve("1.png"), 30, 40, 1);
        Path test = Files.writeString(folder.resolve("2.png"), "no image");
        Cli run = Cli.run("compare", reference, test);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(test)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--window 40", "--window 40,0", "--window 40,-1", "--range 0:1 --window 0,1", "third.png"})
    void wrongUsageEndsWithTwo(String options) throws IOException {
        Path image = SampleFiles.png(folder.resolve("1.png"), 30, 40, 1);
        Object[] all = new Object[3 + options.split(" ").length];
        System.arraycopy(new Object[] {"compare", image, image}, 0, all, 0, 3);
        System.arraycopy(options.split(" "), 0, all, 3, all.length - 3);
        assertThat(Cli.run(all).code()).isEqualTo(2);
    }
}
