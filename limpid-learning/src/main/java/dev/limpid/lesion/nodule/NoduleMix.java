package dev.limpid.lesion.nodule;

import dev.limpid.degrade.PixelRandom;

/**
 * Which nodules are inserted.
 *
 * @param share of the slices with lung that get nodules; the others stay as they are
 * @param leastMm smallest diameter
 * @param mostMm largest diameter; drawn uniformly
 * @param most nodules of a slice; drawn uniformly from 1
 */
public record NoduleMix(double share, double leastMm, double mostMm, int most) {
    /** Of 5 to 20 mm, up to three, in four of five slices. */
    public static final NoduleMix STANDARD = new NoduleMix(0.8, 5, 20, 3);

    public NoduleMix {
        if (!(share > 0 && share <= 1)
                || !(leastMm >= 1 && leastMm <= mostMm && mostMm <= 60)
                || most < 1
                || most > 10) {
            throw new IllegalArgumentException("nodules need a share in 0..1, 1..60 mm and 1 to 10 of them");
        }
    }

    /** How dense a nodule is; what fills a pixel has these HU, drawn uniformly. */
    public enum Density {
        /** About as dense as muscle. */
        SOLID(0, 70, 0.3),
        /** Between the two. */
        PART_SOLID(-400, -150, 0.5),
        /** Denser than lung, far less dense than muscle. */
        GROUND_GLASS(-700, -500, 0.9);

        private final double low;
        private final double high;
        private final double edgeMm;

        Density(double low, double high, double edgeMm) {
            this.low = low;
            this.high = high;
            this.edgeMm = edgeMm;
        }

        /** HU of one nodule. */
        double draw(PixelRandom random) {
            return random.uniform(low, high);
        }

        /** Over how many mm it passes into lung. */
        double edgeMm() {
            return edgeMm;
        }
    }
}
