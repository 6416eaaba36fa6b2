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
        /** Of the middle one of each file; in a run of many files, of some of them spread evenly. */
        MIDDLE,
        /** Of none. */
        NONE
    }

    static final String NAME = "evidence";

    private final Path folder;
    private final Planes planes;
    private final boolean overwrite;
    private final EvidencePages pages;

    EvidenceFolder(Path output, Planes planes, boolean overwrite, EvidencePages pages) {
        this.folder = output.resolve(NAME);
        this.planes = planes;
        this.overwrite = overwrite;
        this.pages = pages;
    }

    private boolean wanted(Path relative, int frame, int frames) {
        return planes == Planes.ALL || (planes == Planes.MIDDLE && frame == frames / 2 && pages.picture(relative));
    }

    /** Starts the evidence of one file. */
    OfFile of(Item item, MethodChoice.Chosen chosen, Modality modality, int frames) throws IOException {
        OfFile evidence = new OfFile(item.source().relative(), chosen, modality, frames);
        if (evidence.isWanted()) {
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
        private final List<String> remarks = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        OfFile(Path relative, MethodChoice.Chosen chosen, Modality modality, int frames) {
            this.relative = relative;
            this.chosen = chosen;
            this.modality = modality;
            this.frames = frames;
        }

        private boolean isWanted() {
            return wanted(relative, frames / 2, frames);
        }

        /**
         * Looks at a plane. Whether the input is like the images the model was trained on is asked of every file's
         * middle plane; the rest costs as much as a small network and is left to the planes that were asked for.
         */
        void look(int frame, Slice before, Slice after) throws IOException {
            boolean wanted = wanted(relative, frame, frames);
            if (!wanted && frame != frames / 2) {
                return;
            }
            String label = frames == 1 ? relative.toString() : relative + ", frame " + (frame + 1) + " of " + frames;
            List<String> concerns = concerns(before);
            if (frame == frames / 2) {
                warnings.addAll(concerns);
            }
            if (wanted) {
                take(label, frame, before, after, concerns);
            }
        }

        private void take(String label, int frame, Slice before, Slice after, List<String> concerns)
                throws IOException {
            try {
                EvidencePanel panel = EvidencePanel.of(
                        label,
                        chosen.denoiser().describe(),
                        before,
                        after,
                        chosen.range(),
                        DisplayWindow.usual(modality, before),
                        concerns);
                byte[] picture = panel.png();
                Path target = panel(frame);
                AtomicFile.write(target, overwrite, temporary -> Files.write(temporary, picture));
                written.add(target);
                seen.add(new Plane(label, frame, panel.evidence()));
                pages.add(relative, frame, panel);
            } catch (OutOfMemoryError tooLarge) {
                remarks.add(label + ": evidence left out, not enough memory for it; give Java more, e.g. "
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
            pages.remove(relative);
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
        List<String> remarks() {
            return remarks;
        }

        /** What is unlike the images the model was trained on, one line each. */
        List<String> warnings() {
            return warnings;
        }

        private Path panel(int frame) {
            boolean several = planes == Planes.ALL && frames > 1;
            return named(several ? String.format(".%0" + String.valueOf(frames).length() + "d", frame + 1) : "", "png");
        }

        private Path numbers() {
            return named("", "json");
        }

        private Path named(String part, String extension) {
            return folder.resolve(
                    relative.resolveSibling(relative.getFileName() + part + "." + NAME + "." + extension));
        }
    }
}
