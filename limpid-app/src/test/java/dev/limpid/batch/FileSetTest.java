package dev.limpid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSetTest {
    @TempDir
    private Path folder;

    private Path old(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "of before");
    }

    @Test
    void oneThatCannotBeBroughtBackCostsTheOthersNothingAndHidesNoCause() throws IOException {
        Path replaced = old("a.txt");
        // The folder goes after its only file, and is in the way of its own return once that file is back.
        Path within = old("lost/b.txt");
        Path after = old("c.txt");
        Path inTheWay = old("full/d.txt").getParent();
        try (FileSet files = new FileSet()) {
            files.prepare(replaced, temporary -> Files.writeString(temporary, "new"));
            List<Path> older = List.of(within, folder.resolve("lost"), after, inTheWay);
            Throwable failure = catchThrowable(() -> files.publish(true, older));
            assertThat(failure).isInstanceOf(DirectoryNotEmptyException.class).hasMessageContaining("full");
            assertThat(failure.getSuppressed()).singleElement().asString().contains("lost");
        }
        assertThat(List.of(replaced, within, after))
                .allSatisfy(file -> assertThat(file).hasContent("of before"));
    }

    @Test
    void withoutLeaveToReplaceNothingOlderGoes() throws IOException {
        Path older = old("b.txt");
        try (FileSet files = new FileSet()) {
            files.prepare(folder.resolve("a.txt"), temporary -> Files.writeString(temporary, "new"));
            assertThat(files.publish(false, List.of(older))).containsExactly(folder.resolve("a.txt"));
        }
        assertThat(older).exists();
    }
}
