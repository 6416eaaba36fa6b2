package dev.limpid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRunTest {
    @TempDir
    private Path folder;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private final BatchRun.Listener listener = new BatchRun.Listener() {
        @Override
        public void ended(BatchPlan.Item item) {
            heard.add("ended");
        }

        @Override
        public void failed(Failed failed, Throwable cause) {
            heard.add(failed.line());
        }
    };

    private BatchPlan plan(boolean named, String... names) throws IOException {
        List<BatchPlan.Item> items = new ArrayList<>();
        for (String name : names) {
            Path file = Files.writeString(folder.resolve(name), "text of " + name);
            items.add(new BatchPlan.Item(
                    new SourceFile(file, file.getFileName(), named),
                    folder.resolve("out").resolve(name)));
        }
        return new BatchPlan(items);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void resultsComeInThePlansOrderWhateverTheThreads(int threads) throws IOException {
        BatchPlan plan = plan(true, "a.png", "b.png", "c.png", "d.png", "e.png");
        BatchRun<String> run =
                BatchRun.of(plan, threads, item -> item.source().relative().toString(), listener);
        assertThat(run.done()).containsExactly("a.png", "b.png", "c.png", "d.png", "e.png");
        assertThat(heard).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneBadInputDoesNotStopTheRest(int threads) throws IOException {
        BatchRun<String> run = BatchRun.of(
                plan(true, "a.png", "bad.png", "c.png"),
                threads,
                item -> {
                    if (item.source().relative().startsWith("bad.png")) {
                        throw new ImageFormatException("truncated");
                    }
                    return item.source().relative().toString();
                },
                listener);
        assertThat(run.done()).containsExactly("a.png", "c.png");
        assertThat(run.failed()).containsExactly(new Failed(folder.resolve("bad.png"), "truncated"));
        assertThat(heard).contains(folder.resolve("bad.png") + ": truncated");
    }

    @Test
    void errorsOfTheMachineAreFailuresOfOneInput() throws IOException {
        BatchRun<String> run = BatchRun.of(
                plan(true, "memory.png", "stack.png", "bug.png"),
                1,
                item -> {
                    switch (item.source().relative().toString()) {
                        case "memory.png" -> throw new OutOfMemoryError("Java heap space");
                        case "stack.png" -> throw new StackOverflowError();
                        default -> throw new IllegalStateException("a\nbug");
                    }
                },
                listener);
        assertThat(run.failed()).extracting(Failed::reason).allMatch(reason -> !reason.contains("\n"));
        assertThat(run.failed().get(0).reason()).contains("not enough memory", "LIMPID_JAVA_OPTS");
        assertThat(run.failed().get(2).reason()).contains("internal error", "a bug", "--debug");
    }

    @Test
    void aFullDiskStopsTheRunWithOneLine() throws IOException {
        BatchRun<String> run = BatchRun.of(
                plan(true, "a.png", "b.png", "c.png"),
                1,
                item -> {
                    throw new FileSystemException("x", null, "No space left on device");
                },
                listener);
        assertThat(run.failed()).hasSize(1);
        assertThat(run.failed().get(0).reason()).contains("is full");
        assertThat(run.notStarted()).isEqualTo(2);
        assertThat(heard).hasSize(1);
    }

    @Test
    void inAFolderWhatPromisesNoImageIsSkippedAndWhatDoesFails() throws IOException {
        BatchRun<String> run = BatchRun.of(
                plan(false, "README.txt", "text.dcm", "noextension"),
                1,
                item -> {
                    throw new ImageFormatException("not an image");
                },
                listener);
        assertThat(run.failed()).extracting(Failed::path).containsExactly(folder.resolve("text.dcm"));
        assertThat(run.skipped())
                .extracting(Skipped::path)
                .containsExactly(folder.resolve("README.txt"), folder.resolve("noextension"));
    }

    @Test
    void aNamedFileThatIsNoImageFails() throws IOException {
        BatchRun<String> run = BatchRun.of(
                plan(true, "README.txt"),
                1,
                item -> {
                    throw new ImageFormatException("not an image");
                },
                listener);
        assertThat(run.failed()).hasSize(1);
    }
}
