package dev.limpid.training.adversarial;

import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * The opponent of a denoiser in training. At each step it learns first, then its judgement joins the denoiser's loss. Not safe
 * for several threads.
 *
 * <p>Images are batch x 1 x rows x columns, normalised, all of the same precision and device.
 */
public interface Adversary extends AutoCloseable {
    /**
     * One or more steps of the critics, which take no gradient to the denoiser.
     *
     * @param step of the run; all random draws are functions of it and the seed
     * @param steps that the critics have had in this phase, this one included
     * @param rate fraction of the critics' learning rate
     * @param noisy what the denoiser was given
     * @param clean what it should have made of it
     * @param result what it made of it, of which the graph is not followed
     */
    void learn(long step, long steps, double rate, Tensor noisy, Tensor clean, Tensor result);

    /** What to add to the denoiser's loss. @param result of the denoiser, with its graph */
    Tensor term(Tensor clean, Tensor result);

    /** Everything that {@link #restore} needs to go on bit for bit, by names that are the adversary's own. */
    Map<String, float[]> state();

    /** Goes on from a state. */
    void restore(Function<String, float[]> state);

    @Override
    void close();
}
