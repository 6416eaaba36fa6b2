package dev.limpid.bench.detection;

import dev.limpid.lesion.annotation.LesionFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whole patients of a split up to a number of images, in an order that the seed decides: neither ill nor healthy ones are preferred,
 * so that false positives an image stay what they are. The first that does not fit is the end: to go on with smaller ones would
 * prefer patients of few images, and a higher number could lose some of a lower one.
 */
final class PatientSample {
    private PatientSample() {}

    /** All files where they are no more than that; in their order; at least one patient. */
    static List<LesionFile> of(List<LesionFile> files, int most, long seed) {
        if (files.size() <= most) {
            return files;
        }
        Map<String, Integer> counts = new TreeMap<>();
        files.forEach(file -> counts.merge(file.entry().patient(), 1, Integer::sum));
        List<String> patients = new ArrayList<>(counts.keySet());
        Collections.shuffle(patients, new Random(seed));
        Set<String> taken = new HashSet<>();
        int images = 0;
        for (String patient : patients) {
            images += counts.getOrDefault(patient, 0);
            if (!taken.isEmpty() && images > most) {
                break;
            }
            taken.add(patient);
        }
        return files.stream()
                .filter(file -> taken.contains(file.entry().patient()))
                .toList();
    }
}
