package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path named(String suffix) {
        return folder.resolve("scan" + suffix);
    }

    private ImageFiles files() throws IOException {
        ImageFiles files = new ImageFiles(folder.resolve("scan"), InvarianceFiles.ALL, true);
        files.prepare(InvarianceFiles.FIGURE, new byte[] {1});
        files.prepare(InvarianceFiles.TABLE, new byte[] {2});
        files.prepare(InvarianceFiles.ANIMATION, new byte[] {3});
        return files;
    }

    @Test
    void whereOneCannotBeReplacedAllAreAsTheyWere() throws IOException {
        Files.writeString(named(InvarianceFiles.FIGURE), "before");
        Files.writeString(named(InvarianceFiles.MAP), "its map");
        try (ImageFiles files = files()) {
            Files.createDirectory(named(InvarianceFiles.ANIMATION));
            assertThatThrownBy(files::publish).isInstanceOf(IOException.class);
        }
        assertThat(named(InvarianceFiles.FIGURE)).hasContent("before");
        assertThat(named(InvarianceFiles.MAP)).hasContent("its map");
        assertThat(named(InvarianceFiles.TABLE)).doesNotExist();
    }

    @Test
    void aMapOfAnEarlierAnalysisIsTakenAway() throws IOException {
        Files.writeString(named(InvarianceFiles.MAP), "of an earlier one");
        try (ImageFiles files = files()) {
            assertThat(files.publish()).hasSize(3);
        }
        assertThat(named(InvarianceFiles.MAP)).doesNotExist();
        assertThat(named(InvarianceFiles.FIGURE)).exists();
    }
}
