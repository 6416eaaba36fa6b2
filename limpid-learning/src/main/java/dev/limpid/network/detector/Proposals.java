package dev.limpid.network.detector;

import dev.limpid.image.Box;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * From what the proposal head says of anchors to proposals: the best anchors of each level, changed and cut to the image, without
 * those that are tiny or overlap better ones by more than 0.7.
 *
 * @param candidates best anchors of each level that are looked at
 * @param most proposals of all levels
 */
record Proposals(int candidates, int most) {
    /** For training: many, so that the head sees bad ones too. */
    static final Proposals TRAINING = new Proposals(600, 300);

    /** For detection. */
    static final Proposals DETECTION = new Proposals(500, 150);

    private static final double OVERLAP = 0.7;
    private static final double LEAST_EDGE = 1;

    /** Proposals by falling score, within an image of this size. */
    List<Box> of(ProposalHead.Said said, int rows, int columns) {
        float[] logits = Ops.values(said.logits());
        float[] changes = Ops.values(said.changes());
        List<Box> boxes = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        int first = 0;
        for (int count : said.counts()) {
            int[] best = best(logits, first, count);
            first += count;
            List<Box> level = new ArrayList<>();
            List<Double> levelScores = new ArrayList<>();
            for (int index : best) {
                Box changed =
                        BoxCoding.OF_ANCHORS.decode(said.anchors().get(index), changes, BoxCoding.NUMBERS * index);
                cut(changed, rows, columns).ifPresent(box -> {
                    level.add(box);
                    levelScores.add((double) logits[index]);
                });
            }
            for (int kept : Suppression.keep(level, array(levelScores), OVERLAP, most)) {
                boxes.add(level.get(kept));
                scores.add(levelScores.get(kept));
            }
        }
        return IntStream.range(0, boxes.size())
                .boxed()
                .sorted(Comparator.comparingDouble(index -> -scores.get(index)))
                .limit(most)
                .map(boxes::get)
                .toList();
    }

    /** The indices of a level's best anchors, best first; of equal ones the first. Sorts as few as it can. */
    private int[] best(float[] logits, int first, int count) {
        float[] sorted = Arrays.copyOfRange(logits, first, first + count);
        for (int i = 0; i < count; i++) {
            sorted[i] = Float.isNaN(sorted[i]) ? 0 : sorted[i]; // What diverged is told by the loss.
            logits[first + i] = sorted[i];
        }
        Arrays.sort(sorted);
        int wanted = Math.min(candidates, count);
        float least = sorted[count - wanted];
        int[] chosen = new int[wanted];
        int n = 0;
        for (int i = first; i < first + count; i++) {
            if (logits[i] > least) {
                chosen[n++] = i;
            }
        }
        for (int i = first; n < wanted; i++) {
            if (logits[i] == least) {
                chosen[n++] = i;
            }
        }
        return Arrays.stream(chosen)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(index -> -logits[index])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The part of a box within an image, unless next to nothing is left. */
    static Optional<Box> cut(Box box, int rows, int columns) {
        double x0 = Math.max(0, box.x0());
        double y0 = Math.max(0, box.y0());
        double x1 = Math.min(columns, box.x1());
        double y1 = Math.min(rows, box.y1());
        return x1 - x0 >= LEAST_EDGE && y1 - y0 >= LEAST_EDGE ? Optional.of(new Box(x0, y0, x1, y1)) : Optional.empty();
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
