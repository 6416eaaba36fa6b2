package dev.limpid.lesion.training;

import dev.limpid.lesion.annotation.LesionFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Which files of a large collection a run holds in memory: half of them with lesions where there are as many, one of each patient in
 * turn, patients and their files in an order that the seed decides. The same files and seed give the same choice.
 */
final class LesionChoice {
    private LesionChoice() {}

    /** All files where they are no more than that, in their order. */
    static List<LesionFile> of(List<LesionFile> files, int most, long seed) {
        if (files.size() <= most) {
            return files;
        }
        List<LesionFile> ill =
                files.stream().filter(file -> !file.boxes().isEmpty()).toList();
        List<LesionFile> healthy =
                files.stream().filter(file -> file.boxes().isEmpty()).toList();
        int ofIll = Math.min(ill.size(), Math.max((most + 1) / 2, most - healthy.size()));
        List<LesionFile> chosen = new ArrayList<>(inTurns(ill, ofIll, seed));
        chosen.addAll(inTurns(healthy, most - ofIll, seed));
        return chosen;
    }

    private static List<LesionFile> inTurns(List<LesionFile> files, int most, long seed) {
        Random random = new Random(seed);
        List<LesionFile> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, random);
        Map<String, Deque<LesionFile>> byPatient = new TreeMap<>();
        shuffled.forEach(file -> byPatient
                .computeIfAbsent(file.entry().patient(), name -> new ArrayDeque<>())
                .add(file));
        List<Deque<LesionFile>> patients = new ArrayList<>(byPatient.values());
        Collections.shuffle(patients, random);
        List<LesionFile> chosen = new ArrayList<>();
        while (chosen.size() < most) {
            for (Deque<LesionFile> patient : patients) {
                if (chosen.size() < most && !patient.isEmpty()) {
                    chosen.add(patient.remove());
                }
            }
        }
        return chosen;
    }
}
