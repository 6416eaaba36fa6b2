package dev.limpid.bench.layout;

import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder whose {@code splits.json} lists subsets and their patients, as {@link DataFolder} reads it. */
final class SplitsLayout implements StudyLayout {
    @Override
    public String name() {
        return "splits";
    }

    @Override
    public String summary() {
        return "a splits.json that lists subsets, their images and which patients train, validate and test";
    }

    @Override
    public boolean recognises(Path root) {
        return Files.isRegularFile(root.resolve("splits.json"));
    }

    @Override
    public Listing list(Path root) throws IOException {
        DataFolder folder = DataFolder.open(root);
        List<StudyFile> files = new ArrayList<>();
        for (String subset : folder.subsets()) {
            for (Split split : Split.values()) {
                for (DataFolder.Entry entry : folder.entries(subset, split)) {
                    files.add(new StudyFile(
                            entry.file(),
                            StudyFile.nameOf(root, entry.file()),
                            subset,
                            entry.patient(),
                            Optional.of(split),
                            Optional.empty()));
                }
            }
        }
        return new Listing(files, Map.of());
    }
}
