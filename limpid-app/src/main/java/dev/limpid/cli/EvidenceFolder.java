package dev.limpid.cli;

import dev.limpid.artefact.ArtefactCorrection;
import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan.Item;
import dev.limpid.batch.Problem;
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
import java.util.Objects;
import java.util.Optional;

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
    private final EvidencePages pages;

    EvidenceFolder(Path output, Planes planes, EvidencePages pages) {
        this.folder = output.resolve(NAME);
        this.planes = planes;
        this.pages = pages;
    }

    private boolean wanted(Path relative, int frame, int frames) {
        return planes == Planes.ALL || (planes == Planes.MIDDLE && frame == frames / 2 && pages.picture(relative));
    }

    /** Starts the evidence of one file. */
    OfFile of(Item item, MethodChoice.Chosen chosen, Modality modality, int frames) {
        return new OfFile(item.source().relative(), chosen, modality, frames);
    }

    /** Where the evidence of a result lies. */
    static Path folderOf(Path output, Path relative) {
        Path named = output.resolve(NAME).resolve(relative);
        return Objects.requireNonNullElse(named.getParent(), named);
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
        /** Panels on disk under hidden names: a run that is killed must not leave evidence of no result. */
        private final List<AtomicFile.Prepared> prepared = new ArrayList<>();

        private final List<Path> written = new ArrayList<>();
        private Optional<String> problem = Optional.empty();
        private final List<String> remarks = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        OfFile(Path relative, MethodChoice.Chosen chosen, Modality modality, int frames) {
            this.relative = relative;
            this.chosen = chosen;
            this.modality = modality;
            this.frames = frames;
        }

        /**
         * Looks at a plane. Whether the input is like the images the model was trained on is asked of every file's
         * middle plane; the rest costs as much as a small network and is left to the planes that were asked for.
         *
         * @param remarks of the denoiser on this plane; every plane's are kept
         */
        void look(int frame, Slice before, Slice after, List<String> remarks) {
            remarks.forEach(remark -> warnings.add(frames == 1 ? remark : "frame " + (frame + 1) + ": " + remark));
            boolean wanted = wanted(relative, frame, frames);
            if (!wanted && frame != frames / 2) {
                return;
            }
            String label = frames == 1 ? relative.toString() : relative + ", frame " + (frame + 1) + " of " + frames;
            List<String> concerns = new ArrayList<>(remarks);
            List<String> unlike = unlike(before, !remarks.isEmpty());
            concerns.addAll(unlike);
            if (frame == frames / 2) {
                warnings.addAll(unlike);
            }
            if (wanted) {
                take(label, frame, before, after, concerns);
            }
        }

        private void take(String label, int frame, Slice before, Slice after, List<String> concerns) {
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
                prepared.add(AtomicFile.prepare(panel(frame), temporary -> Files.write(temporary, picture)));
                seen.add(new Plane(label, frame, panel.evidence()));
                pages.add(relative, frame, panel);
            } catch (IOException | RuntimeException failure) {
                failed(failure);
            } catch (OutOfMemoryError tooLarge) {
                remarks.add(Problem.show(label) + ": evidence left out, not enough memory for it; give Java more, e.g. "
                        + "LIMPID_JAVA_OPTS=-Xmx8g");
            }
        }

        /** What is unlike the images the model was trained on; those it saw, where they were corrected. */
        private List<String> unlike(Slice before, boolean corrected) {
            return chosen.card()
                    .flatMap(card -> card.domain())
                    .map(domain -> {
                        Slice seen = corrected
                                ? ArtefactCorrection.of(before, chosen.range()).slice()
                                : before;
                        return domain.concerns(DomainStatistics.of(seen, chosen.range()));
                    })
                    .orElse(List.of());
        }

        private void failed(Exception failure) {
            if (problem.isEmpty()) {
                problem = Optional.of(Problem.describeWithFile(failure));
            }
        }

        /**
         * Shows the panels under their names and writes the numbers of the planes looked at, all or none; to be called
         * when the result is there. Evidence that lies there is of no result or of one that was replaced, and goes.
         */
        void finish() {
            try {
                if (problem.isEmpty() && !seen.isEmpty()) {
                    publish();
                }
            } catch (IOException | RuntimeException failure) {
                failed(failure);
            }
            prepared.forEach(AtomicFile.Prepared::close);
            if (problem.isPresent()) {
                written.forEach(OfFile::removeQuietly);
                written.clear();
            }
        }

        private void publish() throws IOException {
            for (AtomicFile.Prepared panel : prepared) {
                panel.publish(true);
                written.add(panel.target());
            }
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("image", relative);
            map.put("method", chosen.denoiser().describe());
            map.put("reason", chosen.reason());
            map.put("version", Version.full());
            map.put("planes", seen.stream().map(Plane::toMap).toList());
            byte[] text = (Json.write(map) + "\n").getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(numbers(), true, temporary -> Files.write(temporary, text));
            written.add(numbers());
        }

        private static void removeQuietly(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException left) {
                // That the evidence is not whole is told already.
                return;
            }
        }

        /** Takes back what was made, because the result failed. */
        void discard() {
            pages.remove(relative);
            prepared.forEach(AtomicFile.Prepared::close);
        }

        /** Why there is no evidence where it was wanted, in one line. */
        Optional<String> problem() {
            return problem;
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
