package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Impulses: 0 with probability p / 2, 1 with p / 2, I with 1 - p, the low and the high end of the range being 0 and 1
 * (Gonzalez and Woods, Digital Image Processing, chapter 5, noise models). Mean I + p (1/2 - I). Values outside the range
 * are treated as all others.
 */
public final class SaltAndPepperNoise extends PixelNoise {
    private final double probability;

    /** @param probability of a pixel to be hit, 0..1 */
    public SaltAndPepperNoise(IntensityRange range, double probability) {
        super(range);
        this.probability = between("probability", probability, 0, 1);
    }

    @Override
    double draw(double value, PixelRandom random) {
        double u = random.uniform();
        return u >= probability ? value : u < probability / 2 ? 0 : 1;
    }

    @Override
    boolean keepsUntouchedPixels() {
        return true;
    }

    @Override
    boolean isIdentity() {
        return probability == 0;
    }

    @Override
    public String name() {
        return "salt-and-pepper";
    }
}
