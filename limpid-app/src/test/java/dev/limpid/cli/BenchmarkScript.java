package dev.limpid.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A script of {@code scripts/benchmark} in a folder of its own, beside a program in the launcher's place that notes how it was called. */
final class BenchmarkScript {
    private final Path folder;
    private final String name;

    /** How a call ended, and all that it said. */
    record Ended(int code, String text) {}

    BenchmarkScript(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = "scripts/benchmark/" + name;
        Files.createDirectories(folder.resolve("scripts/benchmark"));
        Files.copy(Path.of("../" + this.name), folder.resolve(this.name));
    }

    /** @param then what the program does in the shell after it has noted its words */
    void program(String then) throws IOException {
        Path program = Files.writeString(
                folder.resolve("limpid"), "#!/bin/sh\necho \"$*\" >> '" + folder.resolve("calls") + "'\n" + then);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** Calls the script with {@code data out} and more. */
    Ended call(Map<String, String> environment, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", name, "data", "out"));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), text);
    }

    /** The program's words, call by call. */
    List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
