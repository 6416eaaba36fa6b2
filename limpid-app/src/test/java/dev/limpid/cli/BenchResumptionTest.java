package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A run of {@code limpid bench} that ended early. */
class BenchResumptionTest extends BenchRuns {
    @Test
    void goesOnToTheSameBytesFromWhereTheJournalBreaksOff() throws IOException {
        small(out);
        byte[] whole = Files.readAllBytes(out.resolve("results.csv"));
        byte[] journal = Files.readAllBytes(out.resolve("journal"));
        for (int kept : new int[] {0, 1, journal.length / 3, journal.length / 2, journal.length - 1}) {
            Files.write(out.resolve("journal"), java.util.Arrays.copyOf(journal, kept));
            Files.delete(out.resolve("results.csv"));
            Cli again = small(out);
            assertThat(again.code()).as(again.err()).isZero();
            assertThat(out.resolve("results.csv"))
                    .as("after " + kept + " bytes")
                    .hasBinaryContent(whole);
        }
    }

    @Test
    void measuresNothingTwice() throws IOException {
        small(out);
        byte[] journal = Files.readAllBytes(out.resolve("journal"));
        Cli again = small(out);
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("going on with a run");
        assertThat(out.resolve("journal")).hasBinaryContent(journal);
    }

    @Test
    void measuresAgainWhatIsDamagedInTheMiddle() throws IOException {
        small(out);
        byte[] whole = Files.readAllBytes(out.resolve("results.csv"));
        byte[] journal = Files.readAllBytes(out.resolve("journal"));
        journal[journal.length / 2] ^= 1;
        Files.write(out.resolve("journal"), journal);
        Cli again = small(out);
        assertThat(again.err()).contains("damaged");
        assertThat(out.resolve("results.csv")).hasBinaryContent(whole);
    }

    @Test
    void isNotMixedWithOneOfOtherSettings() throws IOException {
        small(out);
        byte[] before = Files.readAllBytes(out.resolve("results.csv"));
        Cli other = small(out, "--seed", "7");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.linesNaming(out)).singleElement().asString().contains("seed is 7, not 1", "--overwrite");
        assertThat(out.resolve("results.csv")).hasBinaryContent(before);
        assertThat(small(out, "--seed", "7", "--overwrite").code()).isZero();
        assertThat(Files.readAllBytes(out.resolve("results.csv"))).isNotEqualTo(before);
    }

    @Test
    void neverThrowsAwayTheListOfAFolderOfImages() throws IOException {
        Files.createDirectories(out);
        Path list = Files.writeString(out.resolve("splits.json"), "{}");
        Cli refused = small(out, "--overwrite");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.linesNaming(list)).hasSize(1);
        assertThat(list).hasContent("{}");
    }

    @Test
    void isNotTakenForOneWhereOtherResultsLie() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("results.csv"), "mine");
        Cli run = small(out);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.linesNaming(out.resolve("results.csv"))).hasSize(1);
        assertThat(out.resolve("results.csv")).hasContent("mine");
    }
}
