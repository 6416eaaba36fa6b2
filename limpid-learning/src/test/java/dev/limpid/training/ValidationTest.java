package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private static TrainingImage image(String subset, String patient, int number) {
        return new TrainingImage(patient, subset, subset + "/" + patient + "/" + number, 16, 16, new float[256]);
    }

    @Test
    void subsetsTakeTurnsAndInThemPatients() {
        List<TrainingImage> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            images.add(image("many", "p", i));
            images.add(image("many", "q", i));
        }
        images.add(image("few", "r", 0));
        images.add(image("few", "r", 1));
        assertThat(Validation.inTurns(images).stream().map(TrainingImage::name).limit(6))
                .containsExactly("few/r/0", "many/p/0", "few/r/1", "many/q/0", "many/p/1", "many/q/1");
        assertThat(Validation.inTurns(images)).containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void aRunWithoutValidationImagesIsRefused() {
        TrainingPhase phase = new TrainingPhase(
                List.of(new TrainingSettings.WeightedSubset("all", 1)),
                1,
                1e-3,
                1,
                0,
                Loss.SQUARED,
                Augmentation.PLAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TrainingSettings settings = new TrainingSettings(
                Optional.of(4), 16, 4, 1, "fp32", NoiseMix.standard(), 5, 1, Optional.empty(), List.of(phase));
        assertThatThrownBy(() -> new Validation(List.of(), 4, 16, settings))
                .hasMessageContaining("no validation images");
    }
}
