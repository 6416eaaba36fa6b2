package dev.limpid.observer;

import java.util.List;

/**
 * How well an observer tells images with a signal from those without.
 *
 * <p>d' is the distance of both classes' mean responses in standard deviations, without the bias that comes of training and testing
 * on the same few images ({@link Hotelling#unbiased}); AUC = Phi(d' / sqrt 2) is the part of pairs that it gets right. The interval
 * is exact for normal outputs of one covariance (Wunderlich, Noo, Gallas and Heilbrun, IEEE Trans Med Imaging 34(2), 2015): it holds
 * every d' at which the observed distance is no surprise, by the noncentral F distribution.
 *
 * <p>Non-linear denoisers make outputs that need not be normal. {@link #heldOutAuc} assumes nothing: the observer is trained on one
 * half of the images and judged on the other by the Mann-Whitney statistic, and the other way round; it is a little too low, as half the
 * images train worse than all.
 *
 * @param dPrime 0 or more
 * @param low of the 95 % interval of d'
 * @param high of it
 * @param heldOutAuc 0..1
 * @param present how many images with the signal
 * @param absent how many without
 */
public record Detectability(double dPrime, double low, double high, double heldOutAuc, int present, int absent) {
    private static final double TAIL = 0.025;

    /**
     * Of an observer's outputs.
     *
     * @param present outputs of images with the signal, in an order that has nothing to do with them
     * @param absent likewise, without
     * @throws IllegalArgumentException if there are too few for the number of channels, or no noise at all
     */
    public static Detectability of(List<double[]> present, List<double[]> absent) {
        Hotelling all = Hotelling.of(present, absent);
        double weight = (double) all.present() * all.absent() / (all.present() + all.absent());
        int channels = all.template().length;
        int freedom = all.present() + all.absent() - channels - 1;
        double f = freedom / (double) (channels * (all.present() + all.absent() - 2)) * weight * all.distanceSquared();
        return new Detectability(
                Math.sqrt(Math.max(0, all.unbiased())),
                Math.sqrt(NoncentralF.noncentrality(f, channels, freedom, 1 - TAIL) / weight),
                Math.sqrt(NoncentralF.noncentrality(f, channels, freedom, TAIL) / weight),
                HeldOut.auc(present, absent),
                all.present(),
                all.absent());
    }

    /** d' alone, which is much quicker. */
    public static double dPrime(List<double[]> present, List<double[]> absent) {
        return Math.sqrt(Math.max(0, Hotelling.of(present, absent).unbiased()));
    }

    /** The area under the ROC curve of a d', for normal responses: Phi(d' / sqrt 2). */
    public static double auc(double dPrime) {
        return Normal.below(dPrime / Math.sqrt(2));
    }

    public double auc() {
        return auc(dPrime);
    }
}
