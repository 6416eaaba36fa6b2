package dev.limpid.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small data set for {@code limpid bench}, and runs of it. */
abstract class BenchRuns {
    static final int SIZE = 48;

    @TempDir
    Path folder;

    Path data;
    Path out;

    @BeforeEach
    void makeData() throws IOException {
        data = folder.resolve("data");
        out = folder.resolve("out");
        for (String name : new String[] {"a", "b", "c"}) {
            SampleFiles.png(data.resolve(name + ".png"), SIZE, SIZE, name.hashCode());
        }
        Files.writeString(
                data.resolve("splits.json"),
                "{\"x\": {\"train\": [], \"val\": [\"a.png\"], \"test\": [\"b.png\", \"c.png\"]}}");
    }

    final Cli bench(Path to, String... more) {
        List<Object> all = new ArrayList<>(List.of("bench", "--data", data, "-o", to));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    /** Two kinds, two filters, no model: what most laws need. */
    final Cli small(Path to, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--kinds",
                "gaussian,speckle",
                "--methods",
                "gaussian,median",
                "--model",
                "none",
                "--severity-plot",
                "1",
                "--severities",
                "0.5,1"));
        all.addAll(List.of(more));
        return bench(to, all.toArray(String[]::new));
    }
}
