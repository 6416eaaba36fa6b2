package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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

    private BenchmarkScript script;

    @BeforeEach
    void copyScript() throws IOException {
        script = new BenchmarkScript(folder, "ldct.sh");
        program(0, true, 0);
    }

    /**
     * What the program ends with, by what it is to do; detectability leaves its record where it ends well.
     *
     * @param tables whether there are any
     */
    private void program(int bench, boolean tables, int detectability) throws IOException {
        script.program("""
                if [ "$1" = bench ]; then
                    [ %b = false ] || { mkdir -p out/bench; touch out/bench/table.md; }
                    exit %d
                fi
                [ %d = 0 ] || exit %d
                mkdir -p "$4"
                printf '{"command" : "./limpid %%s"}' "$*" > "$4/run.json"
                """.formatted(tables, bench, detectability, detectability));
    }

    private BenchmarkScript.Ended script(Map<String, String> environment, String... models) throws Exception {
        return script.call(environment, models);
    }

    private List<String> calls() throws IOException {
        return script.calls();
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
        BenchmarkScript.Ended other = script(Map.of(), "a", "c");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.text()).contains("out/detectability", "another OUT");
        assertThat(script(Map.of("LDCT_REPEATS", "7"), "a", "b").code()).isEqualTo(2);
    }

    @Test
    void refusesToMeasureNoModel() throws Exception {
        BenchmarkScript.Ended run = script(Map.of());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.text()).contains("models/", "MODEL");
        assertThat(script(Map.of(), "").code()).isEqualTo(2);
        assertThat(calls()).isEmpty();
    }
}
