package dev.limpid.lowdose;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.OptionalDouble;

/**
 * Other draws of the noise that a CT image has itself, from that image alone: what {@link LowDose} adds at half the dose has the
 * variance, the correlation and the change from place to place of what is there, as far as photons and the kernel make them. The
 * level and the kernel are read from soft tissue. Noise of iterative reconstruction or of a network is not of that kind.
 */
public final class OwnNoise {
    /** (1 / dose - 1) / N is then 1 / N; the detector's own noise, which would count thrice, is left out. */
    private static final LowDose HALF = new LowDose(
            new LowDose.Settings(0.5, OptionalDouble.empty(), OptionalDouble.empty(), KernelChoice.AUTO, 0, 0.5));

    private OwnNoise() {}

    /**
     * A draw of the noise alone, in HU, of the image's size.
     *
     * @throws UnfitImageException if the image is not in HU, has no spacing, or shows too little of its noise; in one line
     */
    public static Slice of(Slice image, long seed) {
        if (image.unit() != Unit.HOUNSFIELD) {
            throw new UnfitImageException("it is not in HU");
        }
        if (image.spacing().isEmpty()) {
            throw new UnfitImageException("the distance between its pixels is not known");
        }
        if (KernelFit.of(image).isEmpty()) {
            throw new UnfitImageException("it shows too little even soft tissue, or too coarsely, to tell its noise");
        }
        float[] noise = HALF.apply(image, seed).toArray();
        for (int i = 0; i < noise.length; i++) {
            noise[i] -= image.at(i);
        }
        return image.withPixels(noise);
    }
}
