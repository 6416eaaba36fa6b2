package dev.limpid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path made;
    private Path target;

    @BeforeEach
    void nameTarget() {
        made = folder.resolve("made");
        target = made.resolve("result.dcm");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    @Test
    void theFileAppearsWholeAndAlone() throws IOException {
        AtomicFile.write(target, false, temporary -> Files.writeString(temporary, "whole"));
        assertThat(target).hasContent("whole");
        assertThat(entries(made)).containsExactly(target);
    }

    @Test
    void whileItIsWrittenNothingHasItsName() throws IOException {
        AtomicFile.write(target, false, temporary -> {
            Files.writeString(temporary, "half");
            assertThat(target).doesNotExist();
            assertThat(temporary.getParent()).isEqualTo(made);
            assertThat(temporary.getFileName().toString()).startsWith(".result.dcm.limpid-tmp-");
        });
    }

    @Test
    void aFailureLeavesNothing() {
        assertThatThrownBy(() -> AtomicFile.write(target, false, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new IOException("broken on purpose");
                }))
                .hasMessage("broken on purpose");
        assertThat(made).isEmptyDirectory();
    }

    @Test
    void anErrorLeavesNothing() {
        assertThatThrownBy(() -> AtomicFile.write(target, false, temporary -> {
                    Files.writeString(temporary, "half");
                    throw new OutOfMemoryError("broken on purpose");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(made).isEmptyDirectory();
    }

    @Test
    void aFailureKeepsWhatWasThere() throws IOException {
        AtomicFile.write(target, false, temporary -> Files.writeString(temporary, "old"));
        assertThatThrownBy(() -> AtomicFile.write(target, true, temporary -> {
                    throw new IOException("broken on purpose");
                }))
                .isInstanceOf(IOException.class);
        assertThat(target).hasContent("old");
    }

    @Test
    void anExistingFileIsKeptUnlessToldOtherwise() throws IOException {
        AtomicFile.write(target, false, temporary -> Files.writeString(temporary, "old"));
        assertThatThrownBy(() -> AtomicFile.write(target, false, temporary -> Files.writeString(temporary, "new")))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining("--overwrite");
        assertThat(target).hasContent("old");
        AtomicFile.write(target, true, temporary -> Files.writeString(temporary, "new"));
        assertThat(target).hasContent("new");
    }

    @Test
    void aFileThatAppearsMeanwhileIsKept() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(target, false, temporary -> {
                    Files.writeString(temporary, "mine");
                    Files.writeString(target, "another run's");
                }))
                .isInstanceOf(OutputRefusedException.class);
        assertThat(target).hasContent("another run's");
        assertThat(entries(made)).containsExactly(target);
    }

    @Test
    void aNameOfTheGreatestLengthCanBeWritten() throws IOException {
        Path longest = folder.resolve("x".repeat(255));
        AtomicFile.write(longest, false, temporary -> Files.writeString(temporary, "whole"));
        assertThat(longest).hasContent("whole");
    }

    @Nested
    class LeftOvers {
        private Path leftOver(String mark) throws IOException {
            return Files.writeString(folder.resolve(".result.dcm.limpid-tmp-" + mark), "half");
        }

        /** The part of the mark that stands for this machine, as the code under test writes it. */
        private String place() throws IOException {
            String name = RunMark.temporaryFor(target).getFileName().toString();
            return name.substring(name.lastIndexOf('-') + 1);
        }

        @Test
        void ofADeadRunAreRemoved() throws IOException {
            Path dead = leftOver("99999999-" + place());
            AtomicFile.removeLeftOvers(folder);
            assertThat(dead).doesNotExist();
        }

        @Test
        void ofALivingRunStay() throws IOException {
            long parent = ProcessHandle.current().parent().orElseThrow().pid();
            Path living = leftOver(parent + "-" + place());
            AtomicFile.removeLeftOvers(folder);
            assertThat(living).exists();
        }

        @Test
        void ofAnotherMachineStayForADay() throws IOException {
            Path foreign = leftOver("99999999-0");
            AtomicFile.removeLeftOvers(folder);
            assertThat(foreign).exists();
            Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minusSeconds(2 * 24 * 3600)));
            AtomicFile.removeLeftOvers(folder);
            assertThat(foreign).doesNotExist();
        }

        @Test
        void nothingElseIsRemoved() throws IOException {
            Path other = Files.writeString(folder.resolve(".result.dcm.limpid-tmp-notes"), "kept");
            AtomicFile.removeLeftOvers(folder);
            assertThat(other).exists();
        }
    }
}
