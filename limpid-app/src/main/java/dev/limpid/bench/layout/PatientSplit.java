package dev.limpid.bench.layout;

import dev.limpid.training.DataFolder.Split;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which patients train, validate and test. A data set that says so is followed. Else patients are put in an order that
 * a seed fixes; of n patients the first n/5 (rounded, at least one) test, the next n/10 (rounded up, if there is a
 * second patient) validate, the others train. A patient is in one split only.
 */
final class PatientSplit {
    private PatientSplit() {}

    static Map<Split, List<StudyFile>> of(List<StudyFile> files, long seed) {
        List<String> unsplit = files.stream()
                .filter(file -> file.split().isEmpty())
                .map(StudyFile::patient)
                .distinct()
                .sorted(SeededOrder.of(seed, "patients"))
                .toList();
        int test = (int) Math.max(1, Math.round(unsplit.size() / 5.0));
        int val = (unsplit.size() + 9) / 10;
        Map<String, Split> chosen = new HashMap<>();
        for (int i = 0; i < unsplit.size(); i++) {
            chosen.put(unsplit.get(i), i < test ? Split.TEST : i < test + val ? Split.VAL : Split.TRAIN);
        }
        Map<Split, List<StudyFile>> parts = new EnumMap<>(Split.class);
        for (StudyFile file : files) {
            Split split = file.split().orElseGet(() -> Objects.requireNonNull(chosen.get(file.patient())));
            parts.computeIfAbsent(split, name -> new ArrayList<>()).add(file);
        }
        return parts;
    }
}
