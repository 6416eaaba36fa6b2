package dev.limpid.filter.bm3d;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One step over the whole image: its tiles side by side, their sums added in order. */
final class Pass {
    private Pass() {}

    /** The first step: groups found in the noisy image, hard threshold. */
    static GrayPlane basic(GrayPlane noisy, StageSettings settings, float threshold) {
        Shrinkage shrinkage = new Shrinkage.HardThreshold(threshold);
        return over(noisy, settings, tile -> {
            BlockSpectra spectra = BlockSpectra.of(noisy, tile, settings.transform());
            return filter(BlockMatching.of(noisy, tile, settings), spectra, spectra, tile, settings, shrinkage);
        });
    }

    /** The second step: groups found in the basic estimate, Wiener filter with the basic estimate as the signal. */
    static GrayPlane wiener(GrayPlane noisy, GrayPlane basic, StageSettings settings, float noiseVariance) {
        Shrinkage shrinkage = new Shrinkage.EmpiricalWiener(noiseVariance);
        return over(noisy, settings, tile -> {
            BlockSpectra spectra = BlockSpectra.of(noisy, tile, settings.transform());
            BlockSpectra guide = BlockSpectra.of(basic, tile, settings.transform());
            return filter(BlockMatching.of(basic, tile, settings), spectra, guide, tile, settings, shrinkage);
        });
    }

    private static Aggregation.Sums filter(
            BlockMatching matching,
            BlockSpectra noisy,
            BlockSpectra guide,
            Tile tile,
            StageSettings settings,
            Shrinkage shrinkage) {
        int length = tile.blockSize() * tile.blockSize();
        float[][] group = new float[settings.groupSize()][length];
        float[][] guideGroup = new float[guide == noisy ? 0 : settings.groupSize()][length];
        Aggregation aggregation = new Aggregation(tile);
        for (int reference = 0; reference < matching.references(); reference++) {
            int count = matching.count(reference);
            if (count == 0) {
                continue;
            }
            stack(noisy, matching, reference, count, group);
            if (guideGroup.length > 0) {
                stack(guide, matching, reference, count, guideGroup);
                HaarTransform.forward(guideGroup, count, length);
            }
            HaarTransform.forward(group, count, length);
            float weight = shrinkage.apply(group, guideGroup, count, length);
            HaarTransform.inverse(group, count, length);
            for (int member = 0; member < count; member++) {
                aggregation.add(matching.block(reference, member), group[member], weight);
            }
        }
        return aggregation.toPixels(settings.transform());
    }

    private static void stack(BlockSpectra spectra, BlockMatching matching, int reference, int count, float[][] group) {
        for (int member = 0; member < count; member++) {
            spectra.copy(matching.block(reference, member), group[member]);
        }
    }

    private static GrayPlane over(GrayPlane noisy, StageSettings settings, Function<Tile, Aggregation.Sums> work) {
        List<Tile> tiles = Tile.of(noisy.rows(), noisy.columns(), settings);
        List<Aggregation.Sums> sums = IntStream.range(0, tiles.size())
                .parallel()
                .mapToObj(i -> work.apply(tiles.get(i)))
                .toList();
        float[] values = new float[noisy.pixels().length];
        float[] weights = new float[values.length];
        for (Aggregation.Sums part : sums) {
            addRows(part.values(), part.tile(), noisy.columns(), values);
            addRows(part.weights(), part.tile(), noisy.columns(), weights);
        }
        for (int i = 0; i < values.length; i++) {
            // Only where there is nothing but padding is a pixel in no block.
            values[i] = weights[i] > 0 ? values[i] / weights[i] : noisy.pixels()[i];
        }
        return noisy.with(values);
    }

    private static void addRows(float[][] rows, Tile tile, int columns, float[] sum) {
        for (int y = 0; y < rows.length; y++) {
            int to = (tile.top() + y) * columns + tile.left();
            for (int x = 0; x < rows[y].length; x++) {
                sum[to + x] += rows[y][x];
            }
        }
    }
}
