package dev.limpid.explain;

import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How near a feature map is to another: by its values, and by its strong features.
 *
 * <p>A feature is strong where the reference map's size is in its uppermost {@value #STRONG_PERCENT} % (over the whole image). It is
 * lost where the other map has less than half that size; a feature is made where the other map is strong and
 * the reference has less than half.
 *
 * @param similarity cosine of the two maps, -1..1; 1 for maps that are equal but for a factor above 0, 0 where one is empty
 * @param error {@link FeatureMaps#error}
 * @param strong how many pixels of the reference are strong
 * @param lost share of the strong pixels, 0..1; 0 where there are none
 * @param made pixels with a made feature by the number of strong ones, 0 and up
 */
public record MapComparison(double similarity, double error, int strong, double lost, double made) {
    private static final int STRONG_PERCENT = 5;

    /** Over the whole image. */
    public static MapComparison of(Slice reference, Slice map) {
        BitSet all = new BitSet();
        all.set(0, reference.size());
        return within(reference, map, all);
    }

    /**
     * Over some pixels; what counts as strong is still said by the whole reference.
     *
     * @param region pixels by index, row-major
     * @throws IllegalArgumentException if the sizes differ
     */
    public static MapComparison within(Slice reference, Slice map, BitSet region) {
        if (reference.rows() != map.rows() || reference.columns() != map.columns()) {
            throw new IllegalArgumentException("maps of two sizes cannot be compared");
        }
        double threshold = threshold(reference);
        double products = 0;
        double energy = 0;
        double otherEnergy = 0;
        double difference = 0;
        int strong = 0;
        int lost = 0;
        int made = 0;
        for (int i = region.nextSetBit(0); i >= 0 && i < reference.size(); i = region.nextSetBit(i + 1)) {
            double a = reference.at(i);
            double b = map.at(i);
            products += a * b;
            energy += a * a;
            otherEnergy += b * b;
            difference += (a - b) * (a - b);
            boolean isStrong = threshold > 0 && Math.abs(a) >= threshold;
            strong += isStrong ? 1 : 0;
            lost += isStrong && Math.abs(b) < Math.abs(a) / 2 ? 1 : 0;
            made += threshold > 0 && Math.abs(b) >= threshold && Math.abs(a) < Math.abs(b) / 2 ? 1 : 0;
        }
        double norms = Math.sqrt(energy * otherEnergy);
        return new MapComparison(
                norms == 0 ? 0 : products / norms,
                difference == 0 ? 0 : difference / energy,
                strong,
                strong == 0 ? 0 : (double) lost / strong,
                strong == 0 ? 0 : (double) made / strong);
    }

    /** The smallest size of a strong feature; 0 for an empty map, which has none. */
    private static double threshold(Slice map) {
        float[] sizes = map.toArray();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        Arrays.sort(sizes);
        return sizes[(int) ((long) (sizes.length - 1) * (100 - STRONG_PERCENT) / 100)];
    }
}
