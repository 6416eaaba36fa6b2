package dev.limpid.bench.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.IntensityRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which display window belongs to which part of the body. */
class AnatomyTest {
    @Test
    void theWindowsAreThoseOfTheBenchmarkOfLowDoseDenoisers() {
        assertThat(Anatomy.CHEST.window()).isEqualTo(new IntensityRange(-1350, 150));
        assertThat(Anatomy.ABDOMEN.window()).isEqualTo(new IntensityRange(-150, 250));
        assertThat(Anatomy.NEURO.window()).isEqualTo(new IntensityRange(0, 80));
    }

    @ParameterizedTest
    @CsvSource({
        "CHEST, CHEST",
        "thorax, CHEST",
        "LUNGS, CHEST",
        "SKULL, NEURO",
        "ABDOMEN, ABDOMEN",
        "ABDOMEN PELVIS, ABDOMEN",
        "Head, NEURO",
        "BRAIN, NEURO",
        "EXTREMITY, SOFT_TISSUE",
        "NECK, SOFT_TISSUE",
        "HEADNECK, SOFT_TISSUE"
    })
    void aBodyPartHasItsWindow(String bodyPart, Anatomy anatomy) {
        assertThat(Anatomy.ofBodyPart(bodyPart)).contains(anatomy);
    }

    @ParameterizedTest
    @CsvSource({"CHESTABDPELVIS", "CHEST_TO_PELVIS", "WHOLEBODY", "TORSO", "THORAXABDOMEN", "THORACOABDOMINAL", "???"})
    void aWholeTrunkTellsNothingOfASlice(String bodyPart) {
        assertThat(Anatomy.ofBodyPart(bodyPart)).isEmpty();
    }

    @Test
    void everyPartIsFoundByItsNameOnTheCommandLine() {
        for (Anatomy anatomy : Anatomy.values()) {
            assertThat(Anatomy.named(anatomy.option())).contains(anatomy);
        }
        assertThat(Anatomy.SOFT_TISSUE.option()).isEqualTo("soft-tissue");
        assertThat(Anatomy.named("knee")).isEmpty();
    }
}
