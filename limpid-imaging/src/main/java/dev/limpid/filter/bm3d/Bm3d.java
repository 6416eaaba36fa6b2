package dev.limpid.filter.bm3d;

import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.NoiseEstimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * BM3D (Dabov, Foi, Katkovnik and Egiazarian, IEEE TIP 16(8), 2007): similar blocks are stacked, and what is common to
 * them survives a shrinkage of their three-dimensional spectrum.
 *
 * <p>With y the noisy image on a scale of 0..255 and noise of standard deviation sigma:
 *
 * <ol>
 *   <li><b>Basic estimate.</b> Each reference block R is grouped with up to N2 blocks Q of the search window of
 *       39 x 39 positions around it whose distance |R - Q|^2 / N1^2 in y is below tau (eq. 5). Each block of the group
 *       is transformed, then the group by a Haar transform; coefficients up to lambda sigma become 0 (eq. 6). The
 *       estimates of all groups are averaged with weights 1 / (number of coefficients kept) (eq. 10) and, within a
 *       block, a Kaiser window of beta 2 (eq. 12).
 *   <li><b>Final estimate.</b> Groups are found in the basic estimate e. Each coefficient of the noisy group is
 *       multiplied by W = E^2 / (E^2 + sigma^2), E that of e (eq. 8); estimates are averaged with weights 1 / sum W^2
 *       (eq. 11).
 * </ol>
 *
 * <p>The parameters of each step are those of {@link Bm3dProfile}. Where the paper is silent:
 *
 * <ul>
 *   <li>Distances are taken between pixels: with lambda2D = 0, as in both profiles, an orthonormal transform would not
 *       change them.
 *   <li>Reference blocks lie on a grid of the profile's step, and at the last row and column where a block fits, so
 *       that every pixel is estimated (as in Lebrun's analysis, IPOL 2, 2012). Blocks lie wholly inside; the image is
 *       not continued at its border.
 *   <li>A group holds a power of two of blocks, the most similar ones (ibid.). Blocks at equal distance are taken from
 *       left to right, then from the top down.
 *   <li>The biorthogonal transform is the full separable one of three levels with periodic border. Its basis is scaled
 *       to unit norm, so that every coefficient has the noise's standard deviation.
 *   <li>The mean of a group is never shrunk. In a photograph it is far above the noise anyway; so the result does not
 *       depend on where the scale has its zero, and air in a CT is treated like tissue.
 * </ul>
 *
 * <p>Padding pixels come back as they were. They are replaced for the computation by image pixels mirrored at the rim,
 * and a block without image pixels is no reference. A side too short for a block (8 pixels, 11 in the second step for
 * strong noise) is continued by mirroring.
 *
 * <p>The image is worked on in tiles of blocks, in parallel, and their sums are added in the order of the tiles: the
 * bits do not depend on the number of threads. Memory: about 35 bytes a pixel, and 20 to 35 MB a thread.
 *
 * <p>Example: {@code new Bm3d(IntensityRange.CT, OptionalDouble.of(20), Optional.empty())} for noise of 20 HU.
 *
 * @param fullScale what is mapped to 0..255: distances are compared with tau on that scale
 * @param sigma standard deviation of the noise in the image's unit, at least 0 (0 changes nothing); empty to estimate
 *     it from each slice
 * @param profile empty to take {@link Bm3dProfile#HIGH_NOISE} for a sigma above
 *     {@value Bm3dProfile#HIGH_NOISE_ABOVE} of 255, as the original does
 */
public record Bm3d(IntensityRange fullScale, OptionalDouble sigma, Optional<Bm3dProfile> profile) implements Denoiser {
    private static final int WHOLE_SLICE = 1 << 16;

    public Bm3d {
        if (sigma.isPresent() && !(sigma.getAsDouble() >= 0 && sigma.getAsDouble() < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("sigma of BM3D is at least 0 and finite, not " + sigma.getAsDouble());
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        double noise = sigma.isPresent() ? sigma.getAsDouble() : NoiseEstimate.of(noisy);
        if (noise == 0) {
            return noisy;
        }
        GrayPlane.Scale scale = GrayPlane.Scale.of(noisy, fullScale);
        if (scale.holdsNothing()) {
            return noisy;
        }
        double grayNoise = noise * scale.factor();
        Bm3dProfile chosen = profile.orElse(Bm3dProfile.of(grayNoise));
        GrayPlane plane = GrayPlane.of(noisy, scale, chosen.smallestSide());
        GrayPlane basic = Pass.basic(plane, chosen.basic(), (float) (chosen.lambda() * grayNoise));
        GrayPlane result = Pass.wiener(plane, basic, chosen.wiener(), (float) (grayNoise * grayNoise));
        return result.toSlice(noisy, scale);
    }

    @Override
    public String name() {
        return "bm3d";
    }

    @Override
    public String describe() {
        return "bm3d(sigma=" + (sigma.isPresent() ? Double.toString(sigma.getAsDouble()) : "auto") + ", profile="
                + profile.map(Bm3dProfile::label).orElse("auto") + ", range=" + fullScale.low() + ":" + fullScale.high()
                + ")";
    }

    /** The whole slice: the grid of blocks begins at its corner. */
    @Override
    public int halo() {
        return WHOLE_SLICE;
    }
}
