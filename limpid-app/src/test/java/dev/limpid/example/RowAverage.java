package dev.limpid.example;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.Map;

/** Replaces each pixel by the mean of itself and its right neighbour. */
public final class RowAverage implements DenoiserProvider {
    @Override
    public String name() {
        return "row-average";
    }

    @Override
    public String summary() {
        return "mean of two neighbours in a row; no parameters";
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        return noisy -> {
            Slice.Builder result = noisy.like();
            for (int row = 0; row < noisy.rows(); row++) {
                for (int column = 0; column < noisy.columns(); column++) {
                    int right = Math.min(column + 1, noisy.columns() - 1);
                    result.set(row, column, (noisy.at(row, column) + noisy.at(row, right)) / 2);
                }
            }
            return result.build();
        };
    }
}
