package dev.limpid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchPlanTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private BatchPlan plan(Path output, Path... inputs) throws IOException {
        return BatchPlan.of(InputWalk.of(List.of(inputs), output).files(), output);
    }

    @Test
    void resultsKeepTheRelativePath() throws IOException {
        file("in/a/1.dcm");
        Path out = folder.resolve("out");
        assertThat(plan(out, folder.resolve("in")).items())
                .extracting(BatchPlan.Item::target)
                .containsExactly(out.resolve("a/1.dcm"));
    }

    @Test
    void twoInputsWithOneResultAreRefusedNamingBoth() throws IOException {
        Path first = file("x/1.dcm");
        Path second = file("y/1.dcm");
        assertThatThrownBy(() -> plan(folder.resolve("out"), first, second))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContainingAll(first.toString(), second.toString());
    }

    @Test
    void aResultThatWouldReplaceItsSourceIsRefused() throws IOException {
        Path source = file("in/1.dcm");
        assertThatThrownBy(() -> plan(folder.resolve("in"), source))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining("would replace a source");
    }

    @Test
    void aResultThatWouldReplaceAnotherSourceIsRefusedEvenThroughALink() throws IOException {
        file("in/1.dcm");
        Path other = file("real/1.dcm");
        Path link = Files.createSymbolicLink(folder.resolve("out"), folder.resolve("real"));
        Path odd = file("odd/2.dcm");
        Files.createSymbolicLink(folder.resolve("in/2.dcm"), odd);
        assertThatThrownBy(() -> plan(link, folder.resolve("in"), folder.resolve("in/2.dcm"), other))
                .isInstanceOf(OutputRefusedException.class);
    }

    @Test
    void anOutputThatIsAFileIsRefused() throws IOException {
        Path source = file("in/1.dcm");
        Path output = file("out");
        assertThatThrownBy(() -> plan(output, source)).hasMessageContaining("is a file; results need a folder");
    }
}
