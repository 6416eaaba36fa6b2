package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardTest {
    @Nested
    class AsJson {
        @Test
        void givesBackTheSameCard() throws ModelFormatException {
            ModelCard card = Cards.ct();
            assertThat(ModelCard.ofJson(card.toJson())).isEqualTo(card);
            ModelCard bare = Cards.of("cxr", Modality.XRAY, Optional.empty()).withResults(List.of());
            assertThat(ModelCard.ofJson(bare.toJson())).isEqualTo(bare);
        }

        @Test
        void saysThatImagesAreSeenCorrectedOnlyWhereTheyAre() throws ModelFormatException {
            String plain = Cards.ct().toJson();
            assertThat(plain).doesNotContain("corrected");
            String corrected = plain.replace("\"margin\":0.1", "\"margin\":0.1,\"corrected\":true");
            ModelCard card = ModelCard.ofJson(corrected);
            assertThat(card.input().corrected()).isTrue();
            assertThat(card.toJson()).isEqualTo(corrected);
            assertThat(CardMarkdown.of(card)).contains("correction of folding and waves");
            assertThatThrownBy(() -> ModelCard.ofJson(corrected.replace("true", "1")))
                    .hasMessageContaining("input.corrected, which is not true or false");
        }

        @Test
        void saysThatTheLocalMeanIsKeptOnlyWhereItIs() throws ModelFormatException {
            String plain = Cards.ct().toJson();
            assertThat(plain).doesNotContain("localMean");
            String kept = plain.replace("\"margin\":0.1", "\"margin\":0.1,\"localMean\":5.0");
            ModelCard card = ModelCard.ofJson(kept);
            assertThat(card.input().localMean()).contains(5.0);
            assertThat(card.toJson()).isEqualTo(kept);
            assertThat(CardMarkdown.of(card)).contains("by a Gaussian of 5 px");
            assertThatThrownBy(() -> ModelCard.ofJson(kept.replace("5.0", "0")))
                    .hasMessageContaining("localMean is above 0 and at most 100.0 pixels, not 0.0");
        }

        @Test
        void isOneLine() {
            assertThat(Cards.ct().toJson()).doesNotContain("\n").startsWith("{\"name\":\"ct\"");
        }

        @Test
        void passesOverFieldsOfANewerVersion() throws ModelFormatException {
            String newer = Cards.ct()
                    .toJson()
                    .replace("{\"name\":\"ct\"", "{\"new\":{\"x\":[1,null,{}]},\"none\":null,\"name\":\"ct\"")
                    .replace("\"domain\":{", "\"domain\":{\"sharpness\":{\"low\":0,\"high\":1},")
                    .replace("\"seed\":", "\"fresh\":true,\"seed\":");
            assertThat(newer).contains("sharpness", "fresh");
            assertThat(ModelCard.ofJson(newer)).isEqualTo(Cards.ct());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"title\":\"U-Net for CT\", | | its card lacks title",
                    "\"seed\":42, | | its card lacks training.seed",
                    "\"margin\":0.1 | \"margin\":\"wide\" | its card has input.margin, which is not a number",
                    "\"margin\":0.1 | \"margin\":-1 | its card is wrong: margin must be 0 or more",
                    "\"margin\":0.1 | \"margin\":1e999 | its card has input.margin, which is too large",
                    "\"seed\":42 | \"seed\":4.5 | its card has training.seed, which is not a whole number",
                    "\"batch\":16 | \"batch\":5000000000 | its card has training.batch, which is too large",
                    "\"batch\":16 | \"batch\":99999999999999999999 | its card is damaged JSON",
                    "\"modality\":\"CT\" | \"modality\":\"PET\" | its card has the unknown input.modality 'PET'",
                    "\"low\":-1000.0 | \"low\":2000 | its card is wrong: an intensity range needs finite LOW < HIGH",
                    "\"name\":\"ct\" | \"name\":\"C T\" | its card is wrong: a model's name is made of",
                    "\"date\":\"2026-01-31\" | \"date\":\"today\" | its card is wrong: the training date must be",
                    "\"results\":[{ | \"results\":[1,{ | its card has results, which is not a list of objects",
                    "\"value\":36.125 | \"worth\":36.125 | its card lacks results.value",
                    "\"halo\":94 | \"halo\":94,\"halo\":94 | uplicate",
                })
        void saysInOneLineWhatIsWrong(String good, String bad, String message) {
            String json = Cards.ct().toJson();
            assertThat(json).contains(good);
            assertThatThrownBy(() -> ModelCard.ofJson(json.replace(good, bad == null ? "" : bad)))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("\n");
        }

        @Test
        void isRefusedWhenNestedWithoutEnd() {
            String deep = "{\"a\":" + "[".repeat(1_000_000);
            assertThatThrownBy(() -> ModelCard.ofJson(deep)).isInstanceOf(ModelFormatException.class);
        }
    }

    @Nested
    class AnArchitecture {
        private final Architecture unet = new Architecture("unet", Map.of("base", "32", "odd", "x"), 94);

        @Test
        void givesItsParametersWithinBounds() throws ModelFormatException {
            assertThat(unet.integer("base", 1, 256)).isEqualTo(32);
            assertThat(unet.text("upsampling", "transposed")).isEqualTo("transposed");
        }

        @ParameterizedTest
        @CsvSource({"base, 64", "odd, 1", "absent, 1"})
        void refusesWhatIsMissingOrOutOfBounds(String key, int least) {
            assertThatThrownBy(() -> unet.integer(key, least, 256))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith("architecture unet needs a whole number " + key + " of " + least + "..256");
        }
    }

    @Test
    void theSummaryIsOneLineThatSaysWhatItIsForAndWhereItComesFrom() {
        assertThat(Cards.ct().summary())
                .isEqualTo("ct: U-Net for CT (unet baseChannels=32), CT -1000..1000 HU, trained on 5 patients (164"
                        + " images) of First, Second for gaussian, poisson noise, licence Apache-2.0");
    }

    @Nested
    class AsMarkdown {
        @Test
        void hasOneTableForEachDegradationWithMetricsAsColumns() {
            List<MeasuredResult> results = new ArrayList<>();
            results.add(result("all", "noisy", "PSNR (dB)", 20, OptionalDouble.empty()));
            results.add(result("all", "ct", "PSNR (dB)", 36.125, OptionalDouble.of(0.5)));
            results.add(result("all", "ct", "SSIM", 0.91234, OptionalDouble.of(0.01)));
            String page = CardMarkdown.of(Cards.ct().withResults(results));
            String table = """
                    | Patient | Method | PSNR (dB) | SSIM |
                    | --- | --- | --- | --- |
                    | all | noisy | 20.00 |  |
                    | all | ct | 36.13 ± 0.5000 | 0.9123 ± 0.0100 |
                    """;
            assertThat(page)
                    .startsWith("# U-Net for CT (`ct`)\n")
                    .contains("### chest, test, gaussian\n\n" + table)
                    .contains("| First | CC BY 3.0 | 3 | 100 |")
                    .contains("| Degradation | gaussian (sigma=0..0.15) |")
                    .contains("| noise | 0.002 of the range | 0.15 of the range |")
                    .contains("    limpid train unet --seed 42\n");
        }

        @Test
        void keepsATableWholeWhateverTheTextsHold() {
            String page = CardMarkdown.of(
                    Cards.ct().withResults(List.of(result("a|b\nc", "m", "x", 1, OptionalDouble.empty()))));
            assertThat(page).contains("| a\\|b c | m | 1.000 |");
        }

        private static MeasuredResult result(
                String patient, String method, String metric, double value, OptionalDouble sd) {
            return new MeasuredResult("chest", "test", patient, "gaussian", method, metric, value, sd);
        }
    }
}
