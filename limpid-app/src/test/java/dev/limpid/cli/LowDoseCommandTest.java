package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid degrade --kind low-dose}. */
class LowDoseCommandTest {
    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    private Path volume;
    private Path out;

    @BeforeEach
    void makeInput() throws IOException {
        volume = SampleFiles.nifti(folder.resolve("water.nii"), SIZE, SIZE, 3, 0f);
        out = folder.resolve("out");
    }

    private Cli lowDose(Path input, Object... more) {
        Object[] command = {"degrade", input, "-o", out, "--kind", "low-dose", "--modality", "ct"};
        Object[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return Cli.run(all);
    }

    private static Slice plane(Path file, int index) throws IOException {
        try (StoredImage image = ImageFormats.open(file, Modality.CT)) {
            return image.frame(index);
        }
    }

    private static double product(Slice one, Slice other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            sum += one.at(i) * other.at(i);
        }
        return sum / one.size();
    }

    @Test
    void aVolumeOfWaterGetsTheNoiseThatWasAskedFor() throws IOException {
        Cli run = lowDose(volume, "--set", "noise=20", "--set", "dose=0.5", "--set", "kernel=smooth");
        assertThat(run.code()).as(run.err()).isZero();
        Slice first = plane(out.resolve("water.nii"), 0);
        assertThat(Math.sqrt(product(first, first))).isCloseTo(20, within(2.0));
    }

    @Test
    void planesThatLieApartHaveNoiseOfTheirOwnUnderOneSeed() throws IOException {
        lowDose(volume, "--set", "noise=20", "--set", "kernel=smooth");
        Slice first = plane(out.resolve("water.nii"), 0);
        Slice second = plane(out.resolve("water.nii"), 1);
        assertThat(product(first, second) / product(first, first)).isCloseTo(0, within(0.1));
        String record = Files.readString(out.resolve("evidence/water.nii.degradation.json"));
        assertThat(record.split("\"seed\":")[1].split(",")[0])
                .isEqualTo(record.split("\"seed\":")[2].split(",")[0]);
    }

    @Test
    void filesThatDoNotSayWhatTheyWereMadeFromShareNothing() throws IOException {
        Path two = Files.createDirectory(folder.resolve("two"));
        for (String name : new String[] {"a.nii", "b.nii"}) {
            SampleFiles.nifti(two.resolve(name), SIZE, SIZE, 1, 0f);
        }
        lowDose(two, "--set", "noise=20", "--set", "kernel=smooth");
        Slice first = plane(out.resolve("a.nii"), 0);
        Slice second = plane(out.resolve("b.nii"), 0);
        assertThat(product(first, second) / product(first, first)).isCloseTo(0, within(0.1));
    }

    @Test
    void replaysByteForByteFromItsRecord() throws IOException {
        lowDose(volume, "--set", "noise=20", "--set", "kernel=sharp", "--seed", "4");
        Path again = folder.resolve("again");
        Cli run = Cli.run(
                "degrade",
                volume,
                "-o",
                again,
                "--modality",
                "ct",
                "--replay",
                out.resolve("evidence/water.nii.degradation.json"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(again.resolve("water.nii")).hasSameBinaryContentAs(out.resolve("water.nii"));
    }

    @Test
    void aFileThatIsNoCtIsNamedAndCostsTheOthersNothing() throws IOException {
        Path both = Files.createDirectory(folder.resolve("both"));
        Files.move(volume, both.resolve("water.nii"));
        SampleFiles.png(both.resolve("photo.png"), 40, 40, 1);
        Cli run = lowDose(both, "--set", "noise=20");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .containsPattern("photo\\.png: low-dose needs CT in Hounsfield units[^\n]*\n")
                .contains("degraded 1 of 2");
        assertThat(SampleFiles.below(out)).containsExactly("evidence/water.nii.degradation.json", "water.nii");
    }

    @Test
    void anImageWithoutSoftTissueSaysWhatToGive() throws IOException {
        Path lung = SampleFiles.nifti(folder.resolve("lung.nii"), SIZE, SIZE, 1, -800f);
        Cli run = lowDose(lung);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("too little even soft tissue").contains("--set noise=HU");
    }
}
