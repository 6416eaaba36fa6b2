package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.batch.OutputRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path root;

    private RunFolder open(int seed, boolean overwrite) throws IOException {
        return RunFolder.open(root.resolve("out"), Map.of(), Map.of("task", "matrix", "seed", seed), overwrite);
    }

    @Test
    void overwritingForgetsCellsAndResultsOfTheRunBefore() throws IOException {
        RunFolder first = open(1, false);
        try (Journal journal = Journal.open(first.file(RunFolder.JOURNAL), lost -> {})) {
            journal.put("cell", "result");
        }
        first.write(RunFolder.RESULTS, "figures");
        RunFolder second = open(2, true);
        assertThat(second.file(RunFolder.RESULTS)).doesNotExist();
        assertThat(second.file(RunFolder.RECORD)).content().contains("\"seed\" : 2");
        try (Journal journal = Journal.open(second.file(RunFolder.JOURNAL), lost -> {})) {
            assertThat(journal.size()).isZero();
        }
    }

    @Test
    void overwritingAFolderThatIsWrittenToIsRefusedAndTakesNothing() throws IOException {
        RunFolder first = open(1, false);
        first.write(RunFolder.RESULTS, "figures");
        try (Journal journal = Journal.open(first.file(RunFolder.JOURNAL), lost -> {})) {
            journal.put("cell", "result");
            assertThatThrownBy(() -> open(2, true))
                    .isInstanceOf(OutputRefusedException.class)
                    .hasMessageContaining("another bench is writing");
            assertThat(journal.get("cell")).contains("result");
        }
        assertThat(first.file(RunFolder.RESULTS)).hasContent("figures");
        assertThat(first.file(RunFolder.RECORD)).content().contains("\"seed\" : 1");
    }

    @Test
    void overwritingAFolderThatIsNotThereMakesIt() throws IOException {
        assertThat(Files.exists(open(1, true).file(RunFolder.RECORD))).isTrue();
    }
}
