package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationCommandTest {
    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void makeImages() throws IOException {
        data = folder.resolve("data");
        out = folder.resolve("out");
        for (String patient : List.of("a", "b", "c")) {
            SampleFiles.png(data.resolve(patient + ".png"), 40, 36, patient.hashCode());
        }
        Files.writeString(
                data.resolve("splits.json"),
                "{\"all\": {\"train\": [\"a.png\"], \"val\": [\"b.png\"], \"test\": [\"c.png\"]}}");
        Files.writeString(data.resolve("boxes.json"), "{\"c.png\": [[10, 12, 18, 20]]}");
    }

    @Test
    void everyVariantIsTrainedWithEverySeedAndJudged() throws IOException {
        Cli run = run(plan());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(out.resolve("models")))
                .filteredOn(name -> name.endsWith(".safetensors"))
                .containsExactly(
                        "hard-gates-1.safetensors",
                        "hard-gates-2.safetensors",
                        "judge.safetensors",
                        "mse-1.safetensors",
                        "mse-2.safetensors",
                        "restoration.safetensors",
                        "soft-gates-1.safetensors",
                        "soft-gates-2.safetensors");
        List<String> lines = Files.readAllLines(out.resolve("results.csv"));
        assertThat(lines).hasSize(1 + 3 * 2);
        assertThat(lines.get(1)).matches("\"MSE\",1,0.1,\"c.png\",\"c.png\"(,-?[0-9.]+){6}");
        // Hard gates train nothing, so the model and all its figures are those of the loss alone.
        assertThat(figures(lines, "hard gates", 1)).isEqualTo(figures(lines, "MSE", 1));
        assertThat(figures(lines, "soft gates", 1)).isNotEqualTo(figures(lines, "MSE", 1));
        assertThat(run.err()).contains("hard-gates-1: warning: the feature loss of phase 1 trains nothing");
        assertThat(out.resolve("table.md")).content().contains("| hard gates | +0.00 ± 0.00 |");
    }

    @Test
    void modelsThatAreThereAreNotTrainedAgain() throws IOException {
        run(plan());
        byte[] table = Files.readAllBytes(out.resolve("table.md"));
        Cli again = run(plan());
        assertThat(again.code()).isZero();
        assertThat(again.err()).doesNotContain("training ");
        assertThat(out.resolve("table.md")).hasBinaryContent(table);
        Cli other = run(plan().replace("0.1]", "0.2]"));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("holds models of another plan");
    }

    @Test
    void aPlanThatCannotBeIsRefusedInOneLine() throws IOException {
        refused(plan().replace("\"judge\": \"judge\"", "\"judge\": \"elu\""), "'elu' is not among the restorations");
        refused(plan().replace("\"judge\": \"judge\"", "\"judge\": \"relu\""), "is taught by the judge");
        refused(
                plan().replace("\"hard gates\"", "\"soft: gates\""),
                "two models would have the file name soft-gates-1");
        refused(plan().replace("\"seeds\"", "\"sedes\""), "is not an ablation's plan");
        refused(plan().replace("[1, 2]", "[1, 1]"), "the seeds differ");
        refused(plan().replace("[0.1]", "[1.5]"), "fractions of the range");
        refused(plan().replaceFirst(", \"restoration\": \"relu\"", ""), "'hard gates' needs both");
        refused(plan().replace(", \"task\": \"restore\"", ""), "is not a recipe with the task restore");
        refused(plan().replaceFirst("\"denoiser\": \\{", "\"denoiser\": 7, \"x\": {"), "is not an ablation's plan");
        refused("[]", "is not an ablation's plan");
        assertThat(out.resolve("models"))
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isEmptyDirectory());
    }

    private void refused(String plan, String why) throws IOException {
        Cli cli = run(plan);
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.err()).contains(why).hasLineCount(1);
    }

    private static String figures(List<String> lines, String variant, int seed) {
        String start = '"' + variant + "\"," + seed + ",";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow();
    }

    private Cli run(String plan) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        return Cli.run("ablation", "--plan", file, "--data", data, "-o", out, "--threads", 1);
    }

    private static String plan() {
        String soft = "{\"weight\": 0.1, \"gate\": \"SOFT\", \"fraction\": 0.25, \"target\": \"SUM\"}";
        return "{\"subset\": \"all\", \"modality\": \"XRAY\", \"split\": \"test\", \"images\": 1, \"sigmas\": [0.1],"
                + " \"seeds\": [1, 2], \"judge\": \"judge\", \"restorations\": {\"judge\": "
                + recipe("judge", "{\"base\": \"3\", \"residual\": \"false\"}", 0, ", \"task\": \"restore\"")
                + ", \"relu\": "
                + recipe("restoration", "{\"base\": \"2\", \"residual\": \"false\"}", 0, ", \"task\": \"restore\"")
                + "}, \"denoiser\": " + recipe("denoiser", "{\"base\": \"2\"}", 0.2, "")
                + ", \"variants\": [{\"name\": \"MSE\", \"phase\": {\"loss\": \"SQUARED\"}},"
                + " {\"name\": \"hard gates\", \"restoration\": \"relu\", \"phase\": {\"feature\": "
                + soft.replace("SOFT", "HARD") + "}},"
                + " {\"name\": \"soft gates\", \"restoration\": \"relu\", \"phase\": {\"feature\": " + soft + "}}]}";
    }

    private static String recipe(String name, String network, double sigma, String more) {
        return "{\"name\": \"" + name + "\", \"title\": \"a toy\", \"modality\": \"XRAY\", \"unit\": \"ARBITRARY\","
                + " \"margin\": 0.5, \"licence\": \"none\", \"sources\": []" + more
                + ", \"network\": {\"name\": \"unet\", \"parameters\": " + network
                + "}, \"settings\": {\"patch\": 16, \"batch\": 2, \"seed\": 1, \"precision\": \"fp32\", \"noise\":"
                + " {\"gaussian\": " + sigma + ", \"rician\": 0.0, \"speckle\": 0.0, \"poissonPeakLow\": 1.0,"
                + " \"poissonPeakHigh\": 1.0, \"gaussianShare\": 1.0, \"clipShare\": 0.0}, \"validateEvery\": 5,"
                + " \"validationImages\": 1, \"pool\": 4, \"phases\": [{\"subsets\": [{\"name\": \"all\", \"weight\":"
                + " 1.0}], \"steps\": 5, \"learningRate\": 0.01, \"cosineSteps\": 5, \"coolDownSteps\": 0, \"loss\":"
                + " \"SQUARED\", \"augmentation\": {\"halfResolution\": 0.0, \"blur\": 0.0, \"gain\": 0.0,"
                + " \"inversion\": 0.0}}]}}";
    }
}
