package dev.limpid.invariance;

import java.util.function.UnaryOperator;

/**
 * Moves a patch towards those that the denoiser takes for another one: x &lt;- x + t (f(wanted) - f(x)).
 *
 * <p>For a linear denoiser f that is symmetric with eigenvalues in 0..1, as smoothing is, this is Landweber's iteration (L.
 * Landweber, Am. J. Math. 73, 1951, for a symmetric operator): with t = 1 every component of the output's error shrinks by one minus
 * its eigenvalue, and what f does not see of x stays untouched, since only outputs of f are added. Denoisers proper are not linear
 * and promise nothing, so a step that does not make the output's error smaller is undone and tried at half the length. The error
 * within the patch's rim therefore never grows, whatever the denoiser; it need not reach 0.
 */
final class Refinement {
    private static final double SHORTEST = 1.0 / 8;

    private Refinement() {}

    /**
     * Where a patch came to.
     *
     * @param patch row-major
     * @param denoised what the denoiser makes of it
     * @param begun what the denoiser made of the patch it began with
     * @param before mean absolute difference within the rim from what is wanted of that
     * @param consistency the same, at the end
     */
    record Refined(float[] patch, float[] denoised, float[] begun, double before, double consistency) {}

    /**
     * Refines.
     *
     * @param denoiser of patches
     * @param start the patch to begin with
     * @param wanted what the denoiser should make of it
     * @param steps at most
     */
    static Refined of(UnaryOperator<float[]> denoiser, float[] start, float[] wanted, int steps) {
        float[] denoised = denoiser.apply(start);
        double before = Patches.distance(denoised, wanted);
        Refined best = new Refined(start, denoised, denoised, before, before);
        double length = 1;
        for (int i = 0; i < steps && length >= SHORTEST; i++) {
            float[] next = Patches.sum(best.patch(), Patches.difference(wanted, best.denoised()), length);
            float[] seen = denoiser.apply(next);
            double consistency = Patches.distance(seen, wanted);
            if (consistency < best.consistency()) {
                best = new Refined(next, seen, denoised, before, consistency);
            } else {
                length /= 2;
            }
        }
        return best;
    }
}
