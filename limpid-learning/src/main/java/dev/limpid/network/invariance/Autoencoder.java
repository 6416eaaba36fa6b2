package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import org.bytedeco.pytorch.Tensor;

/**
 * The conditional variational autoencoder: encoder and decoder, both told what the denoiser made of the image. Images are batch
 * x 1 x edge x edge, scaled as {@link PatchScale} says.
 */
public final class Autoencoder implements AutoCloseable {
    private final Parameters parameters = new Parameters();
    private final ResidualEncoder encoder;
    private final ConditionalDecoder decoder;

    /**
     * What an image was encoded to and decoded from.
     *
     * @param image of the code
     * @param divergence of the code's distribution from the standard normal one, mean over the batch, in nats
     */
    public record Reconstruction(Tensor image, Tensor divergence) {}

    public Autoencoder(InvarianceShape shape) {
        encoder = new ResidualEncoder(parameters, shape);
        decoder = new ConditionalDecoder(parameters, shape);
    }

    /** Weights, and what they collect: {@link Buffers}. */
    public Parameters parameters() {
        return parameters;
    }

    /**
     * Draws codes.
     *
     * @param noise standard normal, batch x latent
     */
    public Tensor code(Tensor image, Tensor denoised, Tensor noise, Pass pass) {
        return drawn(encoder.code(image, denoised, pass), noise);
    }

    /** Draws codes and decodes them. */
    public Reconstruction reconstruct(Tensor image, Tensor denoised, Tensor noise, Pass pass) {
        ResidualEncoder.Code code = encoder.code(image, denoised, pass);
        Tensor divergence = Norms.sumOfRows(code.mean()
                        .square()
                        .add(code.logVariance().exp())
                        .sub(code.logVariance())
                        .sub(Ops.scalar(1)))
                .mul(Ops.scalar(0.5))
                .mean();
        return new Reconstruction(decoder.image(drawn(code, noise), denoised, pass), divergence);
    }

    /** Images of codes, batch x latent. */
    public Tensor decode(Tensor code, Tensor denoised, Pass pass) {
        return decoder.image(code, denoised, pass);
    }

    private static Tensor drawn(ResidualEncoder.Code code, Tensor noise) {
        return code.mean().add(code.logVariance().mul(Ops.scalar(0.5)).exp().mul(noise));
    }

    /** Random weights, a function of the seed. */
    public void initialise(long seed, Compute compute) {
        Buffers.initialise(parameters, seed, compute);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
