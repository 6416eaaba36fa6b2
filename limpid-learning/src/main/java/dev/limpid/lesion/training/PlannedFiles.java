package dev.limpid.lesion.training;

import dev.limpid.image.ImageFormatException;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.annotation.LesionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The annotated files that a plan learns from. */
final class PlannedFiles {
    private static final int SHOWN = 5;

    private PlannedFiles() {}

    /**
     * The files of a folder, without the patients that the plan excludes.
     *
     * @param messages hears what is left out
     * @throws ImageFormatException if there is no such patient, which would silently exclude nobody
     */
    static List<LesionFile> of(DetectorPlan plan, Path data, Consumer<String> messages) throws IOException {
        LesionFolder folder = new LesionFolder(messages);
        List<LesionFile> files = plan.nodules().isPresent()
                ? folder.withoutLesions(data, plan.subsets())
                : folder.open(data, plan.subsets());
        List<String> excluded = plan.excluded().orElse(List.of());
        for (String patient : excluded) {
            if (files.stream().noneMatch(file -> file.entry().patient().equals(patient))) {
                throw new ImageFormatException(
                        "the patient '" + patient + "' to be excluded by --exclude has no image in " + data
                                + " that would be used; patients are such as "
                                + files.stream()
                                        .map(file -> file.entry().patient())
                                        .distinct()
                                        .limit(SHOWN)
                                        .collect(Collectors.joining(", ")));
            }
        }
        return files.stream()
                .filter(file -> !excluded.contains(file.entry().patient()))
                .toList();
    }
}
