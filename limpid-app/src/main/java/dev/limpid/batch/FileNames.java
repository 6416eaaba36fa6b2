package dev.limpid.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a file's name alone says about it. */
public final class FileNames {
    private static final List<String> IMAGE_ENDINGS = List.of(
            ".dcm", ".dicom", ".ima", ".nii", ".nii.gz", ".png", ".tif", ".tiff", ".jpg", ".jpeg", ".jp2", ".j2k");
    private static final List<String> EVIDENCE_ENDINGS = List.of(
            ".evidence.png",
            ".evidence.json",
            "evidence.html",
            ".degradation.json",
            ".explain.png",
            ".explain.json",
            ".explain.dcm",
            ".map-before.dcm",
            ".map-after.dcm",
            "explain.html");

    private FileNames() {}

    /** Whether the name promises an image, so that a file of this name that is none is broken rather than foreign. */
    public static boolean promisesImage(Path file) {
        return endsWithOneOf(file, IMAGE_ENDINGS);
    }

    /** Whether Limpid itself wrote the file beside a result; it is not an image to be processed. */
    public static boolean isEvidence(Path file) {
        return endsWithOneOf(file, EVIDENCE_ENDINGS);
    }

    /** Whether the file is the index of a DICOM medium (PS3.10 section 8.6), which holds no pixels. */
    public static boolean isDicomDirectory(Path file) {
        return lowerCase(file).equals("dicomdir");
    }

    static boolean isHidden(Path file) {
        return lowerCase(file).startsWith(".");
    }

    private static boolean endsWithOneOf(Path file, List<String> endings) {
        String name = lowerCase(file);
        return endings.stream().anyMatch(name::endsWith);
    }

    private static String lowerCase(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
    }
}
