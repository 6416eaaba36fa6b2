package dev.limpid.network.detector;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.tensor.DetectionOps;
import dev.limpid.tensor.Ops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * The four losses of a two-stage detector (Ren et al., NIPS 2015, equation 1; Girshick, ICCV 2015, equation 1), each the mean over
 * what was sampled: is there something, where; is it a lesion, where exactly.
 */
final class DetectorLoss {
    /** Where the absolute loss of boxes becomes a square; of proposals as in Detectron. */
    private static final double ANCHOR_BETA = 1 / 9.0;

    private static final double PROPOSAL_BETA = 1;

    private DetectorLoss() {}

    /** Of the proposal head: binary cross entropy of sampled anchors, and smooth absolute error of their changes. */
    static Tensor ofAnchors(ProposalHead.Said said, List<Box> lesions, PixelRandom random) {
        Sampling.Sample sample = Sampling.ANCHORS.of(said.anchors(), lesions, random);
        float[] wanted = new float[sample.size()];
        Arrays.fill(wanted, 0, sample.positive().size(), 1);
        Tensor logits = DetectionOps.rows(said.logits(), indices(sample));
        Tensor classes = DetectionOps.binaryCrossEntropySum(
                logits, Ops.tensor(wanted, wanted.length).to(logits.device(), logits.scalar_type()));
        Tensor places = places(said.changes(), said.anchors(), sample, lesions, BoxCoding.OF_ANCHORS, ANCHOR_BETA);
        return classes.add(places).div(Ops.scalar(sample.size()));
    }

    /** The proposals that the head learns from: those sampled, positive ones first. The lesions themselves are among them. */
    record Lesson(List<Box> boxes, Sampling.Sample sample) {
        static Lesson of(List<Box> proposals, List<Box> lesions, PixelRandom random) {
            List<Box> all = new ArrayList<>(proposals);
            all.addAll(lesions);
            Sampling.Sample sample = Sampling.PROPOSALS.of(all, lesions, random);
            List<Box> drawn = Stream.concat(sample.positive().stream(), sample.negative().stream())
                    .map(all::get)
                    .toList();
            List<Integer> first = new ArrayList<>();
            for (int i = 0; i < sample.positive().size(); i++) {
                first.add(i);
            }
            return new Lesson(drawn, new Sampling.Sample(first, sample.lesions(), rest(first.size(), drawn.size())));
        }

        private static List<Integer> rest(int from, int to) {
            List<Integer> rest = new ArrayList<>();
            for (int i = from; i < to; i++) {
                rest.add(i);
            }
            return rest;
        }
    }

    /** Of the head: cross entropy of sampled proposals, and smooth absolute error of the changes of those that hold a lesion. */
    static Tensor ofProposals(RegionHead.Said said, Lesson lesson, List<Box> lesions) {
        int[] classes = new int[lesson.boxes().size()];
        Arrays.fill(classes, 0, lesson.sample().positive().size(), 1);
        Tensor kinds = DetectionOps.crossEntropy(said.logits(), classes);
        Tensor places =
                places(said.changes(), lesson.boxes(), lesson.sample(), lesions, BoxCoding.OF_PROPOSALS, PROPOSAL_BETA);
        return kinds.add(places.div(Ops.scalar(classes.length)));
    }

    private static Tensor places(
            Tensor changes,
            List<Box> references,
            Sampling.Sample sample,
            List<Box> lesions,
            BoxCoding coding,
            double beta) {
        int count = sample.positive().size();
        if (count == 0) {
            return changes.sum().mul(Ops.scalar(0));
        }
        float[] wanted = new float[BoxCoding.NUMBERS * count];
        for (int i = 0; i < count; i++) {
            Box lesion = lesions.get(sample.lesions().get(i));
            coding.encode(references.get(sample.positive().get(i)), lesion, wanted, BoxCoding.NUMBERS * i);
        }
        int[] which = sample.positive().stream().mapToInt(Integer::intValue).toArray();
        Tensor target = Ops.tensor(wanted, count, BoxCoding.NUMBERS).to(changes.device(), changes.scalar_type());
        return DetectionOps.smoothAbsoluteSum(DetectionOps.rows(changes, which), target, beta);
    }

    private static int[] indices(Sampling.Sample sample) {
        return Stream.concat(sample.positive().stream(), sample.negative().stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
