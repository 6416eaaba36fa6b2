package dev.limpid.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code limpid bench --ldct} with filters alone, at their defaults. */
final class LowDoseBench {
    private LowDoseBench() {}

    static Cli run(Path out, Object... more) {
        List<Object> all = new ArrayList<>(List.of("bench", "--ldct", "-o", out));
        all.addAll(List.of("--model", "none", "--columns", "default"));
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray());
    }
}
