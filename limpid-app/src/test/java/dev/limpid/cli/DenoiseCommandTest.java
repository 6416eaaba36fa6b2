package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenoiseCommandTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void makeInput() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private Cli denoise(Object... more) {
        Object[] all = Arrays.copyOf(new Object[] {"denoise", in, "-o", out, "--no-evidence"}, 5 + more.length);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run(all);
    }

    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        for (String file : SampleFiles.below(folder)) {
            contents.put(file, Files.readAllBytes(folder.resolve(file)));
        }
        return contents;
    }

    @Nested
    class Results {
        @Test
        void keepTheirInputsRelativePathsAndNames() throws IOException {
            SampleFiles.png(in.resolve("a/b/1.png"), 20, 30, 1);
            SampleFiles.png(in.resolve("2.png"), 16, 16, 2);
            SampleFiles.nifti(in.resolve("3.nii"), 5, 4, 3, 1, 2, 3);
            Cli run = denoise("--method", "identity");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(SampleFiles.below(out)).containsExactly("2.png", "3.nii", "a/b/1.png");
        }

        @Test
        void areTheSameBytesInEveryRunWhateverTheThreads() throws IOException {
            for (int i = 0; i < 4; i++) {
                SampleFiles.png(in.resolve(i + ".png"), 40, 50, i);
            }
            denoise("--method", "gaussian", "--threads", "1");
            Map<String, byte[]> first = contents(out);
            out = folder.resolve("again");
            denoise("--method", "gaussian", "--threads", "3");
            assertThat(first).hasSize(4);
            assertThat(contents(out)).containsExactlyInAnyOrderEntriesOf(first);
        }

        @Test
        void leaveTheSourceUntouched() throws IOException {
            SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
            SampleFiles.nifti(in.resolve("2.nii"), 5, 4, 3, 1, 2, 3);
            Map<String, byte[]> before = contents(in);
            denoise("--method", "median");
            assertThat(contents(in)).containsExactlyInAnyOrderEntriesOf(before);
        }

        @Test
        void areNotReadAgainWhenTheyLieInsideTheInputFolder() throws IOException {
            SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
            out = in.resolve("results");
            assertThat(denoise("--method", "identity").code()).isZero();
            assertThat(denoise("--method", "identity", "--overwrite").code()).isZero();
            assertThat(SampleFiles.below(out)).containsExactly("1.png");
        }
    }

    @Nested
    class NothingIsOverwritten {
        @BeforeEach
        void denoiseOnce() throws IOException {
            SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
            assertThat(denoise("--method", "identity").code()).isZero();
            Files.writeString(out.resolve("1.png"), "kept");
        }

        @Test
        void withoutBeingAsked() {
            Cli run = denoise("--method", "identity");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.linesNaming(in.resolve("1.png")))
                    .singleElement()
                    .asString()
                    .contains("--overwrite");
            assertThat(out.resolve("1.png")).hasContent("kept");
        }

        @Test
        void butIsWhenAsked() throws IOException {
            assertThat(denoise("--method", "identity", "--overwrite").code()).isZero();
            assertThat(Files.readAllBytes(out.resolve("1.png"))).startsWith(0x89, 'P', 'N', 'G');
        }

        @Test
        void whenTheNewOneFails() throws IOException {
            Path volume = SampleFiles.nifti(in.resolve("2.nii"), 5, 4, 3, 1, 2, 3);
            Files.writeString(out.resolve("2.nii"), "kept");
            assertThat(denoise("--method", "failing", "--overwrite").linesNaming(volume))
                    .hasSize(1);
            assertThat(out.resolve("2.nii")).hasContent("kept");
        }
    }

    @Nested
    class AFolderOfBadFilesAmongGoodOnes {
        private final List<String> bad = List.of(
                "empty.dcm",
                "text.dcm",
                "truncated.png",
                "nothing-after-magic.dcm",
                "huge.dcm",
                "random.nii",
                "nan.nii",
                "empty.nii.gz");

        @BeforeEach
        void makeFiles() throws IOException {
            SampleFiles.png(in.resolve("good.png"), 20, 30, 1);
            SampleFiles.png(in.resolve("zzz/good.png"), 20, 30, 1);
            SampleFiles.nifti(in.resolve("constant.nii"), 5, 4, 3, 7);
            Files.writeString(in.resolve("README.txt"), "Notes, no image.");
            Files.write(in.resolve("empty.dcm"), new byte[0]);
            Files.writeString(in.resolve("text.dcm"), "This is a text that was renamed.");
            byte[] whole = Files.readAllBytes(in.resolve("good.png"));
            Files.write(in.resolve("truncated.png"), Arrays.copyOf(whole, whole.length / 2));
            Files.write(in.resolve("nothing-after-magic.dcm"), magic(0));
            Files.write(in.resolve("huge.dcm"), huge());
            byte[] random = new byte[1000];
            new Random(1).nextBytes(random);
            Files.write(in.resolve("random.nii"), random);
            SampleFiles.nifti(in.resolve("nan.nii"), 5, 4, 3, 1, Float.NaN, 3);
            Files.write(in.resolve("empty.nii.gz"), new byte[0]);
        }

        private static byte[] magic(int behind) {
            byte[] bytes = new byte[132 + behind];
            System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, bytes, 128, 4);
            return bytes;
        }

        /** Rows = Columns = 65535, 16 bits, ten bytes of pixels (implicit little endian after the preamble). */
        private static byte[] huge() {
            ByteBuffer bytes = ByteBuffer.wrap(magic(200)).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(132);
            byte[] syntax = "1.2.840.10008.1.2\0".getBytes(StandardCharsets.US_ASCII);
            bytes.putShort((short) 2).putShort((short) 0x10).put((byte) 'U').put((byte) 'I');
            bytes.putShort((short) syntax.length).put(syntax);
            int[][] words = {{0x02, 1}, {0x10, 65535}, {0x11, 65535}, {0x100, 16}, {0x101, 16}, {0x102, 15}, {0x103, 0}
            };
            for (int[] word : words) {
                bytes.putShort((short) 0x28).putShort((short) word[0]).putInt(2).putShort((short) word[1]);
            }
            bytes.putShort((short) 0x7fe0).putShort((short) 0x10).putInt(10).put(new byte[10]);
            return Arrays.copyOf(bytes.array(), bytes.position());
        }

        @Test
        void namesEachBadOneInOneLineAndDoesTheGoodOnes() throws IOException {
            Cli run = denoise("--method", "identity");
            assertThat(run.code()).isEqualTo(1);
            for (String name : bad) {
                assertThat(run.linesNaming(in.resolve(name))).as(run.err()).hasSize(1);
            }
            assertThat(SampleFiles.below(out)).containsExactly("constant.nii", "good.png", "zzz/good.png");
            assertThat(run.err()).doesNotContain("\tat ", "Exception", "internal error");
            assertThat(run.err()).contains("skipped 1 file or folder: not an image");
        }

        @Test
        void saysTheSameAsOneObject() {
            Cli run = denoise("--method", "identity", "--json");
            assertThat(run.out().lines()).hasSize(1);
            assertThat(run.json().get("results")).hasSize(3);
            assertThat(run.json().get("failed")).hasSize(bad.size());
            assertThat(run.json().get("skipped")).hasSize(1);
        }

        @Test
        void fromConstantToHugeNoFilterBreaks() {
            for (String method : List.of("gaussian", "median", "nl-means")) {
                out = folder.resolve(method);
                Cli run = denoise("--method", method, "--range", "0:10");
                assertThat(bad)
                        .allSatisfy(name ->
                                assertThat(run.linesNaming(in.resolve(name))).hasSize(1));
                assertThat(run.err()).doesNotContain("internal error");
            }
        }
    }

    @Nested
    class AFailureInTheMiddle {
        @ParameterizedTest
        @ValueSource(strings = {"exception", "memory", "stack"})
        void leavesNothing(String how) throws IOException {
            Path volume = SampleFiles.nifti(in.resolve("1.nii"), 5, 4, 3, 1, 2, 3);
            Cli run = denoise("--method", "failing", "--set", "how=" + how);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.linesNaming(volume)).hasSize(1);
            assertThat(run.err()).doesNotContain("\tat ");
            assertThat(SampleFiles.below(out)).isEmpty();
        }

        @Test
        void showsItsStackTraceOnlyWhenAsked() throws IOException {
            SampleFiles.nifti(in.resolve("1.nii"), 5, 4, 3, 1, 2, 3);
            assertThat(denoise("--method", "failing", "--debug").err()).contains("\tat dev.limpid");
        }

        @Test
        void leavesNoLeftOverOfAKilledRunEither() throws IOException {
            SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
            Files.createDirectory(out);
            Path leftOver = Files.writeString(out.resolve(".1.png.limpid-tmp-99999999-0"), "half");
            Files.setLastModifiedTime(leftOver, FileTime.fromMillis(0));
            denoise("--method", "identity");
            assertThat(SampleFiles.below(out)).containsExactly("1.png");
        }
    }

    @Nested
    class WrongUsage {
        @BeforeEach
        void makeImage() throws IOException {
            SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--method nosuch",
                    "--method gaussian --set nosuch=1",
                    "--method gaussian --set sigma=much",
                    "--method gaussian --model ct",
                    "--model nosuch",
                    "--range 5",
                    "--range 5:5",
                    "--range low:high",
                    "--device tpu",
                    "--threads -1",
                    "--set precision=fp8",
                    "--set tile=big",
                    "--set nosuch=1",
                    "--nosuch"
                })
        void endsWithTwoAndOneLineAndDoesNothing(String options) {
            Cli run = denoise((Object[]) options.split(" "));
            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.err().lines().findFirst().orElseThrow()).startsWith("limpid: ");
            assertThat(run.err()).doesNotContain("\tat ");
            assertThat(out).doesNotExist();
        }

        @Test
        void isAnOutputThatIsAFile() throws IOException {
            Files.writeString(out, "a file");
            assertThat(denoise("--method", "identity").code()).isEqualTo(2);
        }

        @Test
        void isAnOutputThatIsTheInput() throws IOException {
            Map<String, byte[]> before = contents(in);
            Cli run = Cli.run("denoise", in, "-o", in, "--method", "identity", "--overwrite");
            assertThat(run.code()).isEqualTo(2);
            assertThat(contents(in)).containsExactlyInAnyOrderEntriesOf(before);
        }
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsOneLine() throws IOException {
        SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
        SampleFiles.png(in.resolve("2.png"), 20, 30, 1);
        Path blocked = Files.writeString(folder.resolve("file"), "not a folder").resolve("out");
        Cli run = Cli.run("denoise", in, "-o", blocked, "--method", "identity");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines().filter(line -> line.contains(blocked.toString())))
                .hasSize(1);
    }

    @Test
    void aNameWithLineEndsAndControlsIsStillOneLine() throws IOException {
        Path odd = Files.writeString(in.resolve("two\nlines\u001b[2J.dcm"), "no image");
        Cli run = denoise("--method", "identity");
        assertThat(run.err().lines().filter(line -> line.contains("two?lines?[2J.dcm: ")))
                .as(run.err())
                .hasSize(1);
        assertThat(run.err()).doesNotContain("\u001b");
        assertThat(run.err().lines()).hasSize(2);
        Files.delete(odd);
        SampleFiles.png(odd, 16, 16, 1);
        denoise("--method", "identity");
        assertThat(denoise("--method", "identity").err()).contains("two?lines?[2J.dcm exists already");
    }

    @Test
    void anEmptyFileOrATornOffPreambleInAFolderFails() throws IOException {
        SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
        Files.write(in.resolve("IM0001"), new byte[0]);
        Files.write(in.resolve("IM0002"), new byte[100]);
        Files.write(in.resolve("zeros"), new byte[1000]);
        Cli run = denoise("--method", "identity");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(in.resolve("IM0001"))).hasSize(1);
        assertThat(run.linesNaming(in.resolve("IM0002"))).hasSize(1);
        assertThat(run.linesNaming(in.resolve("zeros"))).isEmpty();
        assertThat(SampleFiles.below(out)).containsExactly("1.png");
    }

    @Test
    void aMissingInputIsNamedAndTheOthersAreDone() throws IOException {
        Path good = SampleFiles.png(in.resolve("1.png"), 20, 30, 1);
        Cli run = Cli.run("denoise", in.resolve("no.png"), good, "-o", out, "--method", "identity", "--no-evidence");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.linesNaming(in.resolve("no.png"))).hasSize(1);
        assertThat(SampleFiles.below(out)).containsExactly("1.png");
    }

    @Test
    void aFileWithoutARangeAsksForOneUnlessTheMethodNeedsNone() throws IOException {
        Path volume = SampleFiles.nifti(in.resolve("1.nii"), 5, 4, 3, 1, 2, 3);
        assertThat(denoise("--method", "nl-means").linesNaming(volume))
                .singleElement()
                .asString()
                .contains("--range");
        assertThat(denoise("--method", "nl-means", "--range", "0:4").code()).isZero();
        assertThat(denoise("--method", "identity", "--overwrite").code()).isZero();
    }

    @Test
    void aVolumeSaidToBeCtHasTheRangeOfCt() throws IOException {
        SampleFiles.nifti(in.resolve("1.nii"), 16, 16, 2, -900, 40, 60);
        assertThat(denoise("--method", "nl-means").code()).isEqualTo(1);
        Cli run = denoise("--method", "nl-means", "--modality", "ct", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("results").get(0).get("parameters").asString())
                .contains("range -1000.0:1000.0");
        assertThat(denoise("--modality", "pet").code()).isEqualTo(2);
    }

    @Test
    void theRevisionIsPartOfWhatFixesAResult() throws IOException {
        SampleFiles.png(in.resolve("1.png"), 16, 16, 1);
        System.setProperty("limpid.revision", "1a2b3c4");
        try {
            Cli run = denoise("--method", "gaussian", "--json");
            assertThat(run.json().get("results").get(0).get("parameters").asString())
                    .endsWith(", revision 1a2b3c4");
        } finally {
            System.clearProperty("limpid.revision");
        }
    }
}
