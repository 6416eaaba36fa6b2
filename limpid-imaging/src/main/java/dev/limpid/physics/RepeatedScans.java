package dev.limpid.physics;

import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Images of one object, scanned again and again: what they have in common is the object, what they have not is noise.
 *
 * @param scans at least two, of one size, unit and spacing
 */
public record RepeatedScans(List<Slice> scans) {
    /** @throws IllegalArgumentException if there are fewer than two, or they differ in size or unit */
    public RepeatedScans {
        scans = List.copyOf(scans);
        if (scans.size() < 2) {
            throw new IllegalArgumentException(
                    "repeats are two images of the same object at least, not " + scans.size());
        }
        Slice first = scans.get(0);
        for (Slice scan : scans) {
            if (scan.rows() != first.rows()
                    || scan.columns() != first.columns()
                    || scan.unit() != first.unit()
                    || !scan.spacing().equals(first.spacing())) {
                throw new IllegalArgumentException(
                        "a " + scan + " is no repeat of a " + first + ": size, unit and spacing must be the same");
            }
        }
    }

    /** The mean of all. */
    public Slice mean() {
        double[] sums = new double[scans.get(0).size()];
        for (Slice scan : scans) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += scan.at(i);
            }
        }
        Slice.Builder mean = scans.get(0).like();
        for (int i = 0; i < sums.length; i++) {
            mean.set(i, (float) (sums[i] / scans.size()));
        }
        return mean.build();
    }

    /** Each scan without the mean, times sqrt(n / (n - 1)), so that its variance is that of the noise of one scan. */
    public List<Slice> noise() {
        Slice mean = mean();
        double scale = Math.sqrt(scans.size() / (scans.size() - 1.0));
        List<Slice> noise = new ArrayList<>();
        for (Slice scan : scans) {
            Slice.Builder rest = scan.like();
            for (int i = 0; i < scan.size(); i++) {
                rest.set(i, (float) (scale * ((double) scan.at(i) - mean.at(i))));
            }
            noise.add(rest.build());
        }
        return noise;
    }
}
