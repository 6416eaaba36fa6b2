package dev.limpid.metric.detection;

import dev.limpid.metric.NotApplicableException;
import java.util.List;

/**
 * Free-response sensitivity: the share of lesions that are found when the threshold is the lowest that lets no more than so
 * many false positives an image through (Bunch et al., 1978; the seven rates are those of LUNA16, Setio et al., Med Image
 * Anal 42, 2017). 0..1, more is better.
 *
 * <p>The curve is a staircase: nothing is interpolated between thresholds, as LUNA16's script does, so no rate is credited with
 * what no threshold reaches. Images without lesions count in the number of images.
 *
 * @param rate false positives an image, above 0
 * @param overlap least intersection over union of a hit
 */
public record Sensitivity(double rate, double overlap) implements DetectionMetric {
    /** The rates of LUNA16. */
    public static final List<Double> RATES = List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

    public Sensitivity {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("a rate of false positives must be above 0, not " + rate);
        }
    }

    /** @throws NotApplicableException if there is no lesion to be found */
    @Override
    public double of(List<DetectionCase> cases) {
        int lesions = Verdict.lesions(cases);
        if (lesions == 0) {
            throw new NotApplicableException("images without a lesion have no sensitivity");
        }
        List<Verdict> verdicts = Verdict.of(cases, overlap);
        int hits = 0;
        int falsePositives = 0;
        int reached = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).hit()) {
                hits++;
            } else {
                falsePositives++;
            }
            boolean lastOfScore = i + 1 == verdicts.size()
                    || verdicts.get(i + 1).score() < verdicts.get(i).score();
            if (lastOfScore && falsePositives <= rate * cases.size()) {
                reached = hits;
            }
        }
        return (double) reached / lesions;
    }

    @Override
    public String title() {
        return "sensitivity at " + rate + " false positives an image, IoU " + overlap;
    }

    /** The mean over {@link #RATES}: LUNA16's competition metric. */
    public static DetectionMetric mean(double overlap) {
        return new DetectionMetric() {
            @Override
            public double of(List<DetectionCase> cases) {
                return RATES.stream()
                        .mapToDouble(rate -> new Sensitivity(rate, overlap).of(cases))
                        .average()
                        .orElseThrow();
            }

            @Override
            public String title() {
                return "mean sensitivity at 1/8 to 8 false positives an image, IoU " + overlap;
            }
        };
    }
}
