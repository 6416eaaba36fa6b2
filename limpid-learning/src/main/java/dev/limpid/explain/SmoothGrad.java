package dev.limpid.explain;

import dev.limpid.image.Slice;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * SmoothGrad (Smilkov et al., arXiv 1706.03825): the mean map of copies of an image with Gaussian noise. The published range of
 * good noise levels is 10 to 20 % of the image's range. The same noise for every image of a size, so that two can be compared.
 */
final class SmoothGrad {
    static final int COPIES = 16;
    static final int PERCENT = 15;

    private static final long SEED = 1706_03825;

    private SmoothGrad() {}

    static Slice of(Slice image, UnaryOperator<Slice> map) {
        double deviation = PERCENT / 100.0 * spread(image);
        float[] mean = new float[image.size()];
        for (int copy = 0; copy < COPIES; copy++) {
            Random random = new Random(SEED + copy);
            float[] noisy = image.toArray();
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] += (float) (deviation * random.nextGaussian());
            }
            Slice one = map.apply(image.withPixels(noisy));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += one.at(i) / COPIES;
            }
        }
        return map.apply(image).withPixels(mean);
    }

    /** The largest less the smallest value beside padding. */
    private static double spread(Slice image) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < image.size(); i++) {
            if (!image.isPadding(i)) {
                low = Math.min(low, image.at(i));
                high = Math.max(high, image.at(i));
            }
        }
        return high > low ? (double) high - low : 0;
    }
}
