package dev.limpid.metric.detection;

import dev.limpid.metric.NotApplicableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Average precision of one class: the area under precision over recall, where the precision at a recall is the best one at
 * that recall or above (Everingham et al., IJCV 88(2), 2010, with the all-point area of VOC 2010). 0..1, more is better.
 *
 * <p>A point of the curve is a threshold that divides the detections: those of equal score are taken together. Where boxes of equal
 * score compete for one lesion of an image, that of the larger overlap takes it.
 *
 * @param overlap least intersection over union of a hit: 0.5 as usual, 0.2 for small lesions, whose boxes are uncertain by a
 *     large part of themselves
 */
public record AveragePrecision(double overlap) implements DetectionMetric {
    /** @throws NotApplicableException if there is no lesion to be found */
    @Override
    public double of(List<DetectionCase> cases) {
        int lesions = Verdict.lesions(cases);
        if (lesions == 0) {
            throw new NotApplicableException("images without a lesion have no average precision");
        }
        List<double[]> curve = new ArrayList<>();
        List<Verdict> verdicts = Verdict.of(cases, overlap);
        int hits = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            hits += verdicts.get(i).hit() ? 1 : 0;
            boolean lastOfScore = i + 1 == verdicts.size()
                    || verdicts.get(i + 1).score() < verdicts.get(i).score();
            if (lastOfScore) {
                curve.add(new double[] {(double) hits / lesions, (double) hits / (i + 1)});
            }
        }
        double area = 0;
        double best = 0;
        for (int i = curve.size() - 1; i >= 0; i--) {
            best = Math.max(best, curve.get(i)[1]);
            double before = i == 0 ? 0 : curve.get(i - 1)[0];
            area += (curve.get(i)[0] - before) * best;
        }
        return area;
    }

    @Override
    public String title() {
        return "AP at IoU " + overlap;
    }
}
