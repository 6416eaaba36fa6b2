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

/** {@code scripts/benchmark/lidnet.sh}, beside a program that notes how it was called and makes the file after {@code -o}. */
@DisabledOnOs(OS.WINDOWS)
class LidnetScriptTest {
    @TempDir
    private Path folder;

    private BenchmarkScript script;

    @BeforeEach
    void copyScript() throws IOException {
        script = new BenchmarkScript(folder, "lidnet.sh");
        script.program("""
                [ "$1" = train ] || exit 0
                while [ "$1" != -o ]; do shift; done
                touch "$2"
                """);
    }

    private BenchmarkScript.Ended script(Map<String, String> environment, String... arguments) throws Exception {
        return script.call(environment, arguments);
    }

    private List<String> calls() throws IOException {
        return script.calls();
    }

    @Test
    void trainsEachArmOfEachDenoiserAndMeasuresThemBesideWhereTheyStarted() throws Exception {
        assertThat(script(Map.of("STEPS", "8"), "limb", "test", "1 2", "redcnn unet")
                        .code())
                .isZero();
        List<String> calls = calls();
        assertThat(calls).hasSize(2 * (3 * 2 + 1));
        assertThat(calls.get(0))
                .contains("train lidnet", "--perceptual none --detection-weight 0", "--denoiser-model ct-redcnn")
                .contains("--joint-steps 8 --keep-last --seed 1");
        assertThat(calls.get(2)).contains("--perceptual image --perceptual-weight 0.3 --detection-weight 0.03");
        assertThat(calls.get(5)).contains("--perceptual roi", "--seed 2");
        assertThat(calls.get(7)).contains("--denoiser-model ct-low-dose");
        assertThat(calls.get(6))
                .startsWith("measure detection --data data --subset ct-lesion")
                .contains("--split test --model ct-tumour --denoiser ct-redcnn")
                .contains("--pair out/limb/redcnn-alone-1.safetensors=out/limb/redcnn-alone-1-detector.safetensors")
                .contains("--against redcnn-alone-1 + redcnn-alone-1-detector")
                .endsWith("-o out/limb/test-redcnn");
        assertThat(calls.get(13)).endsWith("-o out/limb/test-unet");
    }

    @Test
    void givesWeightsToTheArmsThatHaveTheLosses() throws Exception {
        Map<String, String> environment =
                Map.of("WEIGHTS", "--perceptual-weight 3 --detection-weight 0.5", "MORE", "--fixed-detector");
        script(environment, "limb", "validation", "1", "cnn10", "alone roi both");
        assertThat(calls().get(0))
                .contains("--detection-weight 0 --denoiser-loss mse --fixed-detector")
                .doesNotContain("--perceptual-weight");
        assertThat(calls().subList(1, 3))
                .allMatch(call -> call.contains("--perceptual roi --perceptual-weight 3 --detection-weight 0.5"));
        Map<String, String> otherWeights = Map.of("MORE", "--fixed-detector");
        assertThat(script(otherWeights, "limb", "validation", "1", "cnn10", "alone")
                        .code())
                .as("models of other weights")
                .isEqualTo(2);
    }

    @Test
    void givesTheRestorationNetworkOnceToEachArmThatLooksIntoIt() throws Exception {
        script(Map.of("OWN", "wgan-vgg"), "limb", "validation", "1", "wganvgg", "alone lesion both");
        assertThat(calls().subList(0, 3))
                .allMatch(call -> call.contains("--denoiser-loss wgan-vgg --restoration ct-restoration"))
                .allMatch(call -> call.indexOf("--restoration") == call.lastIndexOf("--restoration"));
        assertThat(calls().get(1)).contains("--perceptual roi --proposals 0 --perceptual-weight 0.3");
        script(Map.of(), "starved", "validation", "1", "wganvgg", "alone");
        assertThat(calls().get(4)).doesNotContain("--restoration");
        assertThat(script(Map.of("OWN", "l1"), "limb", "validation").code()).isEqualTo(2);
    }

    @Test
    void doesNotTrainAgainWhatIsThere() throws Exception {
        script(Map.of(), "limb", "validation", "1", "cnn10", "roi");
        script(Map.of(), "limb", "validation", "1", "cnn10", "roi alone");
        assertThat(calls().stream().filter(call -> call.startsWith("train"))).hasSize(2);
        assertThat(calls().stream().filter(call -> call.startsWith("measure"))).hasSize(2);
    }

    @Test
    void trainsFirstWhatNoShippedModelIs() throws Exception {
        script(Map.of(), "xray", "validation", "1", "wganvgg", "both");
        assertThat(calls()).hasSize(3);
        assertThat(calls().get(0)).contains("train wganvgg", "recipes/cxr-wganvgg.json", "cxr-restoration.safetensors");
        assertThat(calls().get(1))
                .contains("train lidnet", "--feature-weight 0.1 --denoiser-loss mse --restoration cxr-restoration");
        script(Map.of(), "lung", "validation", "1", "cnn10", "map");
        assertThat(calls().get(3)).contains("train detector", "--insert-nodules", "--exclude C3N-00247");
        assertThat(calls().get(4))
                .contains(
                        "--crop 192 --cuts 16 --dose 0.01",
                        "--perceptual none --detection-weight 0 --feature-weight 0.1");
    }

    @Test
    void refusesModelsOfOtherSettingsAndWordsItDoesNotKnowBeforeAnythingIsTrained() throws Exception {
        script(Map.of(), "limb", "validation", "1", "cnn10", "roi");
        int before = calls().size();
        assertThat(script(Map.of("STEPS", "8"), "limb", "validation").text())
                .contains("out/limb holds models of 400 steps");
        for (String[] wrong : new String[][] {
            {"limb"},
            {"leg", "validation"},
            {"limb", "train"},
            {"limb", "test", "1", "dncnn"},
            {"limb", "test", "1", "cnn10", "region"}
        }) {
            assertThat(script(Map.of(), wrong).code()).isEqualTo(2);
        }
        assertThat(calls()).hasSize(before);
    }
}
