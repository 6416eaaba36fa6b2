package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.report.DetectionPanel;
import dev.limpid.report.DisplayWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionFilesTest {
    @TempDir
    Path folder;

    private static DetectionPanel panel() {
        return DetectionPanel.of(
                "image",
                "detector toy",
                Slice.of(16, 16, new float[256], Unit.ARBITRARY),
                new DisplayWindow("", 50, 100),
                PlaneOrientation.AS_STORED,
                List.of(),
                0.1);
    }

    private void publish(boolean overwrite) throws IOException {
        try (DetectionFiles files = new DetectionFiles(folder.resolve("a.png"), overwrite)) {
            files.write("{}".getBytes(StandardCharsets.UTF_8), panel());
            // Something takes the second name while the files are made.
            Files.createDirectories(folder.resolve("a.png.boxes.png/in the way"));
            files.publish();
        }
    }

    @Test
    void whereOneCannotGetItsNameTheOthersAreWhatTheyWereBefore() throws IOException {
        Path json = Files.writeString(folder.resolve("a.png.json"), "of before");
        assertThatThrownBy(() -> publish(true)).isInstanceOf(IOException.class);
        assertThat(json).hasContent("of before");
        assertThat(SampleFiles.below(folder)).containsExactly("a.png.json");
    }

    @Test
    void whereOneCannotGetItsNameAndNothingWasThereNothingIs() throws IOException {
        assertThatThrownBy(() -> publish(false)).isInstanceOf(IOException.class);
        assertThat(SampleFiles.below(folder)).isEmpty();
    }
}
