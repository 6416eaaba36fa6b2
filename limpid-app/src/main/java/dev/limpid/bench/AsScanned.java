package dev.limpid.bench;

import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.Draw;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/**
 * No degradation of ours: the image of lower dose that a scanner made beside the clean one. The row of data sets that hold pairs.
 */
public final class AsScanned implements DegradationKind {
    /** What {@code --kinds} takes. */
    public static final String NAME = "as-scanned";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "the low-dose image that lies beside the full-dose one";
    }

    @Override
    public Draw draw(Map<String, String> set, double severity, long seed) {
        if (!set.isEmpty()) {
            throw new IllegalArgumentException(NAME + " takes no parameters, since nothing is simulated");
        }
        return new Draw(NAME, Map.of(), 0);
    }

    @Override
    public Degradation replay(Draw draw, IntensityRange range) {
        throw new IllegalArgumentException(NAME + " cannot be made of an image: it needs one that was scanned");
    }
}
