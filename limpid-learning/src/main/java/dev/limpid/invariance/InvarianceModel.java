package dev.limpid.invariance;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.invariance.Autoencoder;
import dev.limpid.network.invariance.ConditionalFlow;
import dev.limpid.network.invariance.Pass;
import dev.limpid.network.invariance.PatchScale;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A trained description of what one denoiser leaves undetermined: draws patches that it should not be able to tell from a given
 * one. Whether it really cannot is for {@link PatchAnalysis} to see. One thread at a time.
 */
public final class InvarianceModel implements AutoCloseable {
    private static final int AT_A_TIME = 16;
    private static final long RECONSTRUCTION = 1L << 57;

    private final ModelFile file;
    private final InvarianceCard card;
    private final Compute compute;
    private final Autoencoder autoencoder;
    private final ConditionalFlow flow;

    private InvarianceModel(
            ModelFile file, InvarianceCard card, Compute compute, Autoencoder autoencoder, ConditionalFlow flow) {
        this.file = file;
        this.card = card;
        this.compute = compute;
        this.autoencoder = autoencoder;
        this.flow = flow;
    }

    /**
     * Opens a model for the denoiser it was trained for.
     *
     * @param device cpu or cuda
     * @param threads compute threads, 0 for one a core
     * @throws ModelFormatException if it is of another denoiser, or no such model
     */
    public static InvarianceModel open(ModelFile file, DenoiserIdentity denoiser, String device, int threads)
            throws IOException {
        InvarianceCard card = InvarianceCard.of(file.card());
        if (!card.denoiser().sha256().equals(denoiser.sha256())) {
            throw new ModelFormatException(
                    file.path() + " was trained for " + card.denoiser().description() + ", not for "
                            + denoiser.description() + "; train one for that by 'limpid train invariance'");
        }
        NativeLibrary.load(threads);
        Compute compute = Compute.of(device, "fp32");
        Autoencoder autoencoder = new Autoencoder(card.shape());
        ConditionalFlow flow = new ConditionalFlow(card.shape());
        InvarianceModel model = new InvarianceModel(file, card, compute, autoencoder, flow);
        try {
            load(file, autoencoder.parameters(), compute);
            load(file, flow.parameters(), compute);
            return model;
        } catch (IOException | RuntimeException failure) {
            model.close();
            throw failure;
        }
    }

    static void load(ModelFile file, Parameters parameters, Compute compute) throws IOException {
        for (String name : parameters.shapes().keySet()) {
            StoredTensor tensor = file.tensor(name);
            if (!Arrays.equals(tensor.sizes(), parameters.shape(name))
                    || !tensor.dtype().isFloating()) {
                throw new ModelFormatException(file.path() + ": weight " + name + " is " + tensor.dtype() + " of "
                        + tensor.shape() + ", which its card does not allow");
            }
            parameters.put(name, tensor.toFloats(), compute);
        }
    }

    /** Where it is from. */
    public ModelFile file() {
        return file;
    }

    public InvarianceCard card() {
        return card;
    }

    /** Rows and columns of a patch. */
    public int edge() {
        return card.shape().edge();
    }

    /**
     * Draws patches.
     *
     * @param denoised what the denoiser made of the patch, row-major, in HU
     * @param count how many
     * @param seed the same gives the same
     * @return row-major, in HU
     */
    List<float[]> sample(float[] denoised, int count, long seed) {
        List<float[]> samples = new ArrayList<>();
        for (int first = 0; first < count; first += AT_A_TIME) {
            int size = Math.min(AT_A_TIME, count - first);
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor told = repeated(denoised, size);
                Tensor code = flow.inverse(normal(seed, first, size), flow.condition(told, Pass.INFERENCE));
                add(autoencoder.decode(code, told, Pass.INFERENCE), size, samples);
            }
        }
        return samples;
    }

    /** The patch as the autoencoder sees it: what this model cannot describe is missing. */
    float[] reconstruct(float[] patch, float[] denoised, long seed) {
        List<float[]> made = new ArrayList<>();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor noise = normal(seed + RECONSTRUCTION, 0, 1);
            Tensor image = autoencoder
                    .reconstruct(repeated(patch, 1), repeated(denoised, 1), noise, Pass.INFERENCE)
                    .image();
            add(image, 1, made);
        }
        return made.get(0);
    }

    private Tensor repeated(float[] patch, int times) {
        int edge = edge();
        float[] scaled = Patches.toNetwork(List.of(patch));
        return compute.place(Ops.tensor(scaled, 1, 1, edge, edge)).expand(times, 1, edge, edge);
    }

    /** A stream a sample, so that the first of many are those of few. */
    private Tensor normal(long seed, int first, int size) {
        int latent = card.shape().latent();
        float[] values = new float[size * latent];
        for (int i = 0; i < size; i++) {
            PixelRandom random = new PixelRandom(seed, first + (long) i);
            for (int k = 0; k < latent; k++) {
                values[i * latent + k] = (float) random.gaussian();
            }
        }
        return compute.place(Ops.tensor(values, size, latent));
    }

    private static void add(Tensor images, int count, List<float[]> to) {
        float[] values = Ops.values(images);
        int area = values.length / count;
        for (int i = 0; i < count; i++) {
            float[] patch = new float[area];
            for (int k = 0; k < area; k++) {
                patch[k] = PatchScale.toHounsfield(values[i * area + k]);
            }
            to.add(patch);
        }
    }

    @Override
    public void close() {
        autoencoder.close();
        flow.close();
    }
}
