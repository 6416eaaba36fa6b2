package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.dicom.DicomImage;
import dev.limpid.image.Derivation;
import dev.limpid.image.Slice;
import dev.limpid.report.FeatureMapPanel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an explained DICOM image leaves for the archive: the panel as a colour Secondary Capture, and the maps before and after
 * as Parametric Maps where the image has a place in space.
 *
 * @param target the path that a result of the image would have
 */
record ExplainObjects(Path target, boolean overwrite) {
    private Path capture() {
        return sibling(".explain.dcm");
    }

    private Path before() {
        return sibling(".map-before.dcm");
    }

    private Path after() {
        return sibling(".map-after.dcm");
    }

    /** @throws IOException if one of the files is there and must not be replaced */
    void refuseExisting() throws IOException {
        for (Path file : List.of(capture(), before(), after())) {
            AtomicFile.refuseExisting(file, overwrite);
        }
    }

    /**
     * Writes them.
     *
     * @return the files written
     */
    List<Path> write(DicomImage image, FeatureMapPanel panel, Slice mapBefore, Slice mapAfter, Derivation how)
            throws IOException {
        List<Path> written = new ArrayList<>();
        FeatureMapPanel.Pixels pixels = panel.pixels();
        AtomicFile.write(
                capture(), overwrite, temporary -> image.writeCapture(temporary, pixels.rgb(), pixels.columns(), how));
        written.add(capture());
        if (image.hasPlace()) {
            AtomicFile.write(
                    before(), overwrite, temporary -> image.writeParametricMap(temporary, mapBefore, "before", how));
            AtomicFile.write(
                    after(), overwrite, temporary -> image.writeParametricMap(temporary, mapAfter, "after", how));
            written.add(before());
            written.add(after());
        }
        return written;
    }

    private Path sibling(String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }
}
