package dev.limpid.cli;

import dev.limpid.dicom.DicomImage;
import dev.limpid.image.Derivation;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import dev.limpid.report.DetectionPanel;
import dev.limpid.report.FeatureMapPanel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The files that say what was found in one image, under their names all together or not at all: {@code NAME.json}, the picture
 * {@code NAME.boxes.png} and, of a DICOM image, {@code NAME.report.dcm} (a measurement report) and {@code NAME.boxes.dcm} (the picture
 * as a Secondary Capture, for viewers that show no reports).
 */
final class DetectionFiles implements AutoCloseable {
    private static final List<String> ENDINGS = List.of(".json", ".boxes.png", ".report.dcm", ".boxes.dcm");

    private final ImageFiles files;
    private Optional<String> missing = Optional.empty();

    /** @param target the path that a result of the image would have */
    DetectionFiles(Path target, boolean overwrite) {
        files = new ImageFiles(target, ENDINGS, overwrite);
    }

    /** @throws IOException if one of the files is there and must not be replaced */
    void refuseExisting() throws IOException {
        files.refuseExisting();
    }

    void write(byte[] json, DetectionPanel panel) throws IOException {
        files.prepare(".json", json);
        files.prepare(".boxes.png", panel.png());
    }

    /** Objects for the archive; what the image's header does not allow is left out and told by {@link #missing}. */
    void archive(
            DicomImage image,
            int frame,
            DetectionPanel panel,
            SortedMap<Integer, List<Detection>> found,
            double threshold,
            Derivation how)
            throws IOException {
        try {
            FeatureMapPanel.Pixels pixels = panel.pixels();
            files.prepare(
                    ".boxes.dcm",
                    temporary -> image.writeCapture(temporary, pixels.rgb(), pixels.columns(), frame, how));
            files.prepare(".report.dcm", temporary -> image.writeReport(temporary, found, threshold, how));
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
