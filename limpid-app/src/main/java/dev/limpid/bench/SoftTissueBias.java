package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.Metric;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.physics.MeanDifference;
import dev.limpid.physics.Tissue;
import dev.limpid.physics.TissueBias;
import java.util.Optional;

/**
 * How far the mean HU of soft tissue moved: {@link TissueBias} of one plane. 0 is best, from either side. Example: {@code new
 * SoftTissueBias().of(fullDose, denoised)}.
 */
record SoftTissueBias() implements Metric {
    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if the planes are not in HU, their pixels have no size, or they show no even soft tissue
     */
    @Override
    public double of(Slice reference, Slice test) {
        if (reference.unit() != Unit.HOUNSFIELD || reference.spacing().isEmpty()) {
            throw new NotApplicableException(
                    "soft tissue is told by HU and pixel spacing, of which this " + reference + " has not both");
        }
        TissueBias bias = new TissueBias();
        bias.add(reference, test);
        return Optional.ofNullable(bias.byTissue().get(Tissue.SOFT))
                .map(MeanDifference::mean)
                .orElseThrow(() -> new NotApplicableException("a " + reference + " without even soft tissue"));
    }

    @Override
    public String name() {
        return "bias in soft tissue";
    }

    @Override
    public String unit() {
        return Unit.HOUNSFIELD.symbol();
    }

    /** False: the value nearest to 0 is the best. */
    @Override
    public boolean largerIsBetter() {
        return false;
    }
}
