package dev.limpid.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.batch.OutputRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {
    private static final List<String> NAMES = List.of("a.csv", "b.csv", "run.json");

    @TempDir
    private Path folder;

    private List<String> there() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nothingShowsUnderItsNameBeforeAllIsThere() throws IOException {
        try (ResultFolder results = ResultFolder.of(folder, false, NAMES)) {
            results.write("a.csv", "a");
            assertThat(folder.resolve("a.csv")).doesNotExist();
            results.write("b.csv", "b");
            results.finish();
            assertThat(results.written()).containsExactly(folder.resolve("a.csv"), folder.resolve("b.csv"));
        }
        assertThat(there()).containsExactly("a.csv", "b.csv");
    }

    @Test
    void oneThatCouldNotBePutBackIsToldBeforeAnythingIsComputed() throws IOException {
        Path locked = Files.writeString(folder.resolve("b.csv"), "of another");
        assumeTrue(locked.toFile().setReadable(false) && !Files.isReadable(locked), "this user reads everything");
        assertThatThrownBy(() -> ResultFolder.of(folder, true, NAMES))
                .isInstanceOf(OutputRefusedException.class)
                .hasMessageContaining("b.csv cannot be read");
        assertThat(there()).containsExactly("b.csv");
    }

    @Test
    void whatWasNotFinishedLeavesNothing() throws IOException {
        try (ResultFolder results = ResultFolder.of(folder, false, NAMES)) {
            results.write("a.csv", "a");
        }
        assertThat(there()).isEmpty();
    }

    @Test
    void whereOneCannotGetItsNameTheOthersAreWhatTheyWere() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "of before");
        try (ResultFolder results = ResultFolder.of(folder, true, NAMES)) {
            results.write("a.csv", "new");
            results.write("b.csv", "new");
            Files.createDirectories(folder.resolve("b.csv/in the way"));
            assertThatThrownBy(results::finish).isInstanceOf(IOException.class);
        }
        assertThat(folder.resolve("a.csv")).hasContent("of before");
        assertThat(there()).containsExactly("a.csv", "b.csv");
    }

    private void runThatLeft(String... names) throws IOException {
        try (ResultFolder results = ResultFolder.of(folder, true, NAMES)) {
            for (String name : names) {
                results.write(name, "of before");
            }
            results.record(Map.of(), Map.of());
            results.finish();
        }
    }

    @Test
    void anOlderRunsFilesAreRefusedUnlessOverwrittenAndThenGone() throws IOException {
        runThatLeft("b.csv");
        assertThatThrownBy(() -> ResultFolder.of(folder, false, NAMES)).isInstanceOf(OutputRefusedException.class);
        try (ResultFolder results = ResultFolder.of(folder, true, NAMES)) {
            results.write("a.csv", "a");
            results.record(Map.of(), Map.of());
            assertThat(folder.resolve("b.csv")).hasContent("of before");
            results.finish();
        }
        assertThat(there()).containsExactly("a.csv", "run.json");
    }

    @Test
    void aFileThatNoRecordListsStaysWhateverItsName() throws IOException {
        runThatLeft("a.csv");
        Files.writeString(folder.resolve("b.csv"), "of a person");
        try (ResultFolder results = ResultFolder.of(folder, true, NAMES)) {
            results.write("a.csv", "new");
            results.record(Map.of(), Map.of());
            results.finish();
        }
        assertThat(folder.resolve("b.csv")).hasContent("of a person");
        assertThat(folder.resolve("a.csv")).hasContent("new");
    }

    @Test
    void aRecordThatIsNoneListsNothing() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"files\": [\"b.csv\"");
        Files.writeString(folder.resolve("b.csv"), "of a person");
        try (ResultFolder results = ResultFolder.of(folder, true, NAMES)) {
            results.write("a.csv", "new");
            results.finish();
        }
        assertThat(there()).containsExactly("a.csv", "b.csv", "run.json");
    }

    @Test
    void anOlderFileThatCannotGoLeavesAllAsItWas() throws IOException {
        runThatLeft("a.csv", "b.csv");
        Files.delete(folder.resolve("b.csv"));
        try (ResultFolder results = ResultFolder.of(folder, true, NAMES)) {
            results.write("a.csv", "new");
            results.record(Map.of(), Map.of());
            Files.createDirectories(folder.resolve("b.csv/in the way"));
            assertThatThrownBy(results::finish).isInstanceOf(IOException.class);
            assertThat(results.written()).isEmpty();
        }
        assertThat(folder.resolve("a.csv")).hasContent("of before");
        assertThat(folder.resolve("run.json")).content().contains("b.csv");
    }
}
