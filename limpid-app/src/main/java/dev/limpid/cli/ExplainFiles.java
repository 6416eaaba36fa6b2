package dev.limpid.cli;

import dev.limpid.dicom.DicomImage;
import dev.limpid.dicom.MapMoment;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.report.FeatureMapPanel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that explain one image, under their names all together or not at all: the panel as a PNG, the numbers as JSON and, of a
 * DICOM image, what goes to the archive: the panel as a colour Secondary Capture, and the maps before and after as Parametric Maps
 * where the image has a place in space.
 */
final class ExplainFiles implements AutoCloseable {
    private static final List<String> ENDINGS =
            List.of(".explain.png", ".explain.json", ".explain.dcm", ".map-before.dcm", ".map-after.dcm");

    private final ImageFiles files;
    private Optional<String> missing = Optional.empty();

    /** @param target the path that a result of the image would have */
    ExplainFiles(Path target, boolean overwrite) {
        files = new ImageFiles(target, ENDINGS, overwrite);
    }

    /** @throws IOException if one of the files is there and must not be replaced */
    void refuseExisting() throws IOException {
        files.refuseExisting();
    }

    void picture(FeatureMapPanel panel) throws IOException {
        files.prepare(".explain.png", panel.png());
    }

    void numbers(byte[] json) throws IOException {
        files.prepare(".explain.json", json);
    }

    /** Objects for the archive; what the image's header does not allow is left out and told by {@link #missing}. */
    void archive(DicomImage image, int frame, FeatureMapPanel panel, Slice before, Slice after, Derivation how)
            throws IOException {
        try {
            FeatureMapPanel.Pixels pixels = panel.pixels();
            files.prepare(
                    ".explain.dcm",
                    temporary -> image.writeCapture(temporary, pixels.rgb(), pixels.columns(), frame, how));
            files.prepare(
                    ".map-before.dcm", temporary -> image.writeParametricMap(temporary, before, MapMoment.BEFORE, how));
            files.prepare(
                    ".map-after.dcm", temporary -> image.writeParametricMap(temporary, after, MapMoment.AFTER, how));
        } catch (ImageFormatException notInThisHeader) {
            missing = Optional.of("not all objects for the archive could be made: " + notInThisHeader.getMessage());
        }
    }

    /** Why there is not everything for the archive. */
    Optional<String> missing() {
        return missing;
    }

    /** Shows all files under their names, and gives these; see {@link ImageFiles#publish}. */
    List<Path> publish() throws IOException {
        return files.publish();
    }

    /** Takes away what was not published. */
    @Override
    public void close() {
        files.close();
    }
}
