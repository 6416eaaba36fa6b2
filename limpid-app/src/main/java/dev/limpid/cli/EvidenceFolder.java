package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.model.DomainStatistics;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.Evidence;
import dev.limpid.report.EvidencePanel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The evidence beside the results: below {@code OUT/evidence}, under each result's relative path, a panel
 * {@code NAME.evidence.png} for each plane looked at and one {@code NAME.evidence.json} with the numbers. It has a
 * folder of its own so that a folder of DICOM results holds nothing else. Safe for several threads.
 */
final class EvidenceFolder {
    /** Of which planes evidence is taken. */
    enum Planes {
        /** Of every one. */
        ALL,
        /** Of the middle one of each file. */
        MIDDLE,
        /** Of none. */
        NONE;

        boolean include(int frame, int frames) {
            return this == ALL || this == MIDDLE && frame == frames / 2;
        }
    }

    static final String NAME = "evidence";

    private final Path folder;
    private final Planes planes;
    private final boolean overwrite;

    EvidenceFolder(Path output, Planes planes, boolean overwrite) {
        this.folder = output.resolve(NAME);
        this.planes = planes;
        this.overwrite = overwrite;
    }

    /** Starts the evidence of one file. */
    OfFile of(Item item, MethodChoice.Chosen chosen, Modality modality, int frames) throws IOException {
        OfFile evidence = new OfFile(item.source().relative(), chosen, modality, frames);
        if (planes != Planes.NONE) {
            AtomicFile.refuseExisting(evidence.numbers(), overwrite);
        }
        return evidence;
    }

    /** One plane's evidence. */
    record Plane(String label, int frame, Evidence evidence) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("frame", frame);
            map.putAll(evidence.toMap());
            return map;
        }
    }

    /** The evidence of one file as it grows; used by one thread. */
    final class OfFile {
        private final Path relative;
        private final MethodChoice.Chosen chosen;
        private final Modality modality;
        private final int frames;
        private final List<Plane> seen = new ArrayList<>();
        private final List<Path> written = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        OfFile(Path relative, MethodChoice.Chosen chosen, Modality modality, int frames) {
            this.relative = relative;
            this.chosen = chosen;
            this.modality = modality;
            this.frames = frames;
        }

        /** Looks at a plane, if it is one to be looked at; {@code panels} gets what it draws. */
        void look(int frame, Slice before, Slice after, EvidencePages panels) throws IOException {
            if (!planes.include(frame, frames)) {
                return;
            }
            String label = frames == 1 ? relative.toString() : relative + ", frame " + (frame + 1) + " of " + frames;
            try {
                EvidencePanel panel = EvidencePanel.of(
                        label,
                        chosen.denoiser().describe(),
                        before,
                        after,
                        chosen.range(),
                        DisplayWindow.usual(modality, before),
                        concerns(before));
                byte[] picture = panel.png();
                Path target = panel(frame);
                AtomicFile.write(target, overwrite, temporary -> Files.write(temporary, picture));
                written.add(target);
                seen.add(new Plane(label, frame, panel.evidence()));
                panels.add(relative, frame, panel);
            } catch (OutOfMemoryError tooLarge) {
                leftOut.add(label + ": evidence left out, not enough memory for it; give Java more, e.g. "
                        + "LIMPID_JAVA_OPTS=-Xmx8g");
            }
        }

        /** What is unlike the images the model was trained on. */
        private List<String> concerns(Slice before) {
            return chosen.card()
                    .flatMap(card -> card.domain())
                    .map(domain -> domain.concerns(DomainStatistics.of(before, chosen.range())))
                    .orElse(List.of());
        }

        /** Writes the numbers of the planes looked at. */
        void finish() throws IOException {
            if (seen.isEmpty()) {
                return;
            }
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("image", relative);
            map.put("method", chosen.denoiser().describe());
            map.put("reason", chosen.reason());
            map.put("version", Version.full());
            map.put("planes", seen.stream().map(Plane::toMap).toList());
            byte[] text = (Json.write(map) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(numbers(), overwrite, temporary -> Files.write(temporary, text));
            written.add(numbers());
        }

        /** Takes back what was written, because the result failed. */
        void discard() throws IOException {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
        }

        List<Plane> planes() {
            return seen;
        }

        List<Path> files() {
            return written;
        }

        /** One line for each plane whose evidence had to be left out. */
        List<String> leftOut() {
            return leftOut;
        }

        private Path panel(int frame) {
            boolean several = planes == Planes.ALL && frames > 1;
            return named(several ? String.format(".%0" + String.valueOf(frames).length() + "d", frame + 1) : "", "png");
        }

        private Path numbers() {
            return named("", "json");
        }

        private Path named(String part, String extension) {
            return folder.resolve(relative.resolveSibling(
                    relative.getFileName() + part + "." + NAME + "." + extension));
        }
    }
}
