package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    private Path folder;

    private final List<Integer> lost = new ArrayList<>();

    private Journal open() throws IOException {
        return Journal.open(folder.resolve("journal"), lost::add);
    }

    private void write(int count) throws IOException {
        try (Journal journal = open()) {
            for (int i = 0; i < count; i++) {
                journal.put("key " + i, "text " + i + " | with ä");
            }
        }
    }

    @Test
    void whatWasPutIsThereAfterOpeningAgain() throws IOException {
        write(5);
        try (Journal journal = open()) {
            assertThat(journal.size()).isEqualTo(5);
            assertThat(journal.get("key 3")).contains("text 3 | with ä");
            assertThat(journal.get("key 5")).isEmpty();
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void cutAnywhereItKeepsExactlyTheWholeLines() throws IOException {
        write(4);
        byte[] whole = Files.readAllBytes(folder.resolve("journal"));
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(folder.resolve("journal"), cut);
            long lines = IntStream.range(0, length).filter(i -> cut[i] == '\n').count();
            try (Journal journal = open()) {
                assertThat(journal.size()).as("cut at " + length).isEqualTo((int) lines);
                journal.put("more", "after the cut");
            }
            try (Journal journal = open()) {
                assertThat(journal.size()).isEqualTo((int) lines + 1);
                assertThat(journal.get("more")).contains("after the cut");
            }
        }
    }

    @Test
    void aChangedByteCostsItsLineOnly() throws IOException {
        write(3);
        byte[] whole = Files.readAllBytes(folder.resolve("journal"));
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                continue;
            }
            byte[] changed = whole.clone();
            changed[i] ^= 0x11;
            Files.write(folder.resolve("journal"), changed);
            try (Journal journal = open()) {
                assertThat(journal.size()).as("byte " + i).isEqualTo(2);
            }
        }
    }

    @Test
    void oneProcessAtATime() throws IOException {
        try (Journal first = open()) {
            assertThat(first.size()).isZero();
            assertThatThrownBy(this::open)
                    .isInstanceOf(OutputRefusedException.class)
                    .hasMessageContaining("another bench");
        }
    }

    @Test
    void aFullDiskIsKnownAsOne() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no /dev/full");
        Files.createSymbolicLink(folder.resolve("journal"), full);
        try (Journal journal = open()) {
            assertThatThrownBy(() -> journal.put("key", "text")).matches(Problem::isDiskFull);
        }
    }
}
