package dev.limpid.explain;

import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;

/**
 * How near a feature map is to another: by its values, and by its strong features.
 *
 * <p>A feature is strong where the reference map's size is in its uppermost {@value #STRONG_PERCENT} % over all pixels that count (and
 * above 0). It is lost where the other map has less than half that size; a feature is made where the other map is strong and
 * the reference has less than half.
 *
 * @param similarity cosine of the two maps, -1..1; 1 for maps that are equal but for a factor above 0; none where one is empty
 * @param error ||map - reference||^2 / ||reference||^2, as {@link FeatureMaps#error}
 * @param pixels how many were compared
 * @param strong strong pixels of the reference among them
 * @param lost of these
 * @param made strong pixels of the other map that the reference does not have
 */
public record MapComparison(OptionalDouble similarity, double error, int pixels, int strong, int lost, int made) {
    private static final int STRONG_PERCENT = 5;

    /**
     * Over all pixels that count.
     *
     * @param counted pixels by index, row-major: those that are no padding
     */
    public static MapComparison of(Slice reference, Slice map, BitSet counted) {
        return within(reference, map, counted, counted);
    }

    /**
     * Over some pixels; what counts as strong is still said by the whole reference.
     *
     * @param counted pixels that count
     * @param region of them, those to be compared; what it holds beyond them is left out
     * @throws IllegalArgumentException if the sizes differ
     */
    public static MapComparison within(Slice reference, Slice map, BitSet counted, BitSet region) {
        if (reference.rows() != map.rows() || reference.columns() != map.columns()) {
            throw new IllegalArgumentException("maps of two sizes cannot be compared");
        }
        double threshold = threshold(reference, counted);
        double products = 0;
        double energy = 0;
        double otherEnergy = 0;
        double difference = 0;
        int pixels = 0;
        int strong = 0;
        int lost = 0;
        int made = 0;
        BitSet compared = (BitSet) region.clone();
        compared.and(counted);
        for (int i = compared.nextSetBit(0); i >= 0 && i < reference.size(); i = compared.nextSetBit(i + 1)) {
            double a = reference.at(i);
            double b = map.at(i);
            pixels++;
            products += a * b;
            energy += a * a;
            otherEnergy += b * b;
            difference += (a - b) * (a - b);
            boolean isStrong = Math.abs(a) >= threshold;
            strong += isStrong ? 1 : 0;
            lost += isStrong && Math.abs(b) < Math.abs(a) / 2 ? 1 : 0;
            made += Math.abs(b) >= threshold && Math.abs(a) < Math.abs(b) / 2 ? 1 : 0;
        }
        double norms = Math.sqrt(energy * otherEnergy);
        return new MapComparison(
                norms == 0 ? OptionalDouble.empty() : OptionalDouble.of(products / norms),
                difference == 0 ? 0 : difference / energy,
                pixels,
                strong,
                lost,
                made);
    }

    /** The smallest size of a strong feature, above 0. */
    private static double threshold(Slice map, BitSet counted) {
        float[] sizes = new float[counted.cardinality()];
        int n = 0;
        for (int i = counted.nextSetBit(0); i >= 0 && i < map.size(); i = counted.nextSetBit(i + 1)) {
            sizes[n++] = Math.abs(map.at(i));
        }
        if (n == 0) {
            return Float.MIN_VALUE;
        }
        Arrays.sort(sizes, 0, n);
        return Math.max(Float.MIN_VALUE, sizes[n - Math.max(1, n * STRONG_PERCENT / 100)]);
    }
}
