package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid measure}. */
class MeasureCommandTest {
    private static final int SIZE = 160;

    @TempDir
    private Path folder;

    private Path scans;
    private Path out;

    /** Three scans of water with a round insert of 60 HU, pixels of 1 mm, white noise of 6 HU. */
    @BeforeEach
    void makeImages() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(folder.resolve("truth"));
        scans = SampleFiles.nifti(folder.resolve("in/scans.nii"), SIZE, SIZE, 3, phantom(6, 0));
        out = folder.resolve("out");
    }

    private static float[] phantom(double noise, double shift) {
        Random random = new Random(4);
        float[] pixels = new float[3 * SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double distance = Math.hypot(i % SIZE - 50, i / SIZE % SIZE - 70);
            double insert = 60 / (1 + Math.exp((distance - 14) / 0.5));
            pixels[i] = (float) (insert + shift + noise * random.nextGaussian());
        }
        return pixels;
    }

    private Cli measure(Object... more) {
        Object[] all = new Object[more.length + 5];
        System.arraycopy(new Object[] {"measure", "-o", out, "--modality", "ct"}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run(all);
    }

    @Test
    void noiseInsertsAndFilesComeOutOfRepeats() throws IOException {
        Cli run = measure(scans, "--repeats", "--insert", "50,70,14", "--region", "90,20,48,48", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("noise").get("sdHu").asDouble()).isCloseTo(6, within(0.2));
        assertThat(run.json().get("noise").get("squares").asInt()).isEqualTo(3);
        assertThat(run.json().get("inserts").get(0).get("contrastHu").asDouble())
                .isCloseTo(60, within(1.0));
        assertThat(run.json().get("inserts").get(0).get("cnr").asDouble()).isCloseTo(10, within(0.5));
        assertThat(run.json().get("inserts").get(0).get("f50").asDouble()).isBetween(0.1, 0.45);
        assertThat(SampleFiles.below(out))
                .containsExactlyInAnyOrder(
                        "index.html",
                        "inserts.csv",
                        "nps-radial.csv",
                        "nps.csv",
                        "nps.png",
                        "places.png",
                        "run.json",
                        "ttf.csv");
        assertThat(Files.readString(out.resolve("index.html"))).contains("Task transfer function");
        assertThat(Files.readString(out.resolve("run.json"))).contains("codeVersion", "50.0");
    }

    @Test
    void placesAndInsertsAreFound() {
        Cli run = measure(scans, "--phantom", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("inserts").size()).isEqualTo(3);
        assertThat(run.json().get("inserts").get(0).get("x").asDouble()).isCloseTo(50, within(0.3));
        assertThat(run.json().get("inserts").get(0).get("radiusMm").asDouble()).isCloseTo(14, within(0.5));
        assertThat(run.json().get("noise").get("sdHu").asDouble()).isCloseTo(6, within(0.2));
    }

    @Test
    void biasIsTheShiftFromTheReference() throws IOException {
        SampleFiles.nifti(folder.resolve("truth/scans.nii"), SIZE, SIZE, 3, phantom(0, -2.5));
        Cli run = measure(folder.resolve("in"), "--reference", folder.resolve("truth"), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        double mean = run.json().get("bias").get("soft").get("meanHu").asDouble();
        assertThat(mean).isCloseTo(2.5, within(0.1));
        assertThat(run.json().get("bias").get("soft").get("low").asDouble()).isLessThan(mean);
        assertThat(run.json().get("bias").has("bone")).isFalse();
    }

    @Nested
    class Refuses {
        @Test
        void resultsThatAreThere() {
            assertThat(measure(scans).code()).isZero();
            Cli again = measure(scans);
            assertThat(again.code()).isEqualTo(2);
            assertThat(again.err()).contains("--overwrite replaces it");
            assertThat(measure(scans, "--overwrite").code()).isZero();
        }

        @Test
        void aBrokenImageAndMeasuresTheOthers() throws IOException {
            Files.write(folder.resolve("in/broken.dcm"), new byte[] {1, 2, 3});
            Files.writeString(folder.resolve("in/notes.txt"), "no image");
            Cli run = measure(folder.resolve("in"), "--json");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("broken.dcm: ").contains("skipped 1 file");
            assertThat(run.json().get("images").asInt()).isEqualTo(3);
            assertThat(run.json().get("failed").size()).isEqualTo(1);
        }

        /** Its spectrum and its bias could be measured, its insert reaches over the border. */
        @Test
        void aFileWithAllItsFigures() throws IOException {
            SampleFiles.nifti(folder.resolve("truth/scans.nii"), SIZE, SIZE, 3, phantom(0, -2.5));
            Object[] how = {
                folder.resolve("in"),
                "--reference",
                folder.resolve("truth"),
                "--insert",
                "50,70,14",
                "--region",
                "90,20,48,48",
                "--json",
                "--overwrite"
            };
            Cli alone = measure(how);
            SampleFiles.nifti(folder.resolve("in/wrong.nii"), SIZE, 80, 3, phantom(30, 20));
            SampleFiles.nifti(folder.resolve("truth/wrong.nii"), SIZE, 80, 3, phantom(0, 0));
            Cli run = measure(how);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("wrong.nii: ");
            for (String figure : List.of("images", "noise", "inserts", "bias", "notes")) {
                assertThat(run.json().get(figure))
                        .as(figure)
                        .isEqualTo(alone.json().get(figure));
            }
        }

        @Test
        void whatIsNoRepeatWithAllItsFigures() throws IOException {
            SampleFiles.nifti(folder.resolve("truth/scans.nii"), SIZE, SIZE, 3, phantom(0, -2.5));
            Cli alone = measure(folder.resolve("in"), "--repeats", "--reference", folder.resolve("truth"), "--json");
            SampleFiles.nifti(folder.resolve("in/wide.nii"), SIZE + 8, SIZE, 1, phantom(6, 90));
            SampleFiles.nifti(folder.resolve("truth/wide.nii"), SIZE + 8, SIZE, 1, phantom(0, 0));
            Cli run = measure(
                    folder.resolve("in"), "--repeats", "--reference", folder.resolve("truth"), "--json", "--overwrite");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("is no repeat of a");
            for (String figure : List.of("images", "noise", "bias")) {
                assertThat(run.json().get(figure))
                        .as(figure)
                        .isEqualTo(alone.json().get(figure));
            }
        }

        @Test
        void numbersThatAreNoHounsfieldUnits() {
            Cli run = Cli.run("measure", "-o", out, scans, "--region", "90,20,48,48");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("scans.nii: ").contains("not of a 160 x 160 slice in a.u.");
            assertThat(Files.exists(out)).isFalse();
        }

        @Test
        void placesThatAreNotInTheImage() {
            Cli run = measure(scans, "--region", "150,150,48,48");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("the region 150,150,48,48 does not lie within");
            assertThat(Files.exists(out)).isFalse();
        }

        @Test
        void wrongUsage() {
            assertThat(Cli.run("measure", scans).err()).contains("--output=OUT is missing");
            assertThat(Cli.run("measure", "-o", out).code()).isEqualTo(2);
            assertThat(measure(scans, "--region", "1,2,3").err()).contains("is not X,Y,WIDTH,HEIGHT");
            assertThat(measure(scans, "--region", "1,2,3,4").err()).contains("too small");
            assertThat(measure(scans, "--region", "0,0,16,16", "--region", "0,0,20,16")
                            .err())
                    .contains("same width and height");
            assertThat(measure(scans, "--insert", "1,2,-3").err()).contains("radius above 0 mm");
        }
    }
}
