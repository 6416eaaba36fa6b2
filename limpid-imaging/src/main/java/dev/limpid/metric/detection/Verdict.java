package dev.limpid.metric.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A detection judged.
 *
 * @param score of the detection
 * @param hit whether it found a lesion that none of a higher score had found
 */
record Verdict(double score, boolean hit) {
    private static final Comparator<Verdict> DESCENDING = (a, b) -> Double.compare(b.score, a.score);

    /**
     * Judges the detections of all images, in the order of falling score. Within an image each takes the lesion it overlaps
     * most among those not yet taken, if that is at least the threshold (as the COCO evaluation does); a second box on the
     * same lesion is a false positive. Of equal scores that of the larger overlap comes first, so that the order in which they are
     * given does not matter.
     *
     * @param overlap least intersection over union of a hit, above 0, at most 1
     */
    static List<Verdict> of(List<DetectionCase> cases, double overlap) {
        if (!(overlap > 0 && overlap <= 1)) {
            throw new IllegalArgumentException("the overlap of a hit must be above 0, at most 1, not " + overlap);
        }
        List<Verdict> all = new ArrayList<>();
        for (DetectionCase image : cases) {
            List<Box> left = new ArrayList<>(image.truth());
            image.found().stream()
                    .sorted(order(image.truth()))
                    .forEach(detection -> all.add(new Verdict(detection.score(), takes(detection, left, overlap))));
        }
        all.sort(DESCENDING);
        return all;
    }

    private static Comparator<Detection> order(List<Box> truth) {
        return Comparator.comparingDouble(Detection::score)
                .thenComparingDouble(found ->
                        truth.stream().mapToDouble(found.box()::overlap).max().orElse(0))
                .reversed()
                .thenComparing(
                        Detection::box,
                        Comparator.comparingDouble(Box::x0)
                                .thenComparingDouble(Box::y0)
                                .thenComparingDouble(Box::x1)
                                .thenComparingDouble(Box::y1));
    }

    private static boolean takes(Detection detection, List<Box> left, double overlap) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < left.size(); i++) {
            double common = detection.box().overlap(left.get(i));
            if (common >= overlap && common > most) {
                best = i;
                most = common;
            }
        }
        if (best < 0) {
            return false;
        }
        left.remove(best);
        return true;
    }

    /** Lesions of all images. */
    static int lesions(List<DetectionCase> cases) {
        return cases.stream().mapToInt(image -> image.truth().size()).sum();
    }
}
