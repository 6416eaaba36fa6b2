package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.Slice;
import java.util.List;
import java.util.Map;

/**
 * One image as the rows saw it, to be shown.
 *
 * @param image the clean one
 * @param rows by name, what was looked at and found
 */
record DetectionSample(DetectionImage image, Map<String, Look> rows) {
    /** How many are kept: the image of the largest lesion of each of the first patients with lesions. */
    static final int MOST = 4;

    /** What a row looked at, and its boxes of any score. */
    record Look(Slice slice, List<Detection> found) {}

    double largest() {
        return image.boxes().stream().mapToDouble(Box::area).max().orElse(0);
    }

    /** Keeps the image if it is one to be shown. */
    static void keep(Map<String, DetectionSample> samples, DetectionSample sample) {
        String patient = sample.image.patient();
        DetectionSample before = samples.get(patient);
        boolean better = before == null ? samples.size() < MOST : sample.largest() > before.largest();
        if (sample.largest() > 0 && better) {
            samples.put(patient, sample);
        }
    }
}
