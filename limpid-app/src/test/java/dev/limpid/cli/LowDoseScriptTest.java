package dev.limpid.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/benchmark/ldct.sh}, beside a program that only notes how it was called. */
@DisabledOnOs(OS.WINDOWS)
class LowDoseScriptTest {
    @TempDir
    private Path folder;

    private Path calls;

    private record Ended(int code, String text) {}

    @BeforeEach
    void copyScript() throws IOException {
        calls = folder.resolve("calls");
        Files.createDirectories(folder.resolve("scripts/benchmark"));
        Files.copy(Path.of("../scripts/benchmark/ldct.sh"), folder.resolve("scripts/benchmark/ldct.sh"));
        program(0, true, 0);
    }

    /**
     * What the program ends with, by what it is to do; detectability leaves its record where it ends well.
     *
     * @param tables whether there are any
     */
    private void program(int bench, boolean tables, int detectability) throws IOException {
        Path program = Files.writeString(
                folder.resolve("limpid"), """
                #!/bin/sh
                echo "$*" >> '%s'
                if [ "$1" = bench ]; then
                    [ %b = false ] || { mkdir -p out/bench; touch out/bench/table.md; }
                    exit %d
                fi
                [ %d = 0 ] || exit %d
                mkdir -p "$4"
                printf '{"command" : "./limpid %%s"}' "$*" > "$4/run.json"
                """.formatted(calls, tables, bench, detectability, detectability));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Ended script(Map<String, String> environment, String... models) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "scripts/benchmark/ldct.sh", "data", "out"));
        command.addAll(List.of(models));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), text);
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    @Test
    void measuresTheModelsInTablesAndThenByDetectability() throws Exception {
        assertThat(script(Map.of(), "a", "b").code()).isZero();
        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0)).startsWith("bench --ldct --data data").contains("--model a,b");
        assertThat(calls().get(1)).startsWith("measure detectability").contains("--model a --model b");
    }

    @Test
    void goesOnWhereSomeImagesFailedAndSaysSoAtTheEnd() throws Exception {
        program(1, true, 0);
        assertThat(script(Map.of(), "a").code()).isEqualTo(1);
        assertThat(calls()).hasSize(2);
        assertThat(script(Map.of(), "a").code()).isEqualTo(1);
    }

    @Test
    void endsWithWhatDetectabilityEndsWith() throws Exception {
        program(0, true, 1);
        assertThat(script(Map.of(), "a").code()).isEqualTo(1);
        assertThat(calls()).hasSize(2);
    }

    @Test
    void stopsWhereTheTablesAreRefused() throws Exception {
        program(2, false, 0);
        assertThat(script(Map.of(), "a").code()).isEqualTo(2);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void stopsWhereThereAreNoTablesThoughThereWereOnce() throws Exception {
        script(Map.of("LDCT_DETECTABILITY", "0"), "a");
        program(1, false, 0);
        assertThat(script(Map.of(), "a").code()).isEqualTo(1);
        assertThat(calls()).hasSize(2).allSatisfy(call -> assertThat(call).startsWith("bench"));
    }

    @Test
    void leavesDetectabilityOutWhereThatIsAsked() throws Exception {
        assertThat(script(Map.of("LDCT_DETECTABILITY", "0"), "a").code()).isZero();
        assertThat(calls()).singleElement().asString().startsWith("bench");
    }

    @Test
    void takesFiguresOfTheSameModelsAndSettingsForMeasuredAndNoOthers() throws Exception {
        script(Map.of(), "a", "b");
        assertThat(script(Map.of(), "a", "b").code()).isZero();
        assertThat(calls()).hasSize(3);
        Ended other = script(Map.of(), "a", "c");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.text()).contains("out/detectability", "another OUT");
        assertThat(script(Map.of("LDCT_REPEATS", "7"), "a", "b").code()).isEqualTo(2);
    }

    @Test
    void refusesToMeasureNoModel() throws Exception {
        Ended run = script(Map.of());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).contains("models/", "MODEL");
        assertThat(script(Map.of(), "").code()).isEqualTo(2);
        assertThat(calls()).isEmpty();
    }
}
