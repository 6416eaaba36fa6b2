package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.NoiseEstimate;

/**
 * Whether an image holds noise alone, by two networks: one that was trained on noise and artefacts, and a specialist that knows
 * noise and takes everything else for anatomy. Where there is an artefact the first undoes it and the second does not, so that their
 * results differ by as much as the specialist removed, or more; where there is none both come near the clean image, and the
 * specialist nearer.
 */
final class SecondOpinion {
    /** Parted noise from artefacts on validation images of thirteen kinds at two strengths. */
    private static final double MOST = 0.5;

    private SecondOpinion() {}

    /**
     * Whether two results differ, root mean square, by less than half of what the specialist removed and less than half of the noise
     * that the image shows.
     */
    static boolean agree(Slice noisy, Slice general, Slice specialist, IntensityRange range) {
        double apart = 0;
        double removed = 0;
        for (int i = 0; i < noisy.size(); i++) {
            double difference = (double) general.at(i) - specialist.at(i);
            double taken = (double) noisy.at(i) - specialist.at(i);
            apart += difference * difference;
            removed += taken * taken;
        }
        double noise = Math.min(Math.sqrt(removed / noisy.size()), NoiseEstimate.of(noisy));
        boolean any = noise > 1e-6 * ((double) range.high() - range.low());
        return any && Math.sqrt(apart / noisy.size()) < MOST * noise;
    }
}
