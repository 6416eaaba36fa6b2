package dev.limpid.training.adversarial;

import dev.limpid.degrade.PixelRandom;
import java.util.Arrays;

/**
 * Where an image is made of two (Yun et al., ICCV 2019): a box of a random share of the area, uniform in 0..1, at a random place,
 * cut off at the border.
 */
final class CutMix {
    private CutMix() {}

    /** 1 outside the box, 0 inside, edge x edge for each image, row-major; boxes are inside or outside by even chance. */
    static float[] masks(int images, int edge, PixelRandom random) {
        float[] masks = new float[images * edge * edge];
        for (int image = 0; image < images; image++) {
            double side = edge * Math.sqrt(random.uniform());
            double row = random.uniform() * edge;
            double column = random.uniform() * edge;
            boolean inside = random.uniform() < 0.5;
            float[] mask = new float[edge * edge];
            Arrays.fill(mask, inside ? 0 : 1);
            for (int r = within(row - side / 2, edge); r < within(row + side / 2, edge); r++) {
                int from = r * edge;
                Arrays.fill(
                        mask,
                        from + within(column - side / 2, edge),
                        from + within(column + side / 2, edge),
                        inside ? 1 : 0);
            }
            System.arraycopy(mask, 0, masks, image * edge * edge, mask.length);
        }
        return masks;
    }

    private static int within(double place, int edge) {
        return (int) Math.max(0, Math.min(edge, Math.round(place)));
    }
}
