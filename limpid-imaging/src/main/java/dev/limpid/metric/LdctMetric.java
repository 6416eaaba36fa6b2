package dev.limpid.metric;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/**
 * Metrics of CT as the benchmark of low-dose denoisers takes them (Eulig, Ommer and Kachelriess, Med Phys 51(12), 2024; package
 * ldctbench): on HU + 1024 clipped to 0..2924, that is on HU clipped to -1024..1900. Unlike there, padding does not count.
 *
 * <p>Example: {@code LdctMetric.VIF.of(reference, test)}.
 */
public enum LdctMetric implements Metric {
    /**
     * {@link Vif} with the HU as gray levels and an observer's noise of 2 HU^2, which is what torchmetrics makes of planes in HU.
     * Figures are near to 1 only where noise is well below 2 HU; {@link Vif}'s own take the width of a range as 255 levels.
     */
    VIF("VIF (HU)", "1", true) {
        @Override
        double ofClipped(Slice reference, Slice test) {
            return Vif.of(reference, test, 1);
        }
    },
    /** Root of the mean squared difference in HU. */
    RMSE("RMSE (HU)", "HU", false) {
        @Override
        double ofClipped(Slice reference, Slice test) {
            return Math.sqrt(Differences.of(reference, test).meanSquare());
        }
    };

    private static final float LOW = -1024;
    private static final float HIGH = 1900;

    private final String label;
    private final String unit;
    private final boolean largerIsBetter;

    LdctMetric(String label, String unit, boolean largerIsBetter) {
        this.label = label;
        this.unit = unit;
        this.largerIsBetter = largerIsBetter;
    }

    abstract double ofClipped(Slice reference, Slice test);

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if the planes are not in HU, or too small for VIF
     */
    @Override
    public double of(Slice reference, Slice test) {
        Differences.requireComparable(reference, test);
        if (reference.unit() != Unit.HOUNSFIELD) {
            throw new NotApplicableException(
                    label + " is of planes in HU, not in " + reference.unit().symbol());
        }
        return ofClipped(clipped(reference), clipped(test));
    }

    private static Slice clipped(Slice plane) {
        float[] values = plane.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(LOW, Math.min(HIGH, values[i]));
        }
        return plane.withPixels(values);
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public boolean largerIsBetter() {
        return largerIsBetter;
    }

    /** For tables, unlike {@link #name()}, which an enum cannot change. */
    public String label() {
        return label;
    }
}
