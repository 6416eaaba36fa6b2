package dev.limpid.network.detector;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Which boxes a step learns from: some that hold a lesion and some that do not, and the lesion of each. Nothing is learnt from the
 * others, which are many or unclear.
 *
 * @param count boxes a step
 * @param share of them that hold a lesion, at most
 * @param least overlap with a lesion of a box that holds it
 * @param below overlap under which a box holds none
 * @param bestToo whether the box that overlaps a lesion most holds it however little that is
 */
record Sampling(int count, double share, double least, double below, boolean bestToo) {
    /** Of anchors (Ren et al., NIPS 2015, section 3.1.2). */
    static final Sampling ANCHORS = new Sampling(256, 0.5, 0.7, 0.3, true);

    /** Of proposals (Girshick, ICCV 2015, section 2.3, without a lower bound of background). */
    static final Sampling PROPOSALS = new Sampling(128, 0.25, 0.5, 0.5, false);

    private static final int NONE = -1;
    private static final int UNCLEAR = -2;

    /**
     * A sample.
     *
     * @param positive indices of boxes that hold a lesion
     * @param lesions of those, by index in the list of lesions
     * @param negative indices of boxes that hold none
     */
    record Sample(List<Integer> positive, List<Integer> lesions, List<Integer> negative) {
        int size() {
            return positive.size() + negative.size();
        }
    }

    Sample of(List<Box> boxes, List<Box> lesions, PixelRandom random) {
        int[] match = match(boxes, lesions);
        List<Integer> positive = new ArrayList<>();
        List<Integer> negative = new ArrayList<>();
        for (int i = 0; i < match.length; i++) {
            if (match[i] >= 0) {
                positive.add(i);
            } else if (match[i] == NONE) {
                negative.add(i);
            }
        }
        List<Integer> drawn = drawn(positive, (int) (count * share), random);
        return new Sample(
                drawn,
                drawn.stream().map(index -> match[index]).toList(),
                drawn(negative, count - drawn.size(), random));
    }

    private int[] match(List<Box> boxes, List<Box> lesions) {
        int[] match = new int[boxes.size()];
        double[] best = new double[lesions.size()];
        double[][] overlaps = new double[lesions.size()][boxes.size()];
        for (int i = 0; i < match.length; i++) {
            double most = 0;
            int of = NONE;
            for (int lesion = 0; lesion < lesions.size(); lesion++) {
                double overlap = boxes.get(i).overlap(lesions.get(lesion));
                overlaps[lesion][i] = overlap;
                best[lesion] = Math.max(best[lesion], overlap);
                if (overlap > most) {
                    most = overlap;
                    of = lesion;
                }
            }
            match[i] = most >= least ? of : most < below ? NONE : UNCLEAR;
        }
        for (int lesion = 0; bestToo && lesion < lesions.size(); lesion++) {
            for (int i = 0; i < match.length; i++) {
                if (best[lesion] > 0 && overlaps[lesion][i] == best[lesion]) {
                    match[i] = lesion;
                }
            }
        }
        return match;
    }

    /** Some of them, each equally likely. */
    private static List<Integer> drawn(List<Integer> from, int most, PixelRandom random) {
        List<Integer> all = new ArrayList<>(from);
        int kept = Math.min(most, all.size());
        for (int i = 0; i < kept; i++) {
            int other = i + random.below(all.size() - i);
            int here = all.get(i);
            all.set(i, all.get(other));
            all.set(other, here);
        }
        return List.copyOf(all.subList(0, kept));
    }
}
