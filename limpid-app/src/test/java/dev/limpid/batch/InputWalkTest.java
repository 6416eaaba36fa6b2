package dev.limpid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputWalkTest {
    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void makeFolders() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private Path file(String name) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private InputWalk walk(Path... inputs) {
        return InputWalk.of(List.of(inputs), out);
    }

    private static List<String> relatives(InputWalk walk) {
        return walk.files().stream().map(file -> file.relative().toString()).toList();
    }

    @Test
    void aFolderGivesItsFilesByNameWithTheirRelativePaths() throws IOException {
        file("b.png");
        file("a/2.dcm");
        file("a/1.dcm");
        assertThat(relatives(walk(in))).containsExactly("a/1.dcm", "a/2.dcm", "b.png");
    }

    @Test
    void aNamedFileKeepsItsNameOnly() throws IOException {
        InputWalk walk = walk(file("a/1.dcm"));
        assertThat(relatives(walk)).containsExactly("1.dcm");
        assertThat(walk.files().get(0).named()).isTrue();
    }

    @Test
    void hiddenFilesDicomDirectoriesAndEarlierEvidenceAreSkippedInFolders() throws IOException {
        file(".DS_Store");
        file(".hidden/1.dcm");
        file("DICOMDIR");
        file("evidence/1.dcm.evidence.png");
        file("1.dcm");
        InputWalk walk = walk(in);
        assertThat(relatives(walk)).containsExactly("1.dcm");
        assertThat(walk.skipped()).hasSize(4);
        assertThat(walk.failed()).isEmpty();
    }

    @Test
    void theOutputFolderInsideTheInputFolderIsNotRead() throws IOException {
        file("1.dcm");
        file("results/1.dcm");
        InputWalk walk = InputWalk.of(List.of(in), in.resolve("results"));
        assertThat(relatives(walk)).containsExactly("1.dcm");
    }

    @Test
    void theOutputFolderReachedThroughALinkIsNotRead() throws IOException {
        file("1.dcm");
        Files.createDirectory(out);
        Files.writeString(out.resolve("1.dcm"), "result");
        Files.createSymbolicLink(in.resolve("link"), out);
        assertThat(relatives(walk(in))).containsExactly("1.dcm");
    }

    @Test
    void loopsOfLinksEnd() throws IOException {
        file("a/1.dcm");
        Files.createSymbolicLink(in.resolve("a/up"), in);
        Files.createSymbolicLink(in.resolve("self"), in.resolve("self"));
        InputWalk walk = walk(in);
        assertThat(relatives(walk)).containsExactly("a/1.dcm");
        assertThat(walk.skipped()).extracting(Skipped::path).containsExactly(in.resolve("a/up"));
        assertThat(walk.failed()).extracting(Failed::path).containsExactly(in.resolve("self"));
    }

    @Test
    void linksBetweenManyFoldersAreFollowedOnceEach() throws IOException {
        int folders = 20;
        for (int i = 0; i < folders; i++) {
            file("d" + i + "/1.dcm");
        }
        for (int i = 0; i < folders; i++) {
            for (int j = 0; j < folders; j++) {
                Files.createSymbolicLink(in.resolve("d" + i + "/to" + j), in.resolve("d" + j));
            }
        }
        assertThat(walk(in).files()).hasSize(folders);
    }

    @Test
    void whatDoesNotExistIsNamedAndTheRestIsTaken() throws IOException {
        Path missing = in.resolve("missing.dcm");
        InputWalk walk = walk(missing, file("1.dcm"));
        assertThat(relatives(walk)).containsExactly("1.dcm");
        assertThat(walk.failed()).containsExactly(new Failed(missing, "no such file or folder"));
    }

    @Test
    void theSameFileGivenTwiceIsTakenOnce() throws IOException {
        Path file = file("1.dcm");
        assertThat(walk(file, file, in).files()).hasSize(1);
    }
}
