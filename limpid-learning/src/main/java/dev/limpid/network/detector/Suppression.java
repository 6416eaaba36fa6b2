package dev.limpid.network.detector;

import dev.limpid.image.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Greedy non-maximum suppression: of boxes that overlap more than a threshold the one of the highest score stays. */
final class Suppression {
    private Suppression() {}

    /**
     * Which boxes stay, by falling score; among equal scores the first of the list comes first.
     *
     * @param overlap intersection over union above which a box goes
     * @param most boxes that stay
     */
    static List<Integer> keep(List<Box> boxes, double[] scores, double overlap, int most) {
        int[] order = IntStream.range(0, boxes.size())
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -scores[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Integer> kept = new ArrayList<>();
        for (int index : order) {
            if (kept.size() == most) {
                break;
            }
            if (clear(boxes, kept, boxes.get(index), overlap)) {
                kept.add(index);
            }
        }
        return kept;
    }

    private static boolean clear(List<Box> boxes, List<Integer> kept, Box box, double overlap) {
        for (int better : kept) {
            if (boxes.get(better).overlap(box) > overlap) {
                return false;
            }
        }
        return true;
    }
}
