package dev.limpid.bench.layout;

import dev.limpid.image.Modality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * LiTS as downloaded: {@code volume-N.nii} (also {@code .nii.gz} and {@code test-volume-N.nii}), in any folders, beside
 * {@code segmentation-N.nii}, which is left out. One volume is one patient; voxels are HU.
 */
final class LitsLayout implements StudyLayout {
    private static final Pattern VOLUME = Pattern.compile("(?:test-)?volume-\\d+(?=\\.nii(?:\\.gz)?$)");
    private static final Pattern SEGMENTATION = Pattern.compile("segmentation-\\d+\\.nii(\\.gz)?");
    private static final String SUBSET = "LiTS";
    private static final int DEPTH = 6;

    @Override
    public String name() {
        return "lits";
    }

    @Override
    public String summary() {
        return "LiTS as downloaded: volume-N.nii in HU, a patient each; segmentation-N.nii left out";
    }

    @Override
    public Modality modality() {
        return Modality.CT;
    }

    @Override
    public Optional<Anatomy> anatomy(String subset) {
        return Optional.of(Anatomy.ABDOMEN);
    }

    @Override
    public boolean recognises(Path root) throws IOException {
        try (Stream<Path> files =
                Files.find(root, DEPTH, (path, kind) -> kind.isRegularFile(), FileVisitOption.FOLLOW_LINKS)) {
            return files.anyMatch(file -> VOLUME.matcher(Walk.nameOf(file)).lookingAt());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Listing list(Path root) throws IOException {
        List<StudyFile> files = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Path file : Walk.files(root)) {
            Matcher volume = VOLUME.matcher(Walk.nameOf(file));
            if (volume.lookingAt()) {
                files.add(StudyFile.of(root, file, SUBSET, volume.group()));
            } else {
                boolean outline = SEGMENTATION.matcher(Walk.nameOf(file)).matches();
                leftOut.merge(outline ? "segmentations" : "neither volume nor segmentation", 1, Integer::sum);
            }
        }
        return new Listing(files, leftOut);
    }
}
