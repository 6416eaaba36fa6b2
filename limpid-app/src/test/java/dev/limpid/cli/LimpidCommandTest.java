package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimpidCommandTest {
    @Test
    void theVersionIsThatOfTheBuild() {
        Cli run = Cli.run("--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("limpid \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "denoise", "degrade", "compare", "train", "models", "methods", "kinds"})
    void everyVerbExplainsItself(String verb) {
        assertThat(Cli.run(verb, "--help").code()).isZero();
        assertThat(Cli.run(verb, "--help").out()).startsWith("Usage: limpid " + verb);
        assertThat(Cli.run("--help").out()).contains("  " + verb + " ");
    }

    @Test
    void withoutAVerbOrWithAWrongOneItEndsWithTwo() {
        assertThat(Cli.run().code()).isEqualTo(2);
        assertThat(Cli.run("denoize").code()).isEqualTo(2);
        assertThat(Cli.run("denoize").err()).contains("denoise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loading", "no memory at all"})
    void whatTheMachineCannotDoIsOneLineAndEndsWithOne(String how) {
        Cli run = Cli.run("denoise", "x.png", "-o", "out", "--method", "failing", "--set", "how=" + how);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines().filter(line -> line.startsWith("limpid: ")))
                .hasSize(1);
        assertThat(run.err()).doesNotContain("\tat ");
    }

    @Test
    void methodsListsEveryMethodInOneLine() {
        Cli run = Cli.run("methods");
        assertThat(run.code()).isZero();
        for (String method : List.of("auto", "identity", "gaussian", "median", "nl-means", "row-average")) {
            assertThat(run.out().lines().filter(line -> line.startsWith(method + " ")))
                    .hasSize(1);
        }
        assertThat(Cli.run("methods", "--json").json().get("methods").size())
                .isEqualTo((int) run.out().lines().count());
    }

    @Test
    void modelsPrintsOneObjectWhenAsked() {
        Cli run = Cli.run("models", "--json");
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.json().has("models")).isTrue();
    }
}
