package dev.limpid.invariance;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The largest change of anatomy that the denoiser would not have noticed, at each pixel of a slice: the maximum over samples that
 * count and pass the {@link StructureTest} of |G * (sample - image)|. Noise has so many chances as samples are counted to pass,
 * each with the measured rate. A lower bound: only what was drawn is seen.
 *
 * @param change in HU, 0 where none passed and where nothing is known
 * @param known pixels within the rims of patches that had a consistent sample
 * @param patches of the grid
 * @param outside of them, patches unlike those trained on
 * @param without of them, patches none of whose samples was consistent
 * @param anatomical of them, patches that had a sample which passed
 * @param counted samples that count, of all patches
 * @param samples that were drawn for each patch
 * @param replicas of the noise that the limit of each patch comes from
 * @param falsePositives rate at which noise alone passes, mean over analysed patches
 * @param noise the structure that noise alone has, mean over analysed patches, in HU
 */
public record ChangeMap(
        Slice change,
        BitSet known,
        int patches,
        int outside,
        int without,
        int anatomical,
        int counted,
        int samples,
        int replicas,
        double falsePositives,
        double noise) {
    public ChangeMap {
        known = (BitSet) known.clone();
    }

    @Override
    public BitSet known() {
        return (BitSet) known.clone();
    }

    /**
     * Places of the grid along one direction: neighbours overlap by two rims.
     *
     * @throws IllegalArgumentException if there are fewer pixels than a patch has
     */
    public static List<Integer> places(int size, int edge) {
        if (size < edge) {
            throw new IllegalArgumentException("the image is smaller than a patch of " + edge + " x " + edge
                    + " pixels; this model cannot look at it");
        }
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at + edge < size; at += edge - 2 * Patches.rim(edge)) {
            places.add(at);
        }
        places.add(size - edge);
        return places;
    }

    /** How many patches a map of such an image has. */
    public static int patches(Slice image, int edge) {
        return places(image.rows(), edge).size() * places(image.columns(), edge).size();
    }

    static ChangeMap of(InvarianceAnalysis analysis, Slice image, NoiseSource source, double smoothing, Runnable each) {
        if (source instanceof NoiseSource.Unknown unknown) {
            throw new IllegalArgumentException("no map without the noise, which is " + unknown.describe());
        }
        Drawing drawing = new Drawing(image, analysis.edge(), new GaussianFilter(smoothing));
        for (int row : places(image.rows(), analysis.edge())) {
            for (int column : places(image.columns(), analysis.edge())) {
                drawing.patches++;
                try {
                    drawing.add(analysis.analyse(image, source, row, column), row, column);
                } catch (OutsideTrainingException unlike) {
                    drawing.outside++;
                }
                each.run();
            }
        }
        return drawing.map(analysis.settings());
    }

    /** A map that patches are added to. */
    private static final class Drawing {
        private final Slice image;
        private final int edge;
        private final GaussianFilter filter;
        private final float[] change;
        private final BitSet known;
        private int patches;
        private int outside;
        private int without;
        private int anatomical;
        private int counted;
        private double falsePositives;
        private double noise;

        private Drawing(Slice image, int edge, GaussianFilter filter) {
            this.image = image;
            this.edge = edge;
            this.filter = filter;
            this.change = new float[image.size()];
            this.known = new BitSet(image.size());
        }

        private void add(PatchAnalysis found, int row, int column) {
            noise += found.noise().structure().orElseThrow();
            falsePositives += found.noise().falsePositives().orElseThrow();
            int consistent = found.ranked().size();
            counted += consistent;
            without += consistent == 0 ? 1 : 0;
            anatomical += found.anatomical().isEmpty() ? 0 : 1;
            int rim = Patches.rim(edge);
            for (int i = rim; consistent > 0 && i < edge - rim; i++) {
                int at = (row + i) * image.columns() + column;
                known.set(at + rim, at + edge - rim);
            }
            for (Sample sample : found.anatomical()) {
                float[] difference = Patches.difference(
                        sample.image().toArray(), found.input().toArray());
                Slice smooth = filter.denoise(Slice.of(edge, edge, Patches.withoutRim(difference), Unit.HOUNSFIELD));
                for (int i = 0; i < edge * edge; i++) {
                    if (!Patches.isInner(i, edge)) {
                        continue;
                    }
                    int at = (row + i / edge) * image.columns() + column + i % edge;
                    change[at] = Math.max(change[at], Math.abs(smooth.at(i)));
                }
            }
        }

        private ChangeMap map(AnalysisSettings settings) {
            int analysed = Math.max(1, patches - outside);
            return new ChangeMap(
                    image.withPixels(change),
                    known,
                    patches,
                    outside,
                    without,
                    anatomical,
                    counted,
                    settings.samples(),
                    settings.replicas(),
                    falsePositives / analysed,
                    noise / analysed);
        }
    }
}
