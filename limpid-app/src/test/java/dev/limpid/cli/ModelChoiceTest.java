package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelChoiceTest {
    @TempDir
    private Path folder;

    private final String before = System.getProperty(ModelLibrary.PROPERTY, "");

    @AfterEach
    void restore() {
        System.setProperty(ModelLibrary.PROPERTY, before);
    }

    private Cli denoise(Path in, String... more) {
        String[] all = new String[5 + more.length];
        System.arraycopy(
                new String[] {
                    "denoise", in.toString(), "-o", folder.resolve("out").toString(), "--no-evidence"
                },
                0,
                all,
                0,
                5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run((Object[]) all);
    }

    @Nested
    class ABrokenModelFile {
        private Path broken() throws IOException {
            Path models = Files.createDirectory(folder.resolve("models"));
            System.setProperty(ModelLibrary.PROPERTY, models.toString());
            return Files.writeString(models.resolve("ct.safetensors"), "no model");
        }

        @Test
        void isNamedWhereItWouldHaveBeenChosen() throws IOException {
            Path file = broken();
            Path image = SampleFiles.nifti(folder.resolve("1.nii"), 16, 16, 1, 1, 2, 3);
            Cli run = denoise(image, "--modality", "ct");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.linesNaming(file)).hasSize(1);
            Cli named = denoise(image, "--model", "ct");
            assertThat(named.code()).isEqualTo(2);
            assertThat(named.linesNaming(file)).hasSize(1);
        }

        @Test
        void endsTheDemonstration() throws IOException {
            Path file = broken();
            Cli run = Cli.run("demo", "-o", folder.resolve("demo"));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.linesNaming(file)).hasSize(1);
            assertThat(folder.resolve("demo")).doesNotExist();
        }
    }

    @Nested
    class TheModelForCt {
        @Test
        void namesTheWeightsOfBothNetworksWhereItHasASpecialist() throws IOException {
            Path image = SampleFiles.nifti(folder.resolve("1.nii"), 32, 32, 1, -900, 40, 60);
            Cli run = denoise(image, "--modality", "ct", "--model", "ct-artefacts", "--json");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.json().path("results").get(0).path("parameters").asString())
                    .containsPattern(
                            "of noise alone ct, .*model sha256 [0-9a-f]{64}, of noise alone sha256 [0-9a-f]{64}");
        }

        @Test
        void takesAVolumeInHounsfieldUnits() throws IOException {
            Path image = SampleFiles.nifti(folder.resolve("1.nii"), 32, 32, 1, -900, 40, 60);
            Cli run = denoise(image, "--modality", "ct", "--json");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.json().get("results").get(0).get("parameters").asString())
                    .contains("tile=auto", "range -1000.0:1000.0");
        }

        @Test
        void takesNoOtherRangeThanItsOwn() throws IOException {
            Path image = SampleFiles.nifti(folder.resolve("1.nii"), 32, 32, 1, -900, 40, 60);
            Cli named = denoise(image, "--model", "ct", "--range", "0:100");
            assertThat(named.code()).isEqualTo(2);
            assertThat(named.err().lines().findFirst().orElseThrow()).contains("ct has its own range", "--range");
            Cli chosen = denoise(image, "--modality", "ct", "--range", "0:100");
            assertThat(chosen.code()).isEqualTo(1);
            assertThat(chosen.linesNaming(image)).singleElement().asString().contains("--range");
            assertThat(denoise(image, "--modality", "ct", "--range", "-1000:1000")
                            .code())
                    .isZero();
        }
    }
}
