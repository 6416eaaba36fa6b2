package dev.limpid.invariance;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The largest change that the denoiser would not have noticed, at each pixel of a slice: the maximum over consistent samples of
 * |G * (sample - image)|. A lower bound: only what was drawn is seen.
 *
 * @param change in HU, 0 where nothing is known
 * @param known pixels of patches that had a consistent sample
 * @param patches of the grid
 * @param outside of them, patches unlike those trained on
 * @param without of them, patches none of whose samples was consistent
 * @param noise the structure that noise alone has, mean over analysed patches, in HU
 */
public record ChangeMap(Slice change, BitSet known, int patches, int outside, int without, double noise) {
    public ChangeMap {
        known = (BitSet) known.clone();
    }

    @Override
    public BitSet known() {
        return (BitSet) known.clone();
    }

    /**
     * Places of the grid along one direction.
     *
     * @throws IllegalArgumentException if there are fewer pixels than a patch has
     */
    public static List<Integer> places(int size, int edge) {
        if (size < edge) {
            throw new IllegalArgumentException("the image is smaller than a patch of " + edge + " x " + edge
                    + " pixels; this model cannot look at it");
        }
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + edge < size; at += edge) {
            places.add(at);
        }
        places.add(size - edge);
        return places;
    }

    /** How many patches a map of such an image has. */
    public static int patches(Slice image, int edge) {
        return places(image.rows(), edge).size() * places(image.columns(), edge).size();
    }

    static ChangeMap of(
            InvarianceAnalysis analysis, Slice image, Optional<Slice> fullDose, double smoothing, Runnable each) {
        int edge = analysis.edge();
        float[] change = new float[image.size()];
        BitSet known = new BitSet(image.size());
        GaussianFilter filter = new GaussianFilter(smoothing);
        int patches = 0;
        int outside = 0;
        int without = 0;
        double noise = 0;
        for (int row : places(image.rows(), edge)) {
            for (int column : places(image.columns(), edge)) {
                patches++;
                try {
                    PatchAnalysis found = analysis.analyse(image, fullDose, row, column);
                    noise += found.noiseStructure();
                    List<Sample> counted = found.ranked();
                    without += counted.isEmpty() ? 1 : 0;
                    for (Sample sample : counted) {
                        float[] difference = Patches.difference(
                                sample.image().toArray(), found.input().toArray());
                        Slice smooth = filter.denoise(Slice.of(edge, edge, difference, Unit.HOUNSFIELD));
                        for (int i = 0; i < edge * edge; i++) {
                            int at = (row + i / edge) * image.columns() + column + i % edge;
                            change[at] = Math.max(change[at], Math.abs(smooth.at(i)));
                            known.set(at);
                        }
                    }
                } catch (OutsideTrainingException unlike) {
                    outside++;
                }
                each.run();
            }
        }
        int analysed = patches - outside;
        Slice.Builder map = image.like();
        map.rows(0, image.rows(), change);
        return new ChangeMap(map.build(), known, patches, outside, without, analysed == 0 ? 0 : noise / analysed);
    }
}
