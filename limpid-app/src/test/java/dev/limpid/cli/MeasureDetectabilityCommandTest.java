package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code limpid measure detectability}. */
class MeasureDetectabilityCommandTest {
    @TempDir
    private Path folder;

    private static JsonNode method(Cli run, String name) {
        for (JsonNode method : run.json().get("methods")) {
            if (method.get("method").asString().equals(name)) {
                return method;
            }
        }
        throw new AssertionError("no method " + name + " in " + run.out());
    }

    @Test
    void aLinearFilterChangesNothingForAnObserverThatUndoesIt() throws IOException {
        Path out = folder.resolve("out");
        Cli run = Cli.run(
                "measure",
                "detectability",
                "-o",
                out,
                "--method",
                "gaussian",
                "--method-set",
                "gaussian.sigma=0.8",
                "--doses",
                "1,0.25",
                "--repeats",
                12,
                "--contrast",
                15,
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode before = method(run, "undenoised");
        JsonNode after = method(run, "gaussian");
        for (int dose = 0; dose < 2; dose++) {
            JsonNode plain = before.get("levels").get(dose);
            JsonNode smooth = after.get("levels").get(dose);
            double expected = plain.get("CHO").get("dPrime").asDouble();
            assertThat(smooth.get("CHO").get("dPrime").asDouble()).isCloseTo(expected, within(0.05 * expected));
            assertThat(smooth.get("noiseHu").asDouble())
                    .isLessThan(0.8 * plain.get("noiseHu").asDouble());
            assertThat(plain.get("discKept").asDouble()).isCloseTo(1, within(1e-12));
            assertThat(smooth.get("discKept").asDouble()).isBetween(0.5, 0.98);
            assertThat(plain.get("NPW").get("low").asDouble())
                    .isLessThan(plain.get("NPW").get("dPrime").asDouble());
        }
        double full = before.get("levels").get(0).get("NPW").get("dPrime").asDouble();
        double quarter = before.get("levels").get(1).get("NPW").get("dPrime").asDouble();
        assertThat(quarter).isCloseTo(full / 2, within(0.15 * full));
        assertThat(before.get("equalDose").get("CHO").get("dose").asDouble()).isEqualTo(1);
        assertThat(SampleFiles.below(out))
                .containsExactlyInAnyOrder(
                        "detectability.csv", "equal-dose.csv", "index.html", "run.json", "samples.png");
        assertThat(Files.readString(out.resolve("run.json"))).contains("gaussian(sigma=0.8)", "\"seed\"");
        assertThat(Files.readString(out.resolve("detectability.csv")).lines()).hasSize(1 + 2 * 2 * 3);
        Cli again = Cli.run("measure", "detectability", "-o", out);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--overwrite replaces it");
    }

    @Test
    void wrongUsageIsToldBeforeAnythingIsComputed() {
        Path out = folder.resolve("none");
        assertThat(Cli.run("measure", "detectability").code()).isEqualTo(2);
        Cli noFull = Cli.run("measure", "detectability", "-o", out, "--doses", "0.5,0.25");
        assertThat(noFull.code()).isEqualTo(2);
        assertThat(noFull.err()).contains("--doses are parts of the full dose");
        Cli unknown = Cli.run("measure", "detectability", "-o", out, "--method", "gausian");
        assertThat(unknown.err()).contains("did you mean 'gaussian'?");
        Cli stray = Cli.run("measure", "detectability", "-o", out, "--method-set", "median.size=5");
        assertThat(stray.code()).isEqualTo(2);
        assertThat(Cli.run("measure", "detectability", "-o", out, "--method-set", "sigma=5")
                        .err())
                .contains("METHOD.NAME=VALUE");
        assertThat(Files.exists(out)).isFalse();
    }
}
