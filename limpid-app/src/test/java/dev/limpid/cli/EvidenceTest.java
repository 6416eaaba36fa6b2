package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class EvidenceTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void makeInput() throws IOException {
        in = folder.resolve("in");
        out = folder.resolve("out");
        SampleFiles.png(in.resolve("a/1.png"), 40, 50, 1);
        SampleFiles.nifti(in.resolve("2.nii"), 20, 24, 3, 1, 5, 2, 7, 3);
    }

    private Cli denoise(String... more) {
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {"denoise", in.toString(), "-o", out.toString(), "--method", "median"}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Cli.run((Object[]) all);
    }

    @Test
    void liesInAFolderOfItsOwnUnderTheResultsPaths() throws IOException {
        Cli run = denoise();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(out))
                .containsExactly(
                        "2.nii",
                        "a/1.png",
                        "evidence/2.nii.evidence.json",
                        "evidence/2.nii.evidence.png",
                        "evidence/a/1.png.evidence.json",
                        "evidence/a/1.png.evidence.png",
                        "evidence/evidence.html");
        assertThat(run.err()).contains(out.resolve("evidence/evidence.html").toString());
    }

    @Test
    void isTakenFromTheMiddlePlaneUnlessAllAreAskedFor() throws IOException {
        denoise();
        assertThat(planes(out).size()).isEqualTo(1);
        assertThat(planes(out).get(0).get("frame").asInt()).isEqualTo(1);
        out = folder.resolve("all");
        denoise("--evidence", "all");
        assertThat(planes(out).size()).isEqualTo(3);
        assertThat(SampleFiles.below(out)).contains("evidence/2.nii.1.evidence.png", "evidence/2.nii.3.evidence.png");
    }

    private static JsonNode planes(Path out) throws IOException {
        String text = Files.readString(out.resolve("evidence/2.nii.evidence.json"));
        return new ObjectMapper().readTree(text).get("planes");
    }

    @Test
    void ofManyFilesIsTakenFromSomeUnlessAllAreAskedFor() throws IOException {
        for (int i = 10; i < 30; i++) {
            SampleFiles.png(in.resolve("series/" + i + ".png"), 20, 20, i);
        }
        denoise();
        assertThat(SampleFiles.below(out))
                .filteredOn(file -> file.endsWith(".evidence.png"))
                .hasSize(6);
        out = folder.resolve("all");
        denoise("--evidence", "all");
        assertThat(SampleFiles.below(out))
                .filteredOn(file -> file.endsWith(".evidence.json"))
                .hasSize(22);
    }

    @Test
    void canBeLeftOut() throws IOException {
        denoise("--no-evidence");
        assertThat(SampleFiles.below(out)).containsExactly("2.nii", "a/1.png");
    }

    @Test
    void isTheSameInEveryRun() throws IOException {
        denoise("--threads", "1");
        String first = Files.readString(out.resolve("evidence/2.nii.evidence.json"));
        byte[] panel = Files.readAllBytes(out.resolve("evidence/a/1.png.evidence.png"));
        out = folder.resolve("again");
        denoise("--threads", "2");
        assertThat(out.resolve("evidence/2.nii.evidence.json")).hasContent(first);
        assertThat(out.resolve("evidence/a/1.png.evidence.png")).hasBinaryContent(panel);
    }

    @Test
    void ofAFailedResultIsTakenBack() throws IOException {
        Cli run = Cli.run("denoise", in, "-o", out, "--method", "failing", "--evidence", "all", "--threads", "1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(SampleFiles.below(out)).noneMatch(file -> file.contains("1.png"));
    }

    @Test
    void thatCannotBeWrittenLeavesTheResultAndSaysSo() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("evidence"), "a file in the way");
        Cli run = denoise("--json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(SampleFiles.below(out)).containsExactly("2.nii", "a/1.png", "evidence");
        assertThat(run.linesNaming(in.resolve("2.nii")))
                .singleElement()
                .asString()
                .contains("result written; its evidence could not be: ");
        assertThat(run.json().get("results")).hasSize(2);
        assertThat(run.json().get("failed")).isEmpty();
        assertThat(run.err()).contains("denoised 2 of 2");
    }

    @Test
    void whoseNumbersCannotBeWrittenIsLeftOutWhole() throws IOException {
        Files.createDirectories(out.resolve("evidence/2.nii.evidence.json"));
        Cli run = denoise();
        assertThat(run.code()).isEqualTo(1);
        assertThat(SampleFiles.below(out))
                .contains("2.nii", "evidence/a/1.png.evidence.json")
                .doesNotContain("evidence/2.nii.evidence.png");
    }

    @Test
    void thatHasNoResultIsReplaced() throws IOException {
        denoise();
        Files.delete(out.resolve("2.nii"));
        Files.writeString(out.resolve("evidence/2.nii.evidence.json"), "of no result");
        Files.delete(out.resolve("a/1.png"));
        assertThat(denoise().code()).isZero();
        assertThat(planes(out).size()).isEqualTo(1);
    }

    @Test
    void leftHalfWrittenByAKilledRunIsTakenAway() throws IOException {
        Path leftOver = out.resolve("evidence/a/.1.png.limpid-tmp-99999999-0");
        Files.createDirectories(leftOver.getParent());
        Files.writeString(leftOver, "half");
        Files.setLastModifiedTime(leftOver, FileTime.fromMillis(0));
        denoise();
        assertThat(leftOver).doesNotExist();
    }

    @Test
    void isNotTakenForAnInputInALaterRun() throws IOException {
        denoise();
        Path next = folder.resolve("next");
        assertThat(Cli.run("denoise", out, "-o", next, "--method", "identity", "--no-evidence")
                        .code())
                .isZero();
        assertThat(SampleFiles.below(next)).containsExactly("2.nii", "a/1.png");
    }

    @Test
    void pageOfAnEarlierRunIsKept() throws IOException {
        denoise();
        Files.delete(out.resolve("2.nii"));
        Files.delete(out.resolve("evidence/2.nii.evidence.json"));
        Files.delete(out.resolve("evidence/2.nii.evidence.png"));
        denoise();
        assertThat(SampleFiles.below(out)).contains("evidence/evidence.html", "evidence/evidence-2.html");
    }
}
