package dev.limpid.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.model.Training;
import java.util.Map;
import java.util.TreeMap;

/**
 * Discs of the size of a nodule that are put into images of a training, brighter than what they cover (darker where the
 * contrast is negative), with soft edges, wherever an image is not as dark as air. A denoiser that learns to erase them is one of which it is known what it hides; a model of what
 * could have been there learns to draw them, of which its images alone show few.
 *
 * @param every pixels of an image for each disc
 * @param diameterLow least diameter in pixels; drawn uniformly
 * @param diameterHigh greatest diameter
 * @param contrastLow least contrast in parts of the image's range; drawn uniformly
 * @param contrastHigh greatest contrast
 * @param erased whether a denoiser is to take them away; else the clean image has them, too
 */
public record DiscMix(
        int every, double diameterLow, double diameterHigh, double contrastLow, double contrastHigh, boolean erased) {
    /** To keep, of 8 to 14 pixels and, in CT of -1000 to 1000 HU, 150 to 400 HU; about half of all patches of 64 x 64 pixels hold one. */
    public static final DiscMix KEPT = new DiscMix(6000, 8, 14, 0.075, 0.2, false);

    private static final double EDGE = 1.5; // pixels over which a disc passes into its surroundings
    private static final float AIR = 0.025f;
    private static final int ATTEMPTS = 100;

    public DiscMix {
        TrainingSettings.require(every >= 100, "there is at most one disc for every 100 pixels");
        TrainingSettings.require(
                diameterLow >= 1 && diameterLow <= diameterHigh && diameterHigh <= 100,
                "diameters of discs must be 1 <= low <= high <= 100 pixels");
        TrainingSettings.require(
                contrastLow >= -1 && contrastLow <= contrastHigh && contrastHigh <= 1,
                "contrasts of discs must be -1 <= low <= high <= 1");
    }

    /** The image with discs; with fewer, or none, where there is too little but air. */
    TrainingImage insert(TrainingImage image, PixelRandom random) {
        float[] pixels = image.pixels().clone();
        int count = Math.max(1, pixels.length / every);
        for (int i = 0; i < count; i++) {
            double radius = random.uniform(diameterLow, diameterHigh) / 2;
            double contrast = random.uniform(contrastLow, contrastHigh);
            int at = random.below(pixels.length);
            for (int attempt = 1; attempt < ATTEMPTS && image.pixels()[at] < AIR; attempt++) {
                at = random.below(pixels.length);
            }
            if (image.pixels()[at] >= AIR) {
                add(image, pixels, at, radius, contrast);
            }
        }
        return image.with(pixels);
    }

    /** What a model card says of them. */
    Training.Noise forCard() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("diameter", diameterLow + ".." + diameterHigh + " pixels");
        parameters.put("contrast", contrastLow + ".." + contrastHigh + " of the range");
        if (erased) {
            parameters.put("erased", "yes");
        }
        return new Training.Noise("discs", parameters);
    }

    private static void add(TrainingImage image, float[] pixels, int at, double radius, double contrast) {
        int row = at / image.columns();
        int column = at % image.columns();
        int reach = (int) Math.ceil(radius + 2 * EDGE);
        for (int r = Math.max(0, row - reach); r <= Math.min(image.rows() - 1, row + reach); r++) {
            for (int c = Math.max(0, column - reach); c <= Math.min(image.columns() - 1, column + reach); c++) {
                double beyond = Math.hypot(r - row, c - column) - radius;
                pixels[r * image.columns() + c] += (float) (contrast / (1 + Math.exp(4 * beyond / EDGE)));
            }
        }
    }
}
