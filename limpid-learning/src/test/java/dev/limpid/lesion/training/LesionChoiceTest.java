package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Box;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LesionChoiceTest {
    /** Three patients with ten slices each, of which two have a lesion. */
    private static List<LesionFile> files() {
        List<LesionFile> files = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<Box> boxes = i % 5 == 0 ? List.of(new Box(1, 1, 2, 2)) : List.of();
            DataFolder.Entry entry = new DataFolder.Entry(Path.of(i + ".png"), "all", "p" + i / 10, Split.TRAIN);
            files.add(new LesionFile(entry, boxes, Optional.empty(), Optional.empty()));
        }
        return files;
    }

    private static long ill(List<LesionFile> files) {
        return files.stream().filter(file -> !file.boxes().isEmpty()).count();
    }

    @Test
    void takesAllWhereTheyAreNoMoreThanAllowed() {
        assertThat(LesionChoice.of(files(), 30, 1)).isEqualTo(files());
    }

    @Test
    void takesHalfOfThemWithLesionsAndAsManyOfEachPatient() {
        List<LesionFile> chosen = LesionChoice.of(files(), 6, 1);
        assertThat(chosen).hasSize(6).doesNotHaveDuplicates();
        assertThat(ill(chosen)).isEqualTo(3);
        assertThat(chosen.stream().filter(file -> !file.boxes().isEmpty()))
                .extracting(file -> file.entry().patient())
                .containsExactlyInAnyOrder("p0", "p1", "p2");
        List<LesionFile> more = LesionChoice.of(files(), 20, 1);
        assertThat(more).hasSize(20);
        assertThat(ill(more)).as("all there are").isEqualTo(6);
        assertThat(LesionChoice.of(files(), 29, 1)).hasSize(29);
    }

    @Test
    void isDecidedByTheSeed() {
        assertThat(LesionChoice.of(files(), 6, 1)).isEqualTo(LesionChoice.of(files(), 6, 1));
        assertThat(LesionChoice.of(files(), 6, 1)).isNotEqualTo(LesionChoice.of(files(), 6, 2));
    }
}
