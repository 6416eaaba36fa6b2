package dev.limpid.bench.layout;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * LDCT-and-Projection-data as the Cancer Imaging Archive gives it: {@code C001/STUDY/...Full Dose Images.../*.dcm} beside
 * {@code ...Low Dose Images...}; patients C of the chest, L of the abdomen, N of the head, each a block with the display window
 * of ldct-benchmark. Projections, and patients without low-dose images (those of GE), are left out.
 */
final class LowDoseCtLayout implements StudyLayout {
    private static final Pattern PATIENT = Pattern.compile("[CLN]\\d{3}");
    private static final int DEPTH = 3;

    /** By the first letter of a patient. */
    private static final Map<String, Anatomy> ANATOMIES =
            Map.of("LDCT chest", Anatomy.CHEST, "LDCT abdomen", Anatomy.ABDOMEN, "LDCT head", Anatomy.NEURO);

    @Override
    public String name() {
        return "ldct";
    }

    @Override
    public String summary() {
        return "LDCT-and-Projection-data as downloaded: C001/STUDY/...Full Dose Images..., ...Low Dose Images...";
    }

    @Override
    public Modality modality() {
        return Modality.CT;
    }

    @Override
    public boolean paired() {
        return true;
    }

    @Override
    public Optional<IntensityRange> window(String subset) {
        return anatomy(subset).map(Anatomy::window);
    }

    @Override
    public Optional<Anatomy> anatomy(String subset) {
        return Optional.ofNullable(ANATOMIES.get(subset));
    }

    @Override
    public boolean recognises(Path root) throws IOException {
        for (Path patient : Walk.folders(root, DEPTH, LowDoseCtLayout::isPatient)) {
            if (!Walk.folders(patient, DEPTH, folder -> isSeries(folder, "full"))
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Listing list(Path root) throws IOException {
        List<StudyFile> files = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Path patient : Walk.folders(root, DEPTH, LowDoseCtLayout::isPatient)) {
            List<Path> full = Walk.folders(patient, DEPTH, folder -> isSeries(folder, "full"));
            List<Path> low = Walk.folders(patient, DEPTH, folder -> isSeries(folder, "low"));
            if (full.size() != 1 || low.size() != 1) {
                leftOut.merge("patients without one full-dose and one low-dose series", 1, Integer::sum);
                continue;
            }
            for (Path image : Walk.files(full.get(0))) {
                Path pair = low.get(0).resolve(full.get(0).relativize(image));
                if (!Files.isRegularFile(pair)) {
                    leftOut.merge("without a low-dose image of the same name", 1, Integer::sum);
                } else {
                    files.add(new StudyFile(
                            image,
                            StudyFile.nameOf(root, image),
                            subset(Walk.nameOf(patient)),
                            Walk.nameOf(patient),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(pair)));
                }
            }
        }
        return new Listing(files, leftOut);
    }

    private static String subset(String patient) {
        return switch (patient.charAt(0)) {
            case 'C' -> "LDCT chest";
            case 'L' -> "LDCT abdomen";
            default -> "LDCT head";
        };
    }

    private static boolean isPatient(Path folder) {
        return PATIENT.matcher(Walk.nameOf(folder)).matches();
    }

    private static boolean isSeries(Path folder, String dose) {
        return Walk.nameOf(folder).toLowerCase(Locale.ROOT).contains(dose + " dose images");
    }
}
