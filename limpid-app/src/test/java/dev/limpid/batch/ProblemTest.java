package dev.limpid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void whereNoOneElseNamesTheFileTheLineDoes() {
        assertThat(Problem.describeWithFile(new NoSuchFileException("a/b"))).isEqualTo("a/b: no such file or folder");
        assertThat(Problem.describeWithFile(new FileAlreadyExistsException("m.safetensors")))
                .isEqualTo("m.safetensors: already exists");
        assertThat(Problem.describeWithFile(new FileSystemException("x", null, "Read-only file system")))
                .isEqualTo("x: Read-only file system");
        assertThat(Problem.describeWithFile(new DirectoryIteratorException(new AccessDeniedException("d"))))
                .isEqualTo("d: permission denied");
        assertThat(Problem.describeWithFile(new IOException("m is broken"))).isEqualTo("m is broken");
    }

    @Test
    void aPathIsShownWithoutControlCharacters() {
        assertThat(Problem.show(Path.of("a\nb\tc\u001b[0m\u0085\u2028 ä"))).isEqualTo("a?b?c?[0m?? ä");
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        assertThat(Problem.describe(new IOException("one\r\n  two\u0007"))).isEqualTo("one two?");
        assertThat(new OutputRefusedException("one\ntwo").getMessage()).isEqualTo("one two");
    }
}
