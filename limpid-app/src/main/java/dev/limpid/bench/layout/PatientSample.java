package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Draws planes over patients: patients take turns in an order that the seed fixes, each turn giving one more plane of
 * the patient, until there are enough or none is left. So that 500 planes of 100 patients are five of each, and a
 * patient with many slices does not crowd out the others. Within a patient files come first in a random order, then
 * further frames of them.
 */
public final class PatientSample {
    private PatientSample() {}

    /**
     * The planes drawn, sorted by patient, file and frame.
     *
     * @param files to draw from
     * @param most how many planes at most
     * @param said what files show that do not say it
     */
    public static List<ImageRef> draw(List<StudyFile> files, int most, long seed, Modality said) {
        Map<String, List<StudyFile>> byPatient = new TreeMap<>();
        files.forEach(file -> byPatient
                .computeIfAbsent(file.patient(), name -> new ArrayList<>())
                .add(file));
        Deque<Deque<Frames>> waiting = new ArrayDeque<>();
        byPatient.keySet().stream().sorted(SeededOrder.of(seed, "turns")).forEach(patient -> {
            Deque<Frames> queue = new ArrayDeque<>();
            byPatient.getOrDefault(patient, List.of()).stream()
                    .sorted(Comparator.comparing(StudyFile::name, SeededOrder.of(seed, "files")))
                    .forEach(file -> queue.add(new Frames(file, seed, said)));
            waiting.add(queue);
        });
        List<ImageRef> drawn = new ArrayList<>();
        while (drawn.size() < most && !waiting.isEmpty()) {
            Deque<Frames> patient = waiting.remove();
            Frames file = patient.remove();
            drawn.add(file.next());
            if (file.hasNext()) {
                patient.add(file);
            }
            if (!patient.isEmpty()) {
                waiting.add(patient);
            }
        }
        drawn.sort(Comparator.comparing(ImageRef::patient)
                .thenComparing(ref -> ref.file().toString())
                .thenComparing(ImageRef::frame));
        return List.copyOf(drawn);
    }

    /** The frames of a file in a random order; the file is opened when the first is asked for. */
    private static final class Frames {
        private final StudyFile file;
        private final long seed;
        private final Modality said;
        private final Deque<Integer> left = new ArrayDeque<>();
        private int count;

        Frames(StudyFile file, long seed, Modality said) {
            this.file = file;
            this.seed = seed;
            this.said = said;
        }

        ImageRef next() {
            if (count == 0) {
                count = count();
                IntStream.range(0, count)
                        .mapToObj(String::valueOf)
                        .sorted(SeededOrder.of(seed, file.name()))
                        .forEach(frame -> left.add(Integer.valueOf(frame)));
            }
            int frame = left.remove();
            String name = file.name() + (count > 1 ? "#" + frame : "");
            return new ImageRef(
                    file.subset(), file.patient(), file.file(), name, frame, file.finding(), file.degraded());
        }

        boolean hasNext() {
            return !left.isEmpty();
        }

        /** A broken file counts as one plane, so that it is named when it is to be measured. */
        private int count() {
            try (StoredImage image = ImageFormats.open(file.file(), said)) {
                return image.frames();
            } catch (IOException | RuntimeException broken) {
                return 1;
            }
        }
    }
}
