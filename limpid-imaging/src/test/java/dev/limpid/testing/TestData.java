package dev.limpid.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real images tests may use; they are not in this repository. */
public final class TestData {
    private TestData() {}

    /**
     * The folder named by {@code LIMPID_TEST_DATA}, by default {@code ../shared/data} beside the repository.
     * Aborts the test, saying so, when it is not there.
     */
    public static Path root() {
        Path repository = Path.of(System.getProperty("limpid.root", "."));
        String named = System.getenv().getOrDefault("LIMPID_TEST_DATA", "../shared/data");
        Path data = repository.resolve(named).normalize();
        return Files.isDirectory(data)
                ? data
                : abort("skipped: no test images at " + data + "; set LIMPID_TEST_DATA to their folder");
    }
}
