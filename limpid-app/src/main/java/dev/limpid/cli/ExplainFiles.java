package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.dicom.DicomImage;
import dev.limpid.dicom.MapMoment;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.report.FeatureMapPanel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that explain one image, under their names all together or not at all: the panel as a PNG, the numbers as JSON and, of a
 * DICOM image, what goes to the archive: the panel as a colour Secondary Capture, and the maps before and after as Parametric Maps
 * where the image has a place in space.
 */
final class ExplainFiles implements AutoCloseable {
    private final Path target;
    private final boolean overwrite;
    private final List<AtomicFile.Prepared> prepared = new ArrayList<>();
    private Optional<String> missing = Optional.empty();

    /** @param target the path that a result of the image would have */
    ExplainFiles(Path target, boolean overwrite) {
        this.target = target;
        this.overwrite = overwrite;
    }

    /** @throws IOException if one of the files is there and must not be replaced */
    void refuseExisting() throws IOException {
        for (String suffix :
                List.of(".explain.png", ".explain.json", ".explain.dcm", ".map-before.dcm", ".map-after.dcm")) {
            AtomicFile.refuseExisting(named(suffix), overwrite);
        }
    }

    void picture(FeatureMapPanel panel) throws IOException {
        byte[] png = panel.png();
        prepare(".explain.png", temporary -> Files.write(temporary, png));
    }

    void numbers(byte[] json) throws IOException {
        prepare(".explain.json", temporary -> Files.write(temporary, json));
    }

    /** Objects for the archive; what the image's header does not allow is left out and told by {@link #missing}. */
    void archive(DicomImage image, int frame, FeatureMapPanel panel, Slice before, Slice after, Derivation how)
            throws IOException {
        try {
            FeatureMapPanel.Pixels pixels = panel.pixels();
            prepare(
                    ".explain.dcm",
                    temporary -> image.writeCapture(temporary, pixels.rgb(), pixels.columns(), frame, how));
            prepare(".map-before.dcm", temporary -> image.writeParametricMap(temporary, before, MapMoment.BEFORE, how));
            prepare(".map-after.dcm", temporary -> image.writeParametricMap(temporary, after, MapMoment.AFTER, how));
        } catch (ImageFormatException notInThisHeader) {
            missing = Optional.of("not all objects for the archive could be made: " + notInThisHeader.getMessage());
        }
    }

    /** Why there is not everything for the archive. */
    Optional<String> missing() {
        return missing;
    }

    /**
     * Shows all files under their names.
     *
     * @return the files
     */
    List<Path> publish() throws IOException {
        List<Path> published = new ArrayList<>();
        try {
            for (AtomicFile.Prepared file : prepared) {
                file.publish(overwrite);
                published.add(file.target());
            }
            return published;
        } catch (IOException | RuntimeException failure) {
            for (Path file : published) {
                Files.deleteIfExists(file);
            }
            throw failure;
        }
    }

    private void prepare(String suffix, AtomicFile.Content content) throws IOException {
        prepared.add(AtomicFile.prepare(named(suffix), content));
    }

    private Path named(String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    /** Takes away what was not published. */
    @Override
    public void close() {
        prepared.forEach(AtomicFile.Prepared::close);
    }
}
