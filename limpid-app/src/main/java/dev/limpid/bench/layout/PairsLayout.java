package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder of full-dose images beside one of low-dose images, paired by their paths in it: {@code full/a/1.dcm} and
 * {@code low/a/1.dcm}.
 */
final class PairsLayout implements StudyLayout {
    private static final Set<String> FULL = Set.of("full", "fulldose", "ndct");
    private static final Set<String> LOW = Set.of("low", "lowdose", "quarter", "quarterdose", "ldct");

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public String summary() {
        return "full/ and low/ (or full-dose, low-dose, quarter-dose), paired by the paths in them";
    }

    @Override
    public boolean paired() {
        return true;
    }

    @Override
    public boolean recognises(Path root) throws IOException {
        return folder(root, FULL).isPresent() && folder(root, LOW).isPresent();
    }

    @Override
    public Listing list(Path root) throws IOException {
        Optional<Path> full = folder(root, FULL);
        Optional<Path> low = folder(root, LOW);
        if (full.isEmpty() || low.isEmpty()) {
            throw new ImageFormatException(root + " has no folders 'full' and 'low' of images to pair");
        }
        Listing clean = new FolderLayout().list(full.get());
        String subset = Walk.nameOf(root.toAbsolutePath().normalize());
        List<StudyFile> files = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>(clean.leftOut());
        for (StudyFile file : clean.files()) {
            Path pair = low.get().resolve(full.get().relativize(file.file()));
            if (Files.isRegularFile(pair)) {
                files.add(new StudyFile(
                        file.file(),
                        StudyFile.nameOf(root, file.file()),
                        subset.isEmpty() ? "pairs" : subset,
                        file.patient(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(pair)));
            } else {
                leftOut.merge("without a low-dose image of the same path", 1, Integer::sum);
            }
        }
        return new Listing(files, leftOut, clean.broken());
    }

    private static Optional<Path> folder(Path root, Set<String> names) throws IOException {
        for (Path entry : Walk.children(root)) {
            String plain = Walk.nameOf(entry).toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
            if (names.contains(plain) && Files.isDirectory(entry)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
