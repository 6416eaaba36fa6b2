package dev.limpid.physics;

/** The edge spread function of a {@link Disc}: pixel values by distance from its middle, in steps much finer than a pixel. */
final class EdgeProfile {
    private EdgeProfile() {}

    /**
     * Values at radius - reach, in steps of {@code width}, to radius + reach: the means of the pixels in rings of that width, each
     * at the mean distance of its pixels, and between them straight lines, also over rings without a pixel.
     */
    static double[] of(Disc disc, double reach, double width) {
        double start = disc.insert().radiusMm() - reach;
        int count = 2 * (int) (reach / width) + 1;
        double[] sums = new double[count + 2];
        double[] distances = new double[count + 2];
        int[] counts = new int[count + 2];
        // One ring more at either end, so that the ends lie between two means.
        disc.ring(Math.max(0, start - 1.5 * width), start + (count + 0.5) * width, index -> {
            double distance = disc.distance(index);
            int ring = Math.max(0, Math.min(count + 1, (int) Math.round((distance - start) / width) + 1));
            sums[ring] += disc.slice().at(index);
            distances[ring] += distance;
            counts[ring]++;
        });
        int filled = 0;
        for (int ring = 0; ring < counts.length; ring++) {
            if (counts[ring] > 0) {
                sums[filled] = sums[ring] / counts[ring];
                distances[filled] = distances[ring] / counts[ring];
                filled++;
            }
        }
        double[] profile = new double[count];
        int next = 0;
        for (int k = 0; k < count; k++) {
            double at = start + k * width;
            while (next < filled && distances[next] < at) {
                next++;
            }
            if (next == 0 || next == filled) {
                profile[k] = sums[Math.min(next, filled - 1)];
            } else {
                double part = (at - distances[next - 1]) / (distances[next] - distances[next - 1]);
                profile[k] = sums[next - 1] + part * (sums[next] - sums[next - 1]);
            }
        }
        return profile;
    }
}
